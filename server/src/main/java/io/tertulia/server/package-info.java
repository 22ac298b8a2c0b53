/// The server as a whole: what it is made of, its settings, and the folder that it owns.
///
/// Settings come in, a running server goes out. Objects are built here by hand, in the order of the
/// floors, and closed in reverse. It must never know what a command does or how bytes travel.
@NullMarked
package io.tertulia.server;

import org.jspecify.annotations.NullMarked;
