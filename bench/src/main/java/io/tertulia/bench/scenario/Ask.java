package io.tertulia.bench.scenario;

import io.tertulia.bench.line.Line;

/// What lines ask for.
final class Ask {
  /// The id of a follow; commands count from there.
  static final int FOLLOW = 1;

  private Ask() {}

  /// Follows a conversation, with its newest 30 messages, as a chat on a screen does.
  static void conversation(Line line, String conversation) {
    line.say(
        "{\"type\":\"followConversation\",\"id\":"
            + FOLLOW
            + ",\"conversationId\":\""
            + conversation
            + "\",\"moreMessages\":30,\"moreParticipants\":0}");
  }

  /// Follows the list of conversations, with the newest 30, as an inbox on a screen does.
  static void inbox(Line line) {
    line.say("{\"type\":\"followInbox\",\"id\":" + FOLLOW + ",\"more\":30,\"known\":{}}");
  }
}
