/// JSON as tokens, read and written by hand in one place. Bytes come in and go out. It must never
/// know what a message or a user is.
@NullMarked
package io.tertulia.protocol.json;

import org.jspecify.annotations.NullMarked;
