/// The SDK: in-app chat as sessions, refs, finished immutable snapshots and live subscriptions.
///
/// Start with [TalkSession#get]. All types may be used from any thread. Futures end with a
/// [TalkException], which says by its code what is wrong and whether to try again.
@NullMarked
package io.tertulia.client;

import org.jspecify.annotations.NullMarked;
