/// What an app's own back end may know, which is all of it, as it is told outside.
///
/// Rows come in as records, inside one snapshot or transaction; JSON in the shapes of the REST API
/// and of webhooks goes out. It must never know where rows come from, nor who asks.
@NullMarked
package io.tertulia.server.record;

import org.jspecify.annotations.NullMarked;
