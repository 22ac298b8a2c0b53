/// The one door: every command and query of every way in, the rules of the nouns, and their rows.
///
/// Commands come in with their actor; what they changed goes to delivery after the commit. Queries
/// come in and facts go out. It must never know which way a command came, nor how an event reaches
/// anybody.
@NullMarked
package io.tertulia.server.chat;

import org.jspecify.annotations.NullMarked;
