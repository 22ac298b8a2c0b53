package io.tertulia.server.gate.rest;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.gate.Incidents;
import io.tertulia.server.gate.Rate;
import io.tertulia.server.gate.Rates;
import io.tertulia.server.gate.http.Body;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.ReplyBody;
import io.tertulia.server.gate.http.Request;
import io.tertulia.server.gate.http.Router;
import io.tertulia.server.gate.http.Target;
import io.tertulia.server.identity.App;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Several calls in one, each as if it had come alone, one after the other: one that fails leaves
/// the others alone.
///
/// What streams, what brings long history and a batch itself are no routes here.
final class BatchCalls {
  private static final int MAX_CALLS = 10;
  private static final String VERSION = "talkjs-rest-version";

  private final Router routes;
  private final Function<Request, Visit> app;
  private final Function<String, App> now;
  private final Rates rates;
  private final Incidents incidents;
  private final boolean asTexts;

  /// @param routes what may be called
  /// @param app finds out which app asks
  /// @param now finds an app as the calls before have left it
  /// @param asTexts whether answers are told as texts
  BatchCalls(
      Router routes,
      Function<Request, Visit> app,
      Function<String, App> now,
      Rates rates,
      Incidents incidents,
      boolean asTexts) {
    this.routes = routes;
    this.app = app;
    this.now = now;
    this.rates = rates;
    this.incidents = incidents;
    this.asTexts = asTexts;
  }

  /// All answers, once each. The credentials are looked at once, and before the body.
  Reply answer(Request request) {
    Visit visit = app.apply(request);
    rates.take(Rate.BATCH, visit.app().app().key());
    List<One> calls = calls(request.json());
    List<Json> answers = new ArrayList<>(calls.size());
    for (One call : calls) {
      Reply reply = reply(visit, call);
      answers.add(new Json.Arr(List.of(call.tag, Json.of((long) reply.status()), result(reply))));
    }
    return Reply.of(new Json.Arr(answers));
  }

  private Reply reply(Visit visit, One call) {
    try {
      Target target = Target.parse("/v1/" + visit.at("app") + "/" + call.path);
      Router.Match match = routes.find(call.method, target);
      if (match == null) {
        return routes.missing(call.method, target);
      }
      if (match.route().streams()) {
        return Reply.error(404, "no such route in a batch: " + call.method + " of that path");
      }
      Request request = request(visit.request(), call, match);
      return match.route().endpoint() instanceof AppEndpoint endpoint
          ? endpoint.call().answer(visit.on(request, now.apply(request.at("app"))))
          : match.route().endpoint().answer(request);
    } catch (IOException | RuntimeException | Error e) {
      return incidents.reply(e);
    }
  }

  private static Request request(Request outer, One call, Router.Match match) {
    Map<String, String> headers = new HashMap<>(outer.headers());
    headers.put("content-type", "application/json");
    if (call.version != null) {
      headers.put(VERSION, call.version);
    }
    Map<String, String> query = new HashMap<>(match.query());
    byte[] body = new byte[0];
    if (call.body != null && call.method.equals("GET")) {
      Fields.of(call.body, "body")
          .json()
          .members()
          .forEach((name, value) -> {
            if (!(value instanceof Json.Null)) {
              query.put(name, value instanceof Json.Str text ? text.value() : value.toText());
            }
          });
    } else if (call.body != null) {
      body = call.body.toBytes();
    }
    return new Request(
        call.method, match.places(), query, headers, Body.of(body), outer.maxBody(), outer.peer());
  }

  private Json result(Reply reply) {
    Json result = value(reply);
    return asTexts ? Json.of(result.toText()) : result;
  }

  private static Json value(Reply reply) {
    return reply.body() instanceof ReplyBody.Bytes(byte[] bytes) && bytes.length > 0
        ? Json.parse(bytes)
        : Json.object().build();
  }

  private static List<One> calls(Json body) {
    if (!(body instanceof Json.Arr array)) {
      throw new IllegalArgumentException("body: no array (expected: an array)");
    }
    int size = array.items().size();
    if (size < 1 || size > MAX_CALLS) {
      throw new IllegalArgumentException(
          "body: " + size + " calls (expected: 1 to " + MAX_CALLS + ")");
    }
    List<One> calls = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      calls.add(One.read(array.items().get(i), "[" + i + "]"));
    }
    return calls;
  }

  /// One call of a batch.
  ///
  /// @param tag what the caller knows its answer by
  /// @param path below the app, perhaps with a query
  private record One(
      Json tag, String method, String path, @Nullable Json body, @Nullable String version) {

    static One read(Json json, String at) {
      if (!(json instanceof Json.Arr(List<Json> parts)) || parts.size() < 3 || parts.size() > 5) {
        throw new IllegalArgumentException(
            at + ": no call (expected: [tag, method, path, body?, options?])");
      }
      if (!(parts.get(0) instanceof Json.Int || parts.get(0) instanceof Json.Str)) {
        throw new IllegalArgumentException(at + "[0]: no tag (expected: an integer or a string)");
      }
      Json body = parts.size() > 3 && !(parts.get(3) instanceof Json.Null) ? parts.get(3) : null;
      boolean hasOptions = parts.size() > 4 && !(parts.get(4) instanceof Json.Null);
      return new One(
          parts.get(0),
          Fields.asText(parts.get(1), at + "[1]").toUpperCase(Locale.ROOT),
          Fields.asText(parts.get(2), at + "[2]"),
          body,
          hasOptions ? Fields.of(parts.get(4), at + "[4]").textOrNull("api_version") : null);
    }
  }
}
