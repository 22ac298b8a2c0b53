package io.tertulia.server.gate.rest;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.chat.AppQuery;
import io.tertulia.server.chat.Listing;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.Request;
import io.tertulia.server.identity.RestVersion;
import io.tertulia.server.record.UserConversation;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The calls that list: pages of users, of conversations and of messages.
final class ListCalls {
  private static final int DEFAULT_PAGE = 10;
  private static final int MAX_PAGE = 100;

  private ListCalls() {}

  /// Users, the newest first.
  static Reply users(Visit visit) {
    Request request = visit.request();
    var query =
        new AppQuery.ListUsers(
            limit(request), startingAfter(request), flag(request, "isOnline"), null);
    return page(visit.collect(query).stream().map(visit.shapes()::user).toList());
  }

  /// All conversations of the app.
  static Reply conversations(Visit visit) {
    Listing listing = listing(visit, false);
    return page(
        visit.collect(new AppQuery.ListConversations(listing, null)).stream()
            .<Json>map(visit.shapes()::conversation)
            .toList());
  }

  /// The conversations of one user.
  static Reply userConversations(Visit visit) {
    Listing listing = listing(visit, true);
    List<UserConversation> found;
    try {
      found = visit.collect(new AppQuery.ListUserConversations(visit.at("user"), listing, null));
    } catch (Refusal refusal) {
      if (refusal.code() != ErrorCode.NOT_FOUND || visit.version().has(RestVersion.NO_STRANGERS)) {
        throw refusal;
      }
      found = List.of();
    }
    return page(found.stream().map(visit.shapes()::conversation).toList());
  }

  /// Messages of a conversation, the newest first: another order is not there to be asked for.
  static Reply messages(Visit visit) {
    Request request = visit.request();
    word(request, "orderBy", List.of("createdAt"));
    word(request, "orderDirection", List.of("DESC", "ASC"));
    var query =
        new AppQuery.ListMessages(
            ConversationCalls.conversation(visit), limit(request), startingAfter(request));
    return page(visit.ask(query).stream().map(visit.shapes()::message).toList());
  }

  /// Who reacted to a message with one emoji, the earliest first.
  static Reply reactions(Visit visit) {
    List<ReactionFact> page =
        visit.ask(
            new AppQuery.ListReactions(
                ConversationCalls.conversation(visit),
                visit.at("message"),
                visit.at("emoji"),
                limit(visit.request()),
                startingAfter(visit.request())));
    return page(page.stream().map(ListCalls::json).toList());
  }

  private static Json json(ReactionFact reaction) {
    return Json.object()
        .put("userId", reaction.userId())
        .put("createdAt", reaction.createdAt())
        .build();
  }

  static Reply page(List<Json> items) {
    return Reply.of(Json.object().put("data", new Json.Arr(items)).build());
  }

  static Listing listing(Visit visit, boolean ofUser) {
    Request request = visit.request();
    boolean ordered = visit.version().has(RestVersion.ORDERED);
    boolean byCreation =
        !ordered
            || "createdAt".equals(word(request, "orderBy", List.of("createdAt", "lastActivity")));
    boolean ascending =
        ordered && "ASC".equals(word(request, "orderDirection", List.of("ASC", "DESC")));
    return new Listing(
        limit(request),
        startingAfter(request),
        byCreation ? Listing.Order.CREATED_AT : Listing.Order.LAST_ACTIVITY,
        ascending,
        ordered ? request.millis("offsetTs") : null,
        request.millis("lastMessageAfter"),
        request.millis("lastMessageBefore"),
        ofUser && Boolean.TRUE.equals(flag(request, "unreadsOnly")),
        filter(request, ofUser));
  }

  static @Nullable ConversationFilter filter(Request request, boolean ofUser) {
    String text = given(request, "filter");
    return text == null ? null : RestFilter.parse(text, ofUser);
  }

  static int limit(Request request) {
    return request.count("limit", DEFAULT_PAGE, 1, MAX_PAGE);
  }

  static @Nullable String startingAfter(Request request) {
    return given(request, "startingAfter");
  }

  private static @Nullable Boolean flag(Request request, String name) {
    String word = word(request, name, List.of("true", "false"));
    return word == null ? null : Boolean.valueOf(word);
  }

  /// One of a few words, in capitals or not; null when it is missing.
  private static @Nullable String word(Request request, String name, List<String> known) {
    String text = given(request, name);
    if (text == null) {
      return null;
    }
    return known.stream()
        .filter(word -> word.toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                name + ": " + text + " (expected: " + String.join(" or ", known) + ")"));
  }

  /// A parameter of the query; null when it is missing or empty.
  private static @Nullable String given(Request request, String name) {
    String text = request.query().get(name);
    return text == null || text.isEmpty() ? null : text;
  }
}
