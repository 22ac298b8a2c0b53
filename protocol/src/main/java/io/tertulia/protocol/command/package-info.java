/// What somebody asks to change, as sealed records that check themselves. It must never know
/// whether the asker may, or what becomes of it.
@NullMarked
package io.tertulia.protocol.command;

import org.jspecify.annotations.NullMarked;
