/// JSON as values: text comes in, an immutable tree or typed fields with a path in every error go
/// out.
///
/// It knows nothing of chat. Every other package of the protocol reads and writes through it, so
/// that the library that scans the text can be replaced in one place.
@NullMarked
package io.tertulia.protocol.json;

import org.jspecify.annotations.NullMarked;
