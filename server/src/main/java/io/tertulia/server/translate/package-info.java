/// Texts in other languages, by a provider outside of this server.
///
/// Strings and a language come in, strings go out. Nothing here knows messages, users or who asks.
@NullMarked
package io.tertulia.server.translate;

import org.jspecify.annotations.NullMarked;
