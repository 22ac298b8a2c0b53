package io.tertulia.client;

/// Whether a user is online, at one moment. Whoever has a role with `showOnline` off never is.
///
/// @param user as known now
/// @param isConnected whether the user has a connection, or had one during the last ten seconds
public record UserOnlineSnapshot(UserSnapshot user, boolean isConnected) {}
