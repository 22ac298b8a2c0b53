package io.tertulia.protocol.command;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import org.jspecify.annotations.Nullable;

/// Queries as JSON: an object whose `type` names the query.
final class QueryJson {
  private static final String CONVERSATION = "conversationId";
  private static final String USER = "userId";
  private static final String MESSAGE = "messageId";
  private static final String LIMIT = "limit";

  private QueryJson() {}

  static Query read(Json json, String path) {
    Fields in = Fields.of(json, path);
    return switch (in.text("type")) {
      case "getUser" -> new Query.GetUser(in.text(USER));
      case "getConversation" -> new Query.GetConversation(in.text(CONVERSATION));
      case "getParticipant" -> new Query.GetParticipant(in.text(CONVERSATION), in.text(USER));
      case "getMessage" -> new Query.GetMessage(in.text(CONVERSATION), in.text(MESSAGE));
      case "getReactions" ->
          new Query.GetReactions(
              in.text(CONVERSATION), in.text(MESSAGE), in.text("emoji"), limit(in));
      case "translate" ->
          new Query.Translate(in.text(CONVERSATION), in.text(MESSAGE), in.text("language"));
      case "searchMessages" ->
          new Query.SearchMessages(in.text("text"), filter(in), bound(in), limit(in));
      case "searchConversations" ->
          new Query.SearchConversations(in.text("text"), filter(in), bound(in), limit(in));
      default -> throw in.bad("type", in.text("type"), "a query");
    };
  }

  static Json write(Query query) {
    return switch (query) {
      case Query.GetUser q -> typed("getUser").put(USER, q.userId()).build();
      case Query.GetConversation q -> about("getConversation", q.conversationId()).build();
      case Query.GetParticipant q ->
          about("getParticipant", q.conversationId()).put(USER, q.userId()).build();
      case Query.GetMessage q ->
          about("getMessage", q.conversationId()).put(MESSAGE, q.messageId()).build();
      case Query.GetReactions q ->
          about("getReactions", q.conversationId())
              .put(MESSAGE, q.messageId())
              .put("emoji", q.emoji())
              .put(LIMIT, q.limit())
              .build();
      case Query.Translate q ->
          about("translate", q.conversationId())
              .put(MESSAGE, q.messageId())
              .put("language", q.language())
              .build();
      case Query.SearchMessages q ->
          search("searchMessages", q.text(), q.filter(), q.from(), q.limit());
      case Query.SearchConversations q ->
          search("searchConversations", q.text(), q.filter(), q.from(), q.limit());
    };
  }

  private static Json search(
      String type,
      String text,
      @Nullable ConversationFilter filter,
      @Nullable Bound from,
      int limit) {
    return typed(type)
        .put("text", text)
        .put("filter", filter == null ? null : filter.json())
        .put("from", from == null ? null : from.json())
        .put(LIMIT, limit)
        .build();
  }

  private static int limit(Fields in) {
    return in.countOr(LIMIT, 10);
  }

  private static @Nullable ConversationFilter filter(Fields in) {
    Json filter = in.json().get("filter");
    return filter == null ? null : ConversationFilter.read(filter, in.at("filter"));
  }

  private static @Nullable Bound bound(Fields in) {
    Fields from = in.objectOrNull("from");
    return from == null ? null : Bound.read(from.json(), in.at("from"));
  }

  private static Json.Builder about(String type, String conversation) {
    return typed(type).put(CONVERSATION, conversation);
  }

  private static Json.Builder typed(String type) {
    return Json.object().put("type", type);
  }
}
