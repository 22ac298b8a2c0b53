/// Who follows what, and how they are told: in order, without a hole, at the reader's pace.
///
/// Announcements come in after their commit, requests to follow come in from connections; finished
/// bytes go out through an [io.tertulia.server.delivery.Outlet]. This package knows positions and
/// bytes, and the signals that nobody keeps: who types and who is online. It must never know what
/// is inside an event, how state is read, or what a socket is.
@NullMarked
package io.tertulia.server.delivery;

import org.jspecify.annotations.NullMarked;
