/// What travels over the socket: frames around commands, events, answers and signals. Frames come
/// in as JSON and go out as JSON. It must never know a socket or a thread.
@NullMarked
package io.tertulia.protocol.frame;

import org.jspecify.annotations.NullMarked;
