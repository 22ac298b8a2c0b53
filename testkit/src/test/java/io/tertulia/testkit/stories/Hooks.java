package io.tertulia.testkit.stories;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.Backend;
import io.tertulia.testkit.WebhookReceiver;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/// What stories of webhooks do again and again.
final class Hooks {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Hooks() {}

  /// Sets up a webhook; tells its id.
  ///
  /// @param events none for all
  static String create(Backend backend, WebhookReceiver receiver, String... events) {
    return create(backend, receiver.url(), events);
  }

  static String create(Backend backend, String url, String... events) {
    Json choice =
        Json.object()
            .put("url", url)
            .put("events", events.length == 0 ? null : Json.of(List.of(events)))
            .build();
    return Fields.of(backend.post(choice, "webhooks").orThrow().body(), "").text("id");
  }

  static Fields state(Backend backend, String id) {
    return Fields.of(backend.get("webhooks", id).orThrow().body(), "");
  }

  /// Asks until a webhook is as it should be.
  static Fields awaitState(Backend backend, String id, Predicate<Fields> enough) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Fields state = state(backend, id);
    while (!enough.test(state)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it stays so: " + state.json().toText());
      }
      state = state(backend, id);
    }
    return state;
  }

  /// Sends a message; tells its id.
  static String send(Backend backend, String conversation, String sender, String text) {
    Json message =
        Json.object().put("type", "UserMessage").put("sender", sender).put("text", text).build();
    Json sent =
        backend
            .post(new Json.Arr(List.of(message)), "conversations", conversation, "messages")
            .orThrow()
            .body();
    return Fields.of(((Json.Arr) sent).items().getFirst(), "").text("id");
  }

  static Json json(String text) {
    return Json.parse(text.replace('\'', '"'));
  }
}
