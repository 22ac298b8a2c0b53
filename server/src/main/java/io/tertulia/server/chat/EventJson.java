package io.tertulia.server.chat;

import io.tertulia.protocol.content.Mention;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.content.TextNode;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.db.Sql;
import io.tertulia.server.record.ConversationRecord;
import io.tertulia.server.record.ParticipantRecord;
import io.tertulia.server.record.Shapes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What events tell, made of rows inside one transaction or snapshot. (webhooks.md, sections 4, 5
/// and 7.)
final class EventJson {
  private final Sql sql;
  private final Shapes shapes;
  private final Records records;
  private final Map<Long, Json> people = new HashMap<>();
  private final Map<Long, Json> conversations = new HashMap<>();

  EventJson(Sql sql, Shapes shapes, ChatLimits limits) {
    this.sql = sql;
    this.shapes = shapes;
    this.records = new Records(sql, limits);
  }

  Json user(UserRow row) {
    return Json.object().put("user", shapes.user(row.record())).build();
  }

  Json conversation(ConversationRow row) throws SQLException {
    return Json.object().put("conversation", of(row)).build();
  }

  /// @param mentions whether it tells apart who is mentioned
  Json message(ConversationRow conversation, MessageRow row, boolean mentions) throws SQLException {
    Json.Builder data = about(Json.object(), conversation, row);
    return mentions ? data.put("mentions", mentions(row)).build() : data.build();
  }

  Json reading(ConversationRow conversation, UserRow reader, MessageRow row) throws SQLException {
    return about(Json.object().put("recipient", shapes.user(reader.record())), conversation, row)
        .build();
  }

  private Json.Builder about(Json.Builder data, ConversationRow conversation, MessageRow row)
      throws SQLException {
    return data.put("sender", sender(row.sender()))
        .put("conversation", of(conversation))
        .put("message", shapes.message(records.message(conversation, row)));
  }

  private Json sender(@Nullable Long key) throws SQLException {
    if (key == null) {
      return Json.Null.NULL;
    }
    Json known = people.get(key);
    if (known == null) {
      known = shapes.user(UserRows.get(sql, key).record());
      people.put(key, known);
    }
    return known;
  }

  private Json of(ConversationRow row) throws SQLException {
    Json known = conversations.get(row.key());
    if (known == null) {
      List<ParticipantRecord> participants = new ArrayList<>();
      for (ParticipantRow one : ParticipantRows.allForApp(sql, row.key())) {
        participants.add(new ParticipantRecord(one.fact(), one.readUntil(), false));
      }
      long readUntil = row.tally().everyoneReadUntil();
      known =
          shapes.conversation(new ConversationRecord(row.fact(), participants, null, readUntil));
      conversations.put(row.key(), known);
    }
    return known;
  }

  private static Json mentions(MessageRow row) {
    List<Json> found = new ArrayList<>();
    row.content()
        .forEach(block -> {
          if (block instanceof TextBlock text) {
            collect(text.children(), found);
          }
        });
    return new Json.Arr(found);
  }

  private static void collect(List<? extends TextNode> nodes, List<Json> found) {
    for (TextNode node : nodes) {
      if (node instanceof Mention mention) {
        found.add(Json.object().put("id", mention.id()).put("text", "@" + mention.text()).build());
      }
      collect(node.children(), found);
    }
  }
}
