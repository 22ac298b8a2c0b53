package io.tertulia.client;

/// Whether a user is online, live. The snapshot is null until the user exists.
public interface UserOnlineSubscription extends SnapshotSubscription<UserOnlineSnapshot> {}
