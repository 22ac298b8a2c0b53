package io.tertulia.server.gate.rest;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.chat.Chat;
import io.tertulia.server.gate.http.Endpoint;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.Request;
import io.tertulia.server.gate.http.Router;
import io.tertulia.server.identity.AdminKey;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps;
import io.tertulia.server.identity.KeyEntry;
import io.tertulia.server.identity.SecretKey;
import io.tertulia.server.identity.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// The calls of whoever runs the server: which apps there are. They need the server's admin key,
/// and tell nothing of what is in an app; but with that key comes a token, for minutes, of any app.
public final class AdminApi {
  private static final String APPS = "/admin/apps";
  private static final int MAX_PAGE = 100;
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);

  private final AdminKey key;
  private final Apps apps;
  private final Chat chat;
  private final InstantSource clock;

  public AdminApi(AdminKey key, Apps apps, Chat chat, InstantSource clock) {
    this.key = key;
    this.apps = apps;
    this.chat = chat;
    this.clock = clock;
  }

  /// Puts the calls.
  public void addTo(Router.Builder routes) {
    on(routes, "GET", APPS, this::list);
    on(routes, "POST", APPS, this::create);
    on(routes, "GET", APPS + "/{app}", this::get);
    on(routes, "DELETE", APPS + "/{app}", this::delete);
    on(routes, "POST", APPS + "/{app}/claim", this::claim);
    on(routes, "POST", APPS + "/{app}/token", this::token);
  }

  private void on(Router.Builder routes, String method, String path, Endpoint endpoint) {
    routes.on(
        method,
        path,
        request -> {
          key.check(request.bearer());
          return endpoint.answer(request);
        });
  }

  /// By their ids.
  private Reply list(Request request) {
    int limit = request.count("limit", MAX_PAGE, 1, MAX_PAGE);
    String after = request.query().getOrDefault("startingAfter", "");
    List<Json> page =
        Stored.now(() -> apps.list(after, limit)).stream().map(AdminApi::json).toList();
    return Reply.of(Json.object().put("data", new Json.Arr(page)).build());
  }

  /// Creates an app, and shows its first secret key this once.
  private Reply create(Request request) {
    Fields body = Fields.of(request.json(), "");
    body.only(List.of("id", "settings"));
    Fields chosen = body.objectOrNull("settings");
    AppSettings settings = chosen == null ? AppSettings.DEFAULT : AppSettings.DEFAULT.with(chosen);
    Apps.NewApp created = Stored.now(() -> apps.create(body.text("id"), settings));
    KeyEntry key = Stored.now(() -> apps.keys(created.app())).getFirst();
    return Reply.of(
        Json.object()
            .put("id", created.app().id())
            .put("settings", settings.json())
            .put("key", KeyCalls.shown(key))
            .build());
  }

  private Reply get(Request request) {
    var app = Visit.await(apps.find(request.at("app")));
    return Reply.of(
        Json.object()
            .put("id", app.id())
            .put("anonymous", new Json.Bool(app.anonymous()))
            .put("settings", app.settings().json())
            .build());
  }

  private Reply delete(Request request) {
    return ErasureCalls.answer(Visit.await(chat.erasures().delete(apps, request.at("app"))));
  }

  /// Makes an anonymous app one like others.
  private Reply claim(Request request) {
    String id = request.at("app");
    Stored.now(() -> {
      apps.anonymous().claim(id);
      return id;
    });
    return Reply.DONE;
  }

  /// An app token that ends soon, signed as webhooks are: by a key that is always there.
  private Reply token(Request request) {
    String id = request.at("app");
    SecretKey signing = Visit.await(apps.signingKey(id));
    Instant end = clock.instant().plus(TOKEN_LIFE).truncatedTo(ChronoUnit.SECONDS);
    return Reply.of(
        Json.object()
            .put("token", Tokens.app(signing, id, end))
            .put("endsAt", end.toEpochMilli())
            .build());
  }

  private static Json json(Apps.Entry entry) {
    return Json.object()
        .put("id", entry.id())
        .put("createdAt", entry.createdAt())
        .put("anonymous", new Json.Bool(entry.anonymous()))
        .build();
  }
}
