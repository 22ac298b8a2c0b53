package io.tertulia.server.chat;

import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.fact.ReadMark;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.server.db.Sql;
import io.tertulia.server.delivery.Announcement;
import io.tertulia.server.delivery.Hub;
import io.tertulia.server.delivery.Payload;
import io.tertulia.server.delivery.TopicId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one commit does to one conversation, as one event. Owned by the committing thread.
final class Touched {
  private final TopicId topic;
  private final Journal journal;
  private final ChatLimits limits;
  private final LateReaders late;
  private final Happenings happenings;
  private final long versionBefore;
  private final ConversationRow before;
  private ConversationRow row;
  private final boolean created;
  private boolean deleted;
  private boolean attributesChanged;
  private boolean readersMoved;
  private boolean readersDue;
  private final Map<String, MessageRow> messages = new LinkedHashMap<>();
  private final Set<String> reworded = new HashSet<>();
  private final Map<String, Gone> gone = new LinkedHashMap<>();
  private final TouchedReactions reactions;
  private final Map<Long, ParticipantRow> participants = new LinkedHashMap<>();
  private final Set<String> admitted = new LinkedHashSet<>();
  private final Set<String> expelled = new LinkedHashSet<>();
  private final Map<Long, ParticipantRow> marked = new LinkedHashMap<>();
  private final List<Fact> facts = new ArrayList<>();
  private final Map<String, ReadMark> marks = new HashMap<>();

  /// Users who type from now on, as they are, and those who type no longer, empty.
  private final Map<String, Optional<UserFact>> typing = new LinkedHashMap<>();

  /// @param created whether this commit creates it
  Touched(
      TopicId topic,
      ConversationRow row,
      boolean created,
      Journal journal,
      ChatLimits limits,
      LateReaders late,
      Happenings happenings) {
    this.happenings = happenings;
    this.limits = limits;
    this.topic = topic;
    this.before = row;
    this.row = row;
    this.created = created;
    this.versionBefore = row.version();
    this.journal = journal;
    this.reactions = new TouchedReactions(journal);
    this.late = late;
  }

  ConversationRow row() {
    return row;
  }

  TopicId topic() {
    return topic;
  }

  /// The version that what this commit changes gets.
  long nextVersion() {
    if (row.version() == versionBefore) {
      set(row.withVersion(versionBefore + 1));
    }
    return row.version();
  }

  /// What everybody holds of the conversation is past: they are to be told it anew.
  void beginEpoch(Sql sql) throws SQLException {
    if (row.epoch() == before.epoch()) {
      set(row.withEpoch(ConversationRows.nextEpoch(sql)));
    }
  }

  void set(ConversationRow changed) {
    ConversationRow unchanged = row;
    journal.note(() -> row = unchanged);
    row = changed;
  }

  /// The time of what happens now, such that every message after it is later.
  long moment(long now) {
    long at = Math.max(now, row.lastAt());
    if (at != row.lastAt()) {
      set(row.withLastAt(at));
    }
    return at;
  }

  void changedAttributes() {
    if (!attributesChanged) {
      journal.note(() -> attributesChanged = false);
      attributesChanged = true;
    }
  }

  /// Somebody's `readUntil` changed who may have been the last to read, or came, or left.
  void movedReaders() {
    if (!readersMoved) {
      journal.note(() -> readersMoved = false);
      readersMoved = true;
    }
  }

  /// What everybody has read is to be told now, also in a large conversation.
  void settleReaders() {
    movedReaders();
    readersDue = true;
  }

  void begunTyping(UserFact user) {
    journal.put(typing, user.id(), Optional.of(user));
  }

  void endedTyping(String userId) {
    journal.put(typing, userId, Optional.empty());
  }

  void put(MessageRow message) {
    journal.add(reworded, message.id());
    journal.put(messages, message.id(), message);
  }

  /// A message with other reactions, and the text that it had.
  void putReacted(MessageRow message) {
    journal.put(messages, message.id(), message);
  }

  /// A message is deleted. One that came in this commit was never seen, so its end is not told.
  void delete(MessageRow message, @Nullable String senderId) {
    journal.remove(messages, message.id());
    reactions.forget(message.id());
    if (message.born() <= versionBefore) {
      journal.put(
          gone, message.id(), new Gone.MessageGone(message.id(), senderId, message.createdAt()));
    }
  }

