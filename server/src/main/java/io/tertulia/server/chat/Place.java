package io.tertulia.server.chat;

/// Where something stands in a list that is ordered by a time, those of one time by their keys.
///
/// @param at milliseconds since 1970
public record Place(long at, long key) {}
