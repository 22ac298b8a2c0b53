package io.tertulia.client;

/// Those who reacted to a message with one emoji, the first ones first, live: the 10 earliest.
/// While all are loaded, later ones are added at the end. The snapshot is null while there is no
/// such message, or the current user takes no part in the conversation. [#loadMore] loads later
/// ones, 30 by default and at most 100.
public interface ReactionsSubscription extends ListSubscription<SingleReactionSnapshot> {}
