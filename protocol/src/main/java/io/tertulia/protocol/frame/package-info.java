<<<<<<< HEAD
/// Frames: what goes over the one WebSocket between a client and the server, one JSON object a text frame.
///
/// Text comes in and goes out; commands, queries and facts travel inside. A frame of an unknown type becomes an explicit
/// unknown, so that a newer peer is not an error. Nothing here knows of sockets, threads or permissions.
=======
/// What travels over the socket: frames around commands, events, answers and signals. Frames come
/// in as JSON and go out as JSON. It must never know a socket or a thread.
>>>>>>> build
@NullMarked
package io.tertulia.protocol.frame;

import org.jspecify.annotations.NullMarked;
