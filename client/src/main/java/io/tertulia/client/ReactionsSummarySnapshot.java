package io.tertulia.client;

/// How a message was reacted to with one emoji, at one moment.
///
/// @param emoji fully qualified as in Unicode 16.0, so perhaps not as it was sent; or the name of a
///   custom one, with both colons
/// @param count at least 1
/// @param currentUserReacted whether the current user is among them
public record ReactionsSummarySnapshot(String emoji, int count, boolean currentUserReacted) {}
