package io.tertulia.server.gate.rest;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.identity.App;
import io.tertulia.server.webhooks.WebhookChoice;
import io.tertulia.server.webhooks.WebhookState;
import io.tertulia.server.webhooks.Webhooks;
import java.util.List;

/// The calls for webhooks, and for the events that are kept.
final class WebhookCalls {
  private static final int DEFAULT_PAGE = 10;
  private static final int MAX_PAGE = 100;
  private static final List<String> PLACES = List.of("after", "since");

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
