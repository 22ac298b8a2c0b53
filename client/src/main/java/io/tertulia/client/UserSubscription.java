package io.tertulia.client;

/// A user, live. The snapshot is null until the user exists.
public interface UserSubscription extends SnapshotSubscription<UserSnapshot> {}
