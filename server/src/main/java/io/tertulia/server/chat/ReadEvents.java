package io.tertulia.server.chat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.db.Sql;
import io.tertulia.server.record.Shapes;
import io.tertulia.server.webhooks.Expansion;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes of one row, which says how far somebody has read, an event for each message that was read.
///
/// Messages, people and the conversation are told as they are by then, and what is deleted by then
/// is not told to have been read.
public final class ReadEvents implements Expansion {
  private final Shapes shapes;
  private final ChatLimits limits;

  /// @param shapes of what webhooks tell
  public ReadEvents(Shapes shapes, ChatLimits limits) {
    this.shapes = shapes;
    this.limits = limits;
  }

  /// What is put into the outbox.
  ///
  /// @param key of the conversation: another one of that id is not meant
  static Json stored(long key, String conversationId, String userId, long after, long until) {
    return Json.object()
        .put("key", key)
        .put("conversation", conversationId)
        .put("user", userId)
        .put("after", after)
        .put("until", until)
        .build();
  }

  @Override
  public List<Part> expand(Sql sql, long app, Json stored, long after, int limit)
      throws SQLException {
    Fields in = Fields.of(stored, "");
    Optional<ConversationRow> conversation =
        ConversationRows.find(sql, app, in.text("conversation"))
            .filter(row -> row.key() == in.integer("key"));
    Optional<UserRow> reader = UserRows.find(sql, app, in.text("user"));
    List<Part> parts = new ArrayList<>();
    if (conversation.isPresent() && reader.isPresent()) {
      EventJson data = new EventJson(sql, shapes, limits);
      for (MessageRow row :
          MessageRows.ofOthers(
              sql,
              conversation.get().key(),
              reader.get().key(),
              Math.max(after, in.integer("after")),
              in.integer("until"),
              limit)) {
        parts.add(new Part(row.createdAt(), data.reading(conversation.get(), reader.get(), row)));
      }
    }
    return parts;
  }
}
