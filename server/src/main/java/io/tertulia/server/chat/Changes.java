package io.tertulia.server.chat;

import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.server.db.Batch;
import io.tertulia.server.db.Sql;
import io.tertulia.server.delivery.Hub;
import io.tertulia.server.delivery.Payload;
import io.tertulia.server.delivery.TopicId;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the commands of one commit change: conversations and users, each told once. Owned by the
/// committing thread.
final class Changes implements Batch {
  private final Sql sql;
  private final Hub hub;
  private final LateReaders late;
  private final Journal journal = new Journal();
  private final Map<Long, Touched> touched = new LinkedHashMap<>();
  private final Map<TopicId, Touched> byTopic = new HashMap<>();
  private final Map<TopicId, UserRow> users = new HashMap<>();
  private final Map<TopicId, UserRow> changedUsers = new LinkedHashMap<>();

  Changes(Sql sql, Hub hub, LateReaders late) {
    this.sql = sql;
    this.hub = hub;
    this.late = late;
  }

  /// A conversation as it is after the commands before; empty when there is none.
  Optional<Touched> conversation(long app, String id) throws SQLException {
    TopicId topic = new TopicId(app, id);
    Touched known = byTopic.get(topic);
    if (known != null) {
      return Optional.of(known);
    }
    return ConversationRows.find(sql, app, id).map(row -> touch(topic, row, false));
  }

  /// Creates a conversation that is not there.
  Touched create(long app, String id, long createdAt) throws SQLException {
    return touch(new TopicId(app, id), ConversationRows.insert(sql, app, id, createdAt), true);
  }

  /// Deletes a conversation with all that belongs to it.
  void delete(Touched conversation) throws SQLException {
    long key = conversation.row().key();
    List<ParticipantRow> participants = ParticipantRows.all(sql, key);
    conversation.nextVersion();
    conversation.delete(
        participants.stream()
            .map(participant -> participant.fact().userId())
            .collect(Collectors.toSet()));
    ConversationRows.delete(sql, key);
    journal.remove(byTopic, conversation.topic());
  }

  /// A user as he is after the commands before; empty when there is none.
  Optional<UserRow> user(long app, String id) throws SQLException {
    TopicId topic = new TopicId(app, id);
    UserRow known = users.get(topic);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<UserRow> found = UserRows.find(sql, app, id);
    found.ifPresent(row -> journal.put(users, topic, row));
    return found;
  }

  /// Notes that a user was created or changed.
  void changed(long app, UserRow row) {
    TopicId topic = new TopicId(app, row.fact().id());
    journal.put(users, topic, row);
    journal.put(changedUsers, topic, row);
  }

  @Override
  public void mark() {
    journal.mark();
  }

  @Override
  public void forget() {
    journal.takeBack();
  }

  @Override
  public void flush() throws SQLException {
    journal.mark();
    for (Touched conversation : touched.values()) {
      conversation.flush(sql);
    }
  }

  @Override
  public void committed() {
    changedUsers.forEach((topic, row) ->
        hub.announceUser(topic, Payload.of(new ServerFrame.Users(null, List.of(row.fact())))));
    touched.values().forEach(conversation -> conversation.announce(hub));
  }

  private Touched touch(TopicId topic, ConversationRow row, boolean created) {
    Touched conversation = new Touched(topic, row, created, journal, late);
    journal.put(touched, row.key(), conversation);
    journal.put(byTopic, topic, conversation);
    return conversation;
  }
}
