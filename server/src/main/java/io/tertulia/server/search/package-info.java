/// The index of texts: finds, newest first, what holds the words of a query.
///
/// Texts come in with the place and the time that they belong to; candidates go out, to be looked
/// at again by [Words]. It knows nothing of messages, of who may see them, or of a network.
@NullMarked
package io.tertulia.server.search;

import org.jspecify.annotations.NullMarked;
