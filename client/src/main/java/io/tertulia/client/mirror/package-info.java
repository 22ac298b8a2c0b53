/// The mirror: the client's copy of the facts. Frames' contents come in, facts and windows are read
/// out.
///
/// Pure: no threads, no clock, no sockets, no snapshots. All of it belongs to the session's turn.
@NullMarked
package io.tertulia.client.mirror;

import org.jspecify.annotations.NullMarked;
