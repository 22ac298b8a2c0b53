/// The one port: HTTP, WebSocket, and who is let in.
///
/// Bytes of strangers come in; commands, queries and follows of known actors go out, and their
/// answers come back as bytes. Nobody else speaks HTTP or WebSocket, or names the network library.
/// It must never know what a command does.
///
/// Threads: each socket belongs to one event loop, which alone reads and writes it and changes its
/// state; only the queue of frames that wait to leave, and the count of requests not yet answered,
/// are touched by others. Loops never wait.
@NullMarked
package io.tertulia.server.gate;

import org.jspecify.annotations.NullMarked;
