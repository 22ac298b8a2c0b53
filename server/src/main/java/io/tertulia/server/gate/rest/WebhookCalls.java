package io.tertulia.server.gate.rest;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.Request;
import io.tertulia.server.identity.App;
import io.tertulia.server.webhooks.WebhookChoice;
import io.tertulia.server.webhooks.WebhookEvents;
import io.tertulia.server.webhooks.WebhookState;
import io.tertulia.server.webhooks.Webhooks;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The calls for webhooks, and for the events that are kept.
final class WebhookCalls {
  private static final int DEFAULT_PAGE = 10;
  private static final int MAX_PAGE = 100;
  private static final List<String> PLACES = List.of("after", "since");
  private static final Set<String> FLAGS = Set.of("true", "false");
  private static final Pattern SEQUENCE = Pattern.compile("\\d{1,18}");

  private final Webhooks webhooks;

  WebhookCalls(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  Reply list(Visit visit) {
    List<Json> found =
        Visit.await(webhooks.list(app(visit).key())).stream().map(WebhookState::json).toList();
    return Reply.of(Json.object().put("data", new Json.Arr(found)).build());
  }

  Reply create(Visit visit) {
    WebhookChoice choice = WebhookChoice.DEFAULT.with(body(visit));
    App app = app(visit);
    mayTell(app, choice);
    return Reply.of(Visit.await(webhooks.create(app.key(), app.id(), choice)).json());
  }

  Reply get(Visit visit) {
    return Reply.of(Visit.await(webhooks.find(app(visit).key(), id(visit))).json());
  }

  /// Changes what is named.
  Reply change(Visit visit) {
    Fields changes = body(visit);
    mayTell(app(visit), WebhookChoice.DEFAULT.with(changes));
    Visit.await(webhooks.change(app(visit).key(), id(visit), choice -> choice.with(changes)));
    return Reply.DONE;
  }

  Reply delete(Visit visit) {
    Visit.await(webhooks.delete(app(visit).key(), id(visit)));
    return Reply.DONE;
  }

  /// Goes back: behind a sequence, or to a time.
  Reply replay(Visit visit) {
    Fields body = body(visit);
    body.only(PLACES);
    Long after = body.integerOrNull("after");
    Long since = body.integerOrNull("since");
    if ((after == null) == (since == null)) {
      throw body.bad("after", after == null ? "missing" : "with since", "after or since");
    }
    Visit.await(webhooks.replay(app(visit).key(), id(visit), after, since == null ? 0 : since));
    return Reply.DONE;
  }

  Reply events(Visit visit) {
    int limit = visit.request().count("limit", DEFAULT_PAGE, 1, MAX_PAGE);
    String after = visit.request().query().get("after");
    return Reply.of(Visit.await(webhooks.events(app(visit).key(), after, limit)).json());
  }

  /// Events that a webhook is told: the newest first, or what came behind a sequence.
  Reply eventsOf(Visit visit) {
    Request request = visit.request();
    Long after = sequence(request, "after");
    Long before = sequence(request, "before");
    if (after != null && before != null) {
      throw new IllegalArgumentException("before: with after (expected: one of them)");
    }
    String waiting = request.query().getOrDefault("waiting", "false");
    if (!FLAGS.contains(waiting)) {
      throw new IllegalArgumentException("waiting: " + waiting + " (expected: true or false)");
    }
    var wish =
        new WebhookEvents.Wish(
            after != null ? after : Objects.requireNonNullElse(before, Long.MAX_VALUE),
            after != null,
            waiting.equals("true"),
            request.count("limit", DEFAULT_PAGE, 1, MAX_PAGE));
    return Reply.of(Visit.await(webhooks.events(app(visit).key(), id(visit), wish)).json());
  }

  private static @Nullable Long sequence(Request request, String name) {
    String text = request.query().getOrDefault(name, "");
    if (text.isEmpty()) {
      return null;
    }
    if (!SEQUENCE.matcher(text).matches()) {
      throw new IllegalArgumentException(name + ": " + text + " (expected: a sequence)");
    }
    return Long.valueOf(text);
  }

  /// Lets nobody whom nobody knows have the server call others.
  private static void mayTell(App app, WebhookChoice choice) {
    if (app.anonymous() && choice.url() != null) {
      throw new Refusal(
          ErrorCode.PERMISSION_DENIED,
          "url: by an anonymous app (expected: null, or an app that was claimed)");
    }
  }

  /// The body as it was sent.
  private static Fields body(Visit visit) {
    return Fields.of(visit.request().json(), "");
  }

  private static App app(Visit visit) {
    return visit.app().app();
  }

  private static String id(Visit visit) {
    return visit.at("webhook");
  }
}
