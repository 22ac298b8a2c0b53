package io.tertulia.client;

/// The participants of a conversation, those who joined last first, live: 10 and all who join
/// later. The snapshot is null while the current user takes no part in the conversation.
/// [#loadMore] loads 10 by default and at most 50.
public interface ParticipantSubscription extends ListSubscription<ParticipantSnapshot> {}
