/// Filters of conversations: what a list or a search shows.
///
/// Applications build them; client and server decide by the same code whether a conversation
/// matches. Nothing here knows facts, storage or the network.
@NullMarked
package io.tertulia.protocol.filter;

import org.jspecify.annotations.NullMarked;
