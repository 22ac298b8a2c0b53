package io.tertulia.server.chat;

import io.tertulia.protocol.json.Json;
import io.tertulia.server.db.Sql;
import io.tertulia.server.delivery.TopicId;
import io.tertulia.server.record.MessageRecord;
import io.tertulia.server.record.Shapes;
import io.tertulia.server.webhooks.Draft;
import io.tertulia.server.webhooks.EventType;
import io.tertulia.server.webhooks.Outbox;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the commands of one commit did that an app's own server wants to know, in their order; it
/// goes into the outbox in the same transaction. Owned by the committing thread.
///
/// Each command tells what it did, so that nothing is lost where one commit does several things to
/// one message. Readings come last, as one draft a reader: who read what is found out when it is
/// told.
final class Happenings {
  private final Sql sql;
  private final Journal journal;
  private final ChatLimits limits;
  private final Outbox outbox;
  private final Shapes shapes;
  private final Map<Long, Set<EventType>> wanted = new HashMap<>();
  private final List<Happening> happened = new ArrayList<>();
  private final Map<Reader, Span> read = new LinkedHashMap<>();
  private final Map<Long, List<Draft>> written = new LinkedHashMap<>();

  Happenings(Sql sql, Journal journal, ChatLimits limits, Outbox outbox, Shapes shapes) {
    this.sql = sql;
    this.journal = journal;
    this.limits = limits;
    this.outbox = outbox;
    this.shapes = shapes;
  }

  /// A message was sent, changed or deleted.
  ///
  /// @param row as it is now; of a deleted one, as it was
  void message(EventType type, Touched conversation, MessageRow row) throws SQLException {
    if (wants(conversation.topic().app(), type)) {
      add(new OfMessage(type, conversation, row));
    }
  }

  /// A user was created or changed.
  void user(EventType type, long app, UserRow row) throws SQLException {
    if (wants(app, type)) {
      add(new OfUser(type, app, row));
    }
  }

  /// A conversation is about to be deleted: what it was is told as long as it is there.
  void deleting(Touched conversation) throws SQLException {
    EventJson data = new EventJson(sql, shapes, limits);
    for (int i = 0; i < happened.size(); i++) {
      if (happened.get(i) instanceof OfMessage message && message.conversation == conversation) {
        int place = i;
        journal.note(() -> happened.set(place, message));
        happened.set(i, new Drafted(message.app(), message.draft(data)));
      }
    }
    TopicId topic = conversation.topic();
    if (wants(topic.app(), EventType.CONVERSATION_DELETED)) {
      add(
          new Drafted(
              topic.app(),
              Draft.ofConversation(
                  EventType.CONVERSATION_DELETED,
                  topic.id(),
                  data.conversation(conversation.row()))));
    }
    for (Reader reader : List.copyOf(read.keySet())) {
      if (reader.conversation == conversation) {
        journal.remove(read, reader);
      }
    }
  }

  /// A participant has read further.
  void read(Touched conversation, ParticipantRow before, long until) throws SQLException {
    if (until <= before.readUntil()
        || conversation.row().tally().participants() > MessageRecord.MAX_READERS
        || !wants(conversation.topic().app(), EventType.MESSAGE_READ)) {
      return;
    }
    Reader reader = new Reader(conversation, before.user(), before.fact().userId());
    Span known = read.get(reader);
    long from = known == null ? before.readUntil() : Math.min(known.after, before.readUntil());
    journal.put(read, reader, new Span(from, known == null ? until : Math.max(known.until, until)));
  }

  /// Puts everything into the outbox.
  void flush() throws SQLException {
    if (happened.isEmpty() && read.isEmpty()) {
      return;
    }
    EventJson data = new EventJson(sql, shapes, limits);
    for (Happening happening : happened) {
      put(happening.app(), happening.draft(data));
    }
    for (Map.Entry<Reader, Span> entry : read.entrySet()) {
      put(entry.getKey(), entry.getValue());
    }
    for (Map.Entry<Long, List<Draft>> app : written.entrySet()) {
      outbox.put(sql, app.getKey(), app.getValue());
    }
  }

  /// Has it told. Called after the commit.
  void committed() {
    outbox.written(written.keySet());
  }

  private void put(Reader reader, Span span) throws SQLException {
    long conversation = reader.conversation.row().key();
    long after = ToldReads.move(sql, conversation, reader.user, span.after, span.until);
    if (after < span.until
        && MessageRows.isAnyOfOthers(sql, conversation, reader.user, after, span.until)) {
      TopicId topic = reader.conversation.topic();
      Json stored = ReadEvents.stored(conversation, topic.id(), reader.userId, after, span.until);
      put(topic.app(), Draft.ofConversation(EventType.MESSAGE_READ, topic.id(), stored));
    }
  }

  private void put(long app, Draft draft) {
    written.computeIfAbsent(app, missing -> new ArrayList<>()).add(draft);
  }

  private void add(Happening happening) {
    journal.note(happened::removeLast);
    happened.add(happening);
  }

  private boolean wants(long app, EventType type) throws SQLException {
    Set<EventType> types = wanted.get(app);
    if (types == null) {
      types = outbox.wanted(sql, app);
      wanted.put(app, types);
    }
    return types.contains(type);
  }

  private sealed interface Happening {
    long app();

    Draft draft(EventJson data) throws SQLException;
  }

  private record OfMessage(EventType type, Touched conversation, MessageRow row)
      implements Happening {
    @Override
    public long app() {
      return conversation.topic().app();
    }

    @Override
    public Draft draft(EventJson data) throws SQLException {
      boolean sent = type == EventType.MESSAGE_SENT;
      return Draft.ofConversation(
          type, conversation.topic().id(), data.message(conversation.row(), row, sent));
    }
  }

  private record OfUser(EventType type, long app, UserRow row) implements Happening {
    @Override
    public Draft draft(EventJson data) {
      return Draft.ofUser(type, row.fact().id(), data.user(row));
    }
  }

  private record Drafted(long app, Draft made) implements Happening {
    @Override
    public Draft draft(EventJson data) {
      return made;
    }
  }

  private record Reader(Touched conversation, long user, String userId) {}

  /// What lies behind `after`, up to `until`; milliseconds since 1970.
  private record Span(long after, long until) {}
}
