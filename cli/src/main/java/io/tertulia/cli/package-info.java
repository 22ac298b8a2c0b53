/// The `tertulia` command. Words from a command line come in, lines for people or scripts and an
/// exit status go out. Whatever is true of chat is decided below it, never here.
@NullMarked
package io.tertulia.cli;

import org.jspecify.annotations.NullMarked;
