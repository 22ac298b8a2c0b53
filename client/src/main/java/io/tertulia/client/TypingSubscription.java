package io.tertulia.client;

/// Who else is typing in a conversation, live. The snapshot is null while the current user takes no
/// part in it. While the network is down nobody is shown as typing.
public interface TypingSubscription extends SnapshotSubscription<TypingSnapshot> {}
