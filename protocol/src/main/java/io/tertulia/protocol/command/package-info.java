<<<<<<< HEAD
/// What somebody asks: commands, which change something, and queries, which do not.
///
/// They say what is wanted, not who wants it or over which connection; the server adds the actor. REST, WebSocket and the
/// command line all turn into these.
=======
/// What somebody asks to change, as sealed records that check themselves. It must never know
/// whether the asker may, or what becomes of it.
>>>>>>> build
@NullMarked
package io.tertulia.protocol.command;

import org.jspecify.annotations.NullMarked;
