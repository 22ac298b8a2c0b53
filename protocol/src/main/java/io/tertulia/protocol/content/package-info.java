/// What a message says: its blocks, and the markup they are written in. Text comes in, values and
/// text go out. It must never know who sent the message, how it travels or where it is kept.
@NullMarked
package io.tertulia.protocol.content;

import org.jspecify.annotations.NullMarked;
