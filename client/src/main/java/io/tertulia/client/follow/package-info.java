/// What to ask the server for, so that the mirror holds what subscriptions need: follows, further
/// follows, unfollows.
///
/// Needs come in from the subscriptions and frames from the link; frames go out, and subscriptions
/// are told when to look at the mirror again. Nothing here knows snapshots or the application. All
/// of it belongs to the session's turn.
@NullMarked
package io.tertulia.client.follow;

import org.jspecify.annotations.NullMarked;
