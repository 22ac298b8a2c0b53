package io.tertulia.server.gate.rest;

import io.tertulia.protocol.json.Json;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.identity.App;
import io.tertulia.server.identity.Apps;
import io.tertulia.server.identity.KeyEntry;

/// The calls for an app's secret keys. A key is shown once, when it is made; later it is known by
/// an id and its last characters.
final class KeyCalls {
  private final Apps apps;

  KeyCalls(Apps apps) {
    this.apps = apps;
  }

  Reply list(Visit visit) {
    App app = app(visit);
    return Reply.of(
        Json.object()
            .put(
                "data",
                new Json.Arr(
                    Stored.now(() -> apps.keys(app)).stream()
                        .<Json>map(key -> json(key).build())
                        .toList()))
            .build());
  }

  Reply create(Visit visit) {
    return Reply.of(shown(Stored.now(() -> apps.newKey(app(visit)))));
  }

  /// Has a key sign the webhooks from now on.
  Reply sign(Visit visit) {
    Stored.now(() -> apps.signWith(app(visit), visit.at("key")));
    return Reply.DONE;
  }

  /// Takes a key out of use. Who came with a token that it signed has to come back with another.
  Reply delete(Visit visit) {
    Visit.await(visit.chat().removeKey(apps, app(visit), visit.at("key")));
    return Reply.DONE;
  }

  /// A key that was just made, with the secret.
  static Json shown(KeyEntry key) {
    return json(key).put("key", key.key().reveal()).build();
  }

  private static Json.Builder json(KeyEntry key) {
    return Json.object()
        .put("id", key.id())
        .put("hint", key.hint())
        .put("createdAt", key.createdAt())
        .put("webhooks", new Json.Bool(key.signsWebhooks()));
  }

  private static App app(Visit visit) {
    return visit.app().app();
  }
}
