package io.tertulia.server.gate.rest;

import io.tertulia.server.gate.http.Reply;

/// One call, made by an app.
@FunctionalInterface
interface AppCall {
  Reply answer(Visit visit);
}
