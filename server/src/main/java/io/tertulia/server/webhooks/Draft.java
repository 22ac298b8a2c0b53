package io.tertulia.server.webhooks;

import io.tertulia.protocol.json.Json;

/// An event that is to be put into the outbox.
///
/// @param lane what it is ordered with
/// @param data as of the event; of `message.read` what [Expansion] makes events of
public record Draft(EventType type, String lane, Json data) {

  /// An event in a conversation.
  public static Draft ofConversation(EventType type, String conversationId, Json data) {
    return new Draft(type, "conversation " + conversationId, data);
  }

  /// An event of a user.
  public static Draft ofUser(EventType type, String userId, Json data) {
    return new Draft(type, "user " + userId, data);
  }
}
