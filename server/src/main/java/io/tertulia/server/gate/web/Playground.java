package io.tertulia.server.gate.web;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.Request;
import io.tertulia.server.gate.http.Router;
import io.tertulia.server.identity.App;
import io.tertulia.server.identity.Apps;
import io.tertulia.server.identity.Invitation;
import io.tertulia.server.identity.SecretKey;
import io.tertulia.server.identity.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Lets in whoever tries the server out on its first page, as two people of one app: everybody
/// where the app does not verify identities, and else who brings the key of the link that was
/// printed.
public final class Playground {
  /// Where the page asks for its people.
  public static final String PATH = "/playground";

  private static final Duration TOKEN_LIFE = Duration.ofHours(24);
  private static final Map<String, String> PEOPLE = Map.of("alice", "Alice", "bob", "Bob");

  private final String appId;
  private final Apps apps;
  private final Invitation invitation;
  private final InstantSource clock;

  /// @param appId the app to try out
  public Playground(String appId, Apps apps, Invitation invitation, InstantSource clock) {
    this.appId = appId;
    this.apps = apps;
    this.invitation = invitation;
    this.clock = clock;
  }

  /// Puts the call.
  public void addTo(Router.Builder routes) {
    routes.on("POST", PATH, this::enter);
  }

  private Reply enter(Request request) {
    Fields body = Fields.of(request.json(), "");
    body.only(List.of("key"));
    String key = body.textOrNull("key");
    App app = await(apps.find(appId));
    if (!app.settings().verifyIdentity()) {
      return people(null);
    }
    if (key == null || !invitation.use(key)) {
      throw new Refusal(
          ErrorCode.UNAUTHENTICATED,
          "key: "
              + (key == null ? "missing" : "wrong, used, or over")
              + " (expected: the one of the link that the server printed when it started)");
    }
    return people(await(apps.signingKey(appId)));
  }

  /// The people, with tokens where they need some.
  private Reply people(@Nullable SecretKey key) {
    Instant end = clock.instant().plus(TOKEN_LIFE);
    List<Json> people =
        PEOPLE.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .<Json>map(person -> {
              Json.Builder told =
                  Json.object().put("user", person.getKey()).put("name", person.getValue());
              if (key != null) {
                told.put("token", Tokens.user(key, appId, person.getKey(), end));
              }
              return told.build();
            })
            .toList();
    Json.Builder told = Json.object().put("app", appId).put("people", new Json.Arr(people));
    if (key != null) {
      told.put("endsAt", end.toEpochMilli());
    }
    return Reply.of(told.build()).with("Cache-Control", "no-store");
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Refusal refusal ? refusal : e;
    }
  }
}
