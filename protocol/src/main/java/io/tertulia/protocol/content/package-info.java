/// What messages say: blocks of formatted text, files and places.
///
/// Markup or JSON comes in, immutable values that have checked themselves go out, and back again.
/// What a newer peer sends and we do not know is kept as it came. The package knows senders only as
/// far as they may write more or less; it must never know messages, conversations, users' roles or
/// the network.
///
/// Methods that take or give JSON are for our own client and server: applications see this package
/// but not that one, and the types with such methods say so by `@SuppressWarnings("exports")`.
@NullMarked
package io.tertulia.protocol.content;

import org.jspecify.annotations.NullMarked;
