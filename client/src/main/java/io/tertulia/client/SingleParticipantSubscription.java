package io.tertulia.client;

/// One participant, live. The snapshot is null while that user, or the current user, takes no part
/// in the conversation.
public interface SingleParticipantSubscription extends SnapshotSubscription<ParticipantSnapshot> {}
