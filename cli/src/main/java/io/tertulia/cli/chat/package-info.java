/// `tertulia chat`: a conversation on a terminal, or through a pipe.
///
/// Lines that are typed come in and what happens in the conversation goes out. It is an application
/// like any other: what it knows of chat it has from the SDK, and nothing else.
@NullMarked
package io.tertulia.cli.chat;

import org.jspecify.annotations.NullMarked;
