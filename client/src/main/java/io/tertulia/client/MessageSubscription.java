package io.tertulia.client;

/// The messages of a conversation, newest first, live: 30 and all newer ones. The snapshot is null
/// while the current user takes no part in the conversation. [#loadMore] loads 30 by default and at
/// most 100.
public interface MessageSubscription extends ListSubscription<MessageSnapshot> {}
