/// The REST API: what an app's own server asks and changes.
///
/// Requests come in; commands and queries go out, the same as those of clients; facts come back and
/// are written in the shapes that clients of the API expect. It must never know sockets, nor decide
/// what is allowed.
@NullMarked
package io.tertulia.server.gate.rest;

import org.jspecify.annotations.NullMarked;
