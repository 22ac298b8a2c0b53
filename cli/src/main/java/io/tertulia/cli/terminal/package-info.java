/// What lies around a command: whether somebody looks at it, and how to show them what strangers
/// wrote.
///
/// Text comes in, text that cannot control a terminal goes out. It knows nothing of chat.
@NullMarked
package io.tertulia.cli.terminal;

import org.jspecify.annotations.NullMarked;
