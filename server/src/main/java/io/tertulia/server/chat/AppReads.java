package io.tertulia.server.chat;

import io.tertulia.server.db.Sql;
import io.tertulia.server.record.ConversationRecord;
import io.tertulia.server.record.MessageRecord;
import io.tertulia.server.record.UserRecord;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How an [AppQuery] reads, inside one snapshot of the store.
public final class AppReads {
  private static final int MAX_PAGE = 100;

  private final Sql sql;
  private final long app;
  private final Checks checks;
  private final Records records;

  AppReads(Sql sql, long app, ChatLimits limits, Checks checks) {
    this.sql = sql;
    this.app = app;
    this.checks = checks;
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

  private static void page(int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw Checks.bad("limit", limit + "", "1 to " + MAX_PAGE);
    }
  }
}
