/// Uploads that come in piece by piece, the vault that keeps their bytes, the tokens that stand for
/// them, and who still needs them.
///
/// Bytes and details come in; tokens, blocks and bytes go out. It must never know how bytes travel,
/// nor what a message is: that a file is used is told by chat, in chat's own transactions.
@NullMarked
package io.tertulia.server.files;

import org.jspecify.annotations.NullMarked;
