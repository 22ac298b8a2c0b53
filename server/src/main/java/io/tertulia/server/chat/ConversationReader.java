package io.tertulia.server.chat;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.Have;
import io.tertulia.protocol.frame.Reactors;
import io.tertulia.protocol.frame.ReactorsWanted;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads one conversation as one participant sees it: everything since what the client has, or
/// fresh. Used once, inside one snapshot of the store.
///
/// There is no age at which catching up stops working, only an amount: when more changed than
/// [ChatLimits#catchUp], a fresh state is shorter, and the window begins anew near the newest
/// message.
final class ConversationReader {
  private final Sql sql;
  private final ChatLimits limits;
  private final ConversationRow row;
  private final ParticipantRow own;
  private final FactCollector collector;
  private final List<Gone> gone = new ArrayList<>();

  ConversationReader(Sql sql, ChatLimits limits, ConversationRow row, ParticipantRow own) {
    this.sql = sql;
    this.limits = limits;
    this.row = row;
    this.own = own;
    this.collector = new FactCollector(sql, ToldReactions.of(own.user()));
  }

  /// The reader for what a user sees; empty when there is no such conversation or the user takes no
  /// part.
  static Optional<ConversationReader> of(
      Sql sql, ChatLimits limits, long app, String userId, String conversationId)
      throws SQLException {
    Optional<ConversationRow> row = ConversationRows.find(sql, app, conversationId);
    Optional<UserRow> user = UserRows.find(sql, app, userId);
    if (row.isEmpty() || user.isEmpty()) {
      return Optional.empty();
    }
    return ParticipantRows.find(sql, row.get().key(), user.get().key())
        .map(own -> new ConversationReader(sql, limits, row.get(), own));
  }

  /// Conversation, own participation and last message: what a list shows.
  ConversationState summary() throws SQLException {
    return fresh(0, 0, List.of(), List.of());
  }

  /// Collects messages besides, as the same viewer sees them.
  FactCollector besides() {
    return new FactCollector(sql, ToldReactions.of(own.user()));
  }

  /// About how many bytes were read, at most.
  long size() {
    return collector.size();
  }

  ConversationState read(ClientFrame.FollowConversation wanted) throws SQLException {
    int moreMessages = Math.min(wanted.moreMessages(), limits.pageMessages());
    int moreParticipants = Math.min(wanted.moreParticipants(), limits.pageParticipants());
    Have have = wanted.have();
    if (have != null
        && have.position().epoch() == row.epoch()
        && have.position().version() <= row.version()
        && have.position().version() >= row.erasedVersion()) {
      Optional<ConversationState> since =
          since(have, moreMessages, moreParticipants, wanted.participants(), wanted.reactors());
      if (since.isPresent()) {
        return since.get();
      }
    }
    boolean hadMessages = have != null && have.messagesFrom() != null;
    boolean hadParticipants = have != null && have.participantsFrom() != null;
    return new ConversationReader(sql, limits, row, own)
        .fresh(
            hadMessages ? limits.pageMessages() : moreMessages,
            hadParticipants ? limits.pageParticipants() : moreParticipants,
            wanted.participants(),
            wanted.reactors());
  }

  private ConversationState fresh(
      int messages, int participants, List<String> named, List<ReactorsWanted> reactors)
      throws SQLException {
    collector.add(row.fact());
    collector.add(row.tally());
    collector.add(own);
    @Nullable Bound messagesFrom = messages == 0 ? null : messages(null, messages);
    @Nullable Bound participantsFrom = participants == 0 ? null : participants(null, participants);
    named(named);
    newest();
    return state(true, messagesFrom, participantsFrom, reactors);
  }

  /// What changed since; empty when it is too much.
  private Optional<ConversationState> since(
      Have have, int messages, int participants, List<String> named, List<ReactorsWanted> reactors)
      throws SQLException {
    long version = have.position().version();
    if (version < row.version() && !changes(version, have.messagesFrom() != null)) {
      return Optional.empty();
    }
    @Nullable Bound messagesFrom = have.messagesFrom();
    if (messages > 0) {
      messagesFrom = messages(messagesFrom, messages);
    }
    @Nullable Bound participantsFrom = have.participantsFrom();
    if (participants > 0) {
      participantsFrom = participants(participantsFrom, participants);
    }
    named(named);
    return Optional.of(state(false, messagesFrom, participantsFrom, reactors));
  }

