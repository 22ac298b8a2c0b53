package io.tertulia.client;

/// The current user's conversations, the most recently active first, live: 20 and all that become
/// active later. The snapshot is never null. [#loadMore] loads 20 by default and at most 30.
public interface ConversationListSubscription extends ListSubscription<ConversationSnapshot> {}
