package io.tertulia.server.chat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.content.Emoji;
import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.server.db.Sql;
import io.tertulia.server.delivery.Hub;
import io.tertulia.server.delivery.Session;
import io.tertulia.server.delivery.TopicId;
import io.tertulia.server.record.ConversationRecord;
import io.tertulia.server.record.MessageRecord;
import io.tertulia.server.record.UserConversation;
import io.tertulia.server.record.UserRecord;
import io.tertulia.server.search.Words;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How an [AppQuery] reads, inside one snapshot of the store.
public final class AppReads {
  private static final int MAX_PAGE = 100;

  /// Of so many users at most, everybody's connections are told.
  private static final int MAX_CONNECTED = 10_000;

  /// One look takes at most so many users, whether they are wanted or not.
  private static final int LOOKED_AT = 1_000;

  private final Sql sql;
  private final long app;
  private final Checks checks;
  private final Hub hub;
  private final Records records;
  private final SearchLimits searches;

  AppReads(Sql sql, long app, ChatLimits limits, SearchLimits searches, Checks checks, Hub hub) {
    this.sql = sql;
    this.app = app;
    this.searches = searches;
    this.checks = checks;
    this.hub = hub;
    this.records = new Records(sql, limits);
  }

  Optional<UserRecord> user(String id) throws SQLException {
    checks.id("userId", id);
    return UserRows.find(sql, app, id).map(UserRow::record);
  }

  Optional<ConversationRecord> conversation(String id) throws SQLException {
    Optional<ConversationRow> row = find(id);
    return row.isEmpty() ? Optional.empty() : Optional.of(records.conversation(row.get()));
  }

  Optional<MessageRecord> message(String conversationId, String messageId) throws SQLException {
    checks.id("messageId", messageId);
    Optional<ConversationRow> row = find(conversationId);
    Optional<MessageRow> message =
        row.isEmpty() ? Optional.empty() : MessageRows.find(sql, row.get().key(), messageId);
    return message.isEmpty()
        ? Optional.empty()
        : Optional.of(records.message(row.get(), message.get()));
  }

  Page<UserRecord> users(AppQuery.ListUsers query) throws SQLException {
    page(query.limit());
    List<UserRecord> items = new ArrayList<>();
    @Nullable Place last = query.after() == null ? user(query) : query.after();
    int most = query.online() == null ? query.limit() : LOOKED_AT;
    List<Place> candidates = Candidates.users(sql, app, last, most);
    for (Place candidate : candidates) {
      UserRecord user = UserRows.get(sql, candidate.key()).record();
      if (query.online() == null
          || query.online() == hub.isConnected(new TopicId(app, user.fact().id()))) {
        items.add(user);
      }
      last = candidate;
      if (items.size() == query.limit()) {
        return new Page<>(items, null);
      }
    }
    return new Page<>(
        items,
        candidates.size() < most
            ? null
            : new AppQuery.ListUsers(
                query.limit() - items.size(), query.startingAfter(), query.online(), last));
  }

  Page<ConversationRecord> conversations(AppQuery.ListConversations query) throws SQLException {
    check(query.listing());
    return new ConversationLists(sql, app, records).page(query);
  }

  Page<UserConversation> conversations(AppQuery.ListUserConversations query) throws SQLException {
    check(query.listing());
    checks.id("userId", query.userId());
    UserRow user =
        UserRows.find(sql, app, query.userId())
            .orElseThrow(() ->
                new Refusal(ErrorCode.NOT_FOUND, "user: " + query.userId() + " does not exist"));
    return new ConversationLists(sql, app, records).page(user, query);
  }

  List<ReactionFact> reactions(AppQuery.ListReactions query) throws SQLException {
    page(query.limit());
    checks.id("messageId", query.messageId());
    @Nullable String emoji = Emoji.canonical(query.emoji());
    if (emoji == null) {
      throw Checks.bad("emoji", "none", "one emoji, or :name:");
    }
    Optional<ConversationRow> row = find(query.conversationId());
    MessageRow message =
        (row.isEmpty()
                ? Optional.<MessageRow>empty()
                : MessageRows.find(sql, row.get().key(), query.messageId()))
            .orElseThrow(() ->
                new Refusal(
                    ErrorCode.NOT_FOUND, "message: " + query.messageId() + " does not exist"));
    long after = query.startingAfter() == null ? 0 : reactedAt(message, emoji, query);
    List<ReactionFact> found = new ArrayList<>();
    ReactionRows.visit(
        sql,
        message,
        emoji,
        after,
        reaction -> {
          found.add(reaction.fact());
          return found.size() < query.limit();
        });
    return found;
  }

