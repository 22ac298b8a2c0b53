/// Frames: what goes over the one WebSocket between a client and the server, one JSON object a text
/// frame.
///
/// Text comes in and goes out; commands, queries and facts travel inside. A frame of an unknown
/// type becomes an explicit unknown, so that a newer peer is not an error. Nothing here knows of
/// sockets, threads or permissions.
@NullMarked
package io.tertulia.protocol.frame;

import org.jspecify.annotations.NullMarked;
