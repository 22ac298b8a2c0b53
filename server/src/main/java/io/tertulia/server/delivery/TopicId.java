package io.tertulia.server.delivery;

/// What can be followed: in an app, a conversation or a user of that id.
///
/// @param app the app's key
public record TopicId(long app, String id) {}
