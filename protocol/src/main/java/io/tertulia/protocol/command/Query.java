package io.tertulia.protocol.command;

import io.tertulia.protocol.json.Fields;
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

  /// A page of messages, newest first; only for actors of the app itself.
  ///
  /// @param limit 1 to 100
  /// @param startingAfter the id of the last message already received; null starts with the newest
  record ListMessages(String conversationId, int limit, @Nullable String startingAfter)
      implements Query {}

  /// All participants; only for actors of the app itself.
  record ListParticipants(String conversationId) implements Query {}

  static Query read(Json json, String path) {
    Fields in = Fields.of(json, path);
    return switch (in.text("type")) {
      case "getUser" -> new GetUser(in.text("userId"));
      case "getConversation" -> new GetConversation(in.text("conversationId"));
      case "getParticipant" -> new GetParticipant(in.text("conversationId"), in.text("userId"));
      case "getMessage" -> new GetMessage(in.text("conversationId"), in.text("messageId"));
      case "getReactions" ->
          new GetReactions(
              in.text("conversationId"),
              in.text("messageId"),
              in.text("emoji"),
              in.countOr("limit", 10));
      case "translate" ->
          new Translate(in.text("conversationId"), in.text("messageId"), in.text("language"));
      case "listMessages" ->
          new ListMessages(
              in.text("conversationId"), in.countOr("limit", 10), in.textOrNull("startingAfter"));
      case "listParticipants" -> new ListParticipants(in.text("conversationId"));
      default -> throw in.bad("type", in.text("type"), "a query");
    };
  }

  default Json json() {
    return switch (this) {
      case GetUser q -> Json.object().put("type", "getUser").put("userId", q.userId()).build();
      case GetConversation q -> in("getConversation", q.conversationId()).build();
      case GetParticipant q ->
          in("getParticipant", q.conversationId()).put("userId", q.userId()).build();
      case GetMessage q ->
          in("getMessage", q.conversationId()).put("messageId", q.messageId()).build();
      case GetReactions q ->
          in("getReactions", q.conversationId())
              .put("messageId", q.messageId())
              .put("emoji", q.emoji())
              .put("limit", q.limit())
              .build();
      case Translate q ->
          in("translate", q.conversationId())
              .put("messageId", q.messageId())
              .put("language", q.language())
              .build();
      case ListMessages q ->
          in("listMessages", q.conversationId())
              .put("limit", q.limit())
              .put("startingAfter", q.startingAfter())
              .build();
      case ListParticipants q -> in("listParticipants", q.conversationId()).build();
    };
  }

  private static Json.Builder in(String type, String conversationId) {
    return Json.object().put("type", type).put("conversationId", conversationId);
  }
}
