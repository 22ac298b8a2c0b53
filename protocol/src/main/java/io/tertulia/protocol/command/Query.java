package io.tertulia.protocol.command;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.json.Json;
import org.jspecify.annotations.Nullable;

/// What somebody asks to know, once. The answer is a list of facts; empty when there is nothing to
/// see.
public sealed interface Query {

  /// A user; anybody may ask.
  record GetUser(String userId) implements Query {}

  /// The actor's view of a conversation; nothing when the actor does not take part.
  record GetConversation(String conversationId) implements Query {}

  /// A participant; others than participants may only ask about themselves.
  record GetParticipant(String conversationId, String userId) implements Query {}

  /// A message; nothing when the actor does not take part.
  record GetMessage(String conversationId, String messageId) implements Query {}

  /// A message and the earliest reactions to it with one emoji, oldest first; nothing when there is
  /// no such message, or the actor does not take part.
  ///
  /// @param limit 1 to 100
  record GetReactions(String conversationId, String messageId, String emoji, int limit)
      implements Query {}

  /// What a message says in another language; answered by itself, not by facts.
  ///
  /// @param language an ISO 639-1 code; a region behind it counts in `zh-TW` only
  record Translate(String conversationId, String messageId, String language) implements Query {}

  /// Text messages in the actor's conversations that hold all words of a text, newest first; only
  /// for users.
  ///
  /// A page may end before it is full; it says where to go on.
  ///
  /// @param filter of the conversations; null for all
  /// @param from where the page before ended; null begins with the newest
  /// @param limit 1 to 100
  record SearchMessages(
      String text, @Nullable ConversationFilter filter, @Nullable Bound from, int limit)
      implements Query {}

  /// The actor's conversations whose subject, or whose custom value `search`, holds all words of a
  /// text, the most recently active first; only for users.
  ///
  /// @param filter null for all conversations
  /// @param from where the page before ended; null begins with the most recently active
  /// @param limit 1 to 100
  record SearchConversations(
      String text, @Nullable ConversationFilter filter, @Nullable Bound from, int limit)
      implements Query {}

  static Query read(Json json, String path) {
    return QueryJson.read(json, path);
  }

  default Json json() {
    return QueryJson.write(this);
  }
}
