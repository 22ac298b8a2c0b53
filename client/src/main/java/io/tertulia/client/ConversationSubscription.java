package io.tertulia.client;

/// A conversation as the current user sees it, live. The snapshot is null while the user takes no
/// part in it.
public interface ConversationSubscription extends SnapshotSubscription<ConversationSnapshot> {}
