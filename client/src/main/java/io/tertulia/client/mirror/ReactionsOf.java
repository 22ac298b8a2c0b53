package io.tertulia.client.mirror;

/// The reactions to one message with one emoji.
///
/// @param emoji as the server writes it
public record ReactionsOf(String messageId, String emoji) {}
