/// What somebody asks: commands, which change something, and queries, which do not.
///
/// They say what is wanted, not who wants it or over which connection; the server adds the actor.
/// REST, WebSocket and the command line all turn into these.
@NullMarked
package io.tertulia.protocol.command;

import org.jspecify.annotations.NullMarked;