  private long reactedAt(MessageRow message, String emoji, AppQuery.ListReactions query)
      throws SQLException {
    String userId = String.valueOf(query.startingAfter());
    Optional<UserRow> user = UserRows.find(sql, app, userId);
    return (user.isEmpty()
            ? Optional.<ReactionRow>empty()
            : ReactionRows.find(sql, message, user.get().key(), emoji))
        .orElseThrow(() -> Checks.bad("startingAfter", userId, "a user who reacted so"))
        .fact()
        .createdAt();
  }

  FoundMessages search(AppQuery.SearchMessages query) throws SQLException {
    page(query.limit());
    ConversationFilter filter = query.filter();
    if (filter != null) {
      Checks.filter(filter);
    }
    return new AppSearches(sql, app, searches, records).messages(query);
  }

  Page<ConversationRecord> search(AppQuery.SearchConversations query) throws SQLException {
    check(query.listing());
    Words words = AppSearches.words(query.text(), searches);
    return new ConversationLists(sql, app, records).page(query, words);
  }

  List<UserRecord> search(AppQuery.SearchUsers query) throws SQLException {
    page(query.limit());
    AppSearches.words(query.text(), searches);
    String after = query.startingAfter();
    UserRow last = after == null ? null : row(after);
    return new Beginnings(sql, app).page(query, last);
  }

  Map<String, List<Session>> sessions(@Nullable List<String> userIds) {
    if (userIds != null && userIds.size() > MAX_PAGE) {
      throw tooMany("userIds: " + userIds.size(), MAX_PAGE);
    }
    List<String> wanted = userIds == null ? hub.connected(app) : userIds;
    if (wanted.size() > MAX_CONNECTED) {
      throw tooMany("userIds: missing, and " + wanted.size() + " are online", MAX_CONNECTED);
    }
    Map<String, List<Session>> sessions = new TreeMap<>();
    for (String user : wanted) {
      List<Session> open = hub.sessions(new TopicId(app, user));
      if (!open.isEmpty()) {
        sessions.put(user, open);
      }
    }
    return sessions;
  }

  List<MessageRecord> messages(AppQuery.ListMessages query) throws SQLException {
    page(query.limit());
    ConversationRow row =
        find(query.conversationId())
            .orElseThrow(() -> Actors.noConversation(query.conversationId()));
    long below = Long.MAX_VALUE;
    String after = query.startingAfter();
    if (after != null) {
      below =
          MessageRows.findAny(sql, row.key(), after)
              .map(MessageRow::createdAt)
              .orElseThrow(
                  () -> Checks.bad("startingAfter", after, "a message of the conversation"));
    }
    List<MessageRow> page = new ArrayList<>();
    MessageRows.visitBelow(
        sql,
        row.key(),
        below,
        message -> {
          if (!message.gone()) {
            page.add(message);
          }
          return page.size() < query.limit();
        });
    return records.messages(row, page);
  }

  private Optional<ConversationRow> find(String conversationId) throws SQLException {
    checks.id("conversationId", conversationId);
    return ConversationRows.find(sql, app, conversationId);
  }

  private @Nullable Place user(AppQuery.ListUsers query) throws SQLException {
    String id = query.startingAfter();
    if (id == null) {
      return null;
    }
    UserRow row = row(id);
    return new Place(row.record().createdAt(), row.key());
  }

  private UserRow row(String startingAfter) throws SQLException {
    return UserRows.find(sql, app, startingAfter)
        .orElseThrow(() -> Checks.bad("startingAfter", startingAfter, "a user"));
  }

  private static Refusal tooMany(String found, int most) {
    return new Refusal(ErrorCode.LIMIT_EXCEEDED, found + " (expected: at most " + most + ")");
  }

  private static void check(Listing listing) {
    page(listing.limit());
    ConversationFilter filter = listing.filter();
    if (filter != null) {
      Checks.filter(filter);
    }
  }

  private static void page(int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw Checks.bad("limit", limit + "", "1 to " + MAX_PAGE);
    }
  }
}