  /// Adds all that changed after a version; false when it is too much.
  private boolean changes(long version, boolean withNewMessages) throws SQLException {
    if (row.fact().version() > version) {
      collector.add(row.fact());
    }
    collector.add(row.tally());
    List<ParticipantRow> moved =
        ParticipantRows.changedSince(sql, row.key(), version, limits.catchUp() + 1);
    for (ParticipantRow participant : moved) {
      if (participant.gone()) {
        gone.add(new Gone.ParticipantGone(participant.fact().userId()));
      } else {
        collector.add(participant);
      }
    }
    List<MessageRow> changed =
        MessageRows.changedSince(sql, row.key(), version, limits.catchUp() + 1);
    for (MessageRow message : changed) {
      if (message.gone()) {
        gone.add(new Gone.MessageGone(message.id(), senderId(message), message.createdAt()));
      } else {
        collector.add(message);
      }
    }
    int news = withNewMessages ? addBornAfter(version) : 0;
    newest();
    return moved.size() <= limits.catchUp()
        && changed.size() <= limits.catchUp()
        && news <= limits.catchUp()
        && collector.size() <= limits.answerBytes();
  }

  private int addBornAfter(long version) throws SQLException {
    List<MessageRow> news = new ArrayList<>();
    MessageRows.visitBelow(
        sql,
        row.key(),
        Long.MAX_VALUE,
        message -> {
          if (message.born() <= version) {
            return false;
          }
          if (!message.gone()) {
            news.add(message);
          }
          return news.size() <= limits.catchUp();
        });
    for (MessageRow message : news) {
      collector.add(message);
    }
    return news.size();
  }

  /// Adds messages below a bound, or from the newest down; tells the new bound.
  private Bound messages(@Nullable Bound below, int count) throws SQLException {
    if (below != null && below.everything()) {
      return below;
    }
    long at = below == null ? Long.MAX_VALUE : below.at();
    List<MessageRow> found = new ArrayList<>();
    MessageRows.visitBelow(
        sql,
        row.key(),
        at,
        message -> {
          if (!message.gone()) {
            found.add(message);
          }
          return found.size() <= count;
        });
    int taken = 0;
    while (taken < Math.min(count, found.size())
        && (taken == 0 || collector.size() < limits.answerBytes())) {
      collector.add(found.get(taken++));
    }
    if (taken == found.size()) {
      return Bound.EVERYTHING;
    }
    MessageRow last = found.get(taken - 1);
    return new Bound(last.createdAt(), last.id());
  }

  /// Adds participants below a bound, or from the newest joiner down; tells the new bound.
  private Bound participants(@Nullable Bound below, int count) throws SQLException {
    if (below != null && below.everything()) {
      return below;
    }
    Bound from = below == null ? Bound.NOTHING : below;
    List<ParticipantRow> found = ParticipantRows.page(sql, row.key(), from, count + 1);
    int taken = 0;
    while (taken < Math.min(count, found.size())
        && (taken == 0 || collector.size() < limits.answerBytes())) {
      collector.add(found.get(taken++));
    }
    if (taken == found.size()) {
      return Bound.EVERYTHING;
    }
    ParticipantRow last = found.get(taken - 1);
    return new Bound(last.fact().joinedAt(), last.fact().userId());
  }

  private void named(List<String> ids) throws SQLException {
    for (String id : ids) {
      Optional<ParticipantRow> participant = ParticipantRows.named(sql, row.key(), id);
      if (participant.isPresent()) {
        collector.add(participant.get());
      }
    }
  }

  private void newest() throws SQLException {
    Long at = row.newestAt();
    if (at != null) {
      Optional<MessageRow> newest = MessageRows.at(sql, row.key(), at);
      if (newest.isPresent()) {
        collector.add(newest.get());
      }
    }
  }

  private @Nullable String senderId(MessageRow message) throws SQLException {
    return message.sender() == null ? null : UserRows.get(sql, message.sender()).fact().id();
  }

  private ConversationState state(
      boolean fresh,
      @Nullable Bound messagesFrom,
      @Nullable Bound participantsFrom,
      List<ReactorsWanted> wanted)
      throws SQLException {
    List<Reactors> reactors = new ReactorsReader(sql, limits, row.key(), collector).read(wanted);
    return new ConversationState(
        row.fact().id(),
        row.position(),
        fresh,
        collector.facts(),
        gone,
        ReadMarks.of(sql, own, row.newestAt()),
        messagesFrom,
        participantsFrom,
        reactors);
  }
}