  TouchedReactions reactions() {
    return reactions;
  }

  void put(ParticipantRow participant) {
    journal.put(participants, participant.user(), participant);
    if (marked.containsKey(participant.user())) {
      mark(participant);
    }
  }

  void admit(String userId) {
    journal.drop(expelled, userId);
    journal.add(admitted, userId);
  }

  void expel(String userId) {
    journal.drop(admitted, userId);
    journal.add(expelled, userId);
    endedTyping(userId);
  }

  void read(ParticipantRow before, long until) throws SQLException {
    happenings.read(this, before, until);
  }

  /// Notes that a participant is to be told how far it has read.
  void mark(ParticipantRow participant) {
    journal.put(marked, participant.user(), participant);
  }

  void delete(Set<String> everybody) {
    everybody.forEach(this::expel);
    journal.note(() -> deleted = false);
    deleted = true;
  }

  /// Writes what was put off, and gathers what is to be told, with people as they are by now.
  void flush(Sql sql, FactCollector.People people) throws SQLException {
    if (deleted) {
      return;
    }
    var texts = messages.values().stream().filter(text -> reworded.contains(text.id())).toList();
    Texts.index(sql, row.key(), row.version(), texts, gone.values());
    settleReaders(sql);
    if (attributesChanged || created) {
      ConversationRows.updateAttributes(sql, row);
    }
    if (!row.equals(before)) {
      ConversationRows.update(sql, row);
    }
    if (row.version() != versionBefore) {
      gather(sql, people);
    }
    for (ParticipantRow reader : marked.values()) {
      if (!reader.gone()) {
        marks.put(reader.fact().userId(), ReadMarks.of(sql, reader, row.newestAt()));
      }
    }
  }

  /// Tells everybody whom it concerns. Called after the commit.
  void announce(Hub hub) {
    if (deleted || row.version() != versionBefore) {
      hub.announce(
          new Announcement(
              topic,
              row.position(),
              row.epoch() != before.epoch(),
              new SeenEvent(new ServerFrame.Event(topic.id(), row.position(), facts, ended())),
              admitted,
              expelled));
    }
    marks.forEach((user, mark) ->
        hub.whisper(
            topic, user, Payload.of(new ServerFrame.Marked(topic.id(), row.position(), mark))));
    typing.forEach((user, fact) ->
        fact.ifPresentOrElse(
            begun -> hub.typing().begin(topic, begun), () -> hub.typing().end(topic, user)));
  }

  private List<Gone> ended() {
    List<Gone> ended = new ArrayList<>(gone.values());
    ended.addAll(reactions.gone());
    return ended;
  }

  private void settleReaders(Sql sql) throws SQLException {
    if (!readersMoved) {
      return;
    }
    boolean large = row.tally().participants() > LateReaders.PROMPT;
    if (large && !readersDue && row.version() == versionBefore) {
      late.postpone(topic, row.tally().participants());
      return;
    }
    long until = row.tally().everyoneReadUntil();
    long now = ParticipantRows.everyoneReadUntil(sql, row.key(), until);
    if (now != until) {
      nextVersion();
      set(row.withTally(row.tally().messages(), row.tally().participants(), now));
    }
  }

  private void gather(Sql sql, FactCollector.People people) throws SQLException {
    FactCollector collector = new FactCollector(sql, people, ToldReactions.NONE);
    if (attributesChanged || created) {
      collector.add(row.fact());
    }
    if (row.tally().version() == row.version()) {
      collector.add(row.tally());
    }
    for (MessageRow message : messages.values()) {
      collector.add(message);
      if (message.born() == row.version()) {
        collector.reveal(message, limits.eventReactions());
      }
    }
    for (ReactionRow reaction : reactions.added()) {
      collector.add(reaction);
    }
    Long newestAt = row.newestAt();
    if (!gone.isEmpty() && newestAt != null) {
      Optional<MessageRow> newest = MessageRows.at(sql, row.key(), newestAt);
      if (newest.isPresent()) {
        collector.reveal(newest.get(), limits.eventReactions());
      }
    }
    for (ParticipantRow participant : participants.values()) {
      if (participant.gone()) {
        String user = participant.fact().userId();
        gone.put("user " + user, new Gone.ParticipantGone(user));
      } else {
        collector.add(participant);
      }
    }
    facts.addAll(collector.facts());
  }
}
