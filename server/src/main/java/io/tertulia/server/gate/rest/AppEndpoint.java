package io.tertulia.server.gate.rest;

import io.tertulia.server.gate.http.Endpoint;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.Request;
import java.util.function.Function;

/// The endpoint of a call that only an app may make.
///
/// @param visit finds out which app asks
record AppEndpoint(Function<Request, Visit> visit, AppCall call) implements Endpoint {
  @Override
  public Reply answer(Request request) {
    return call.answer(visit.apply(request));
  }
}
