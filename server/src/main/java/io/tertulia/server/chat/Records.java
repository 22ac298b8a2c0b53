package io.tertulia.server.chat;

import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.server.db.Sql;
import io.tertulia.server.record.ConversationRecord;
import io.tertulia.server.record.MessageRecord;
import io.tertulia.server.record.ParticipantRecord;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes records of rows. Used inside one snapshot or transaction, by its thread; remembers the
/// users that it met, so a new one is needed when they may have changed.
final class Records {
  private final Sql sql;
  private final int mostReactions;
  private final FactCollector facts;

  Records(Sql sql, ChatLimits limits) {
    this.sql = sql;
    this.mostReactions = limits.listedReactions();
    this.facts = new FactCollector(sql, ToldReactions.NONE);
  }

  /// A conversation with all who take part, whom the app keeps out, and the last message.
  ConversationRecord conversation(ConversationRow row) throws SQLException {
    List<ParticipantRow> everybody = ParticipantRows.allForApp(sql, row.key());
    @Nullable MessageRow newest = newest(row).orElse(null);
    List<ParticipantRecord> participants = new ArrayList<>(everybody.size());
    for (ParticipantRow one : everybody) {
      participants.add(
          new ParticipantRecord(one.fact(), one.readUntil(), isUnread(one, row, newest)));
    }
    @Nullable MessageRecord last =
        newest == null ? null : message(row, newest, readers(row, everybody));
    return new ConversationRecord(row.fact(), participants, last, row.tally().everyoneReadUntil());
  }

  /// A message, deleted or not, as this row has it.
  MessageRecord message(ConversationRow conversation, MessageRow row) throws SQLException {
    return messages(conversation, List.of(row)).getFirst();
  }

  /// Messages of one conversation, in their order; who read them is looked up once.
  List<MessageRecord> messages(ConversationRow conversation, List<MessageRow> rows)
      throws SQLException {
    List<ParticipantRow> readers = readers(conversation);
    List<MessageRecord> records = new ArrayList<>(rows.size());
    for (MessageRow row : rows) {
      records.add(message(conversation, row, readers));
    }
    return records;
  }

  /// Says whether there are unread messages, or the user marked the conversation as unread.
  boolean isUnread(ParticipantRow one, ConversationRow conversation) throws SQLException {
    return !one.gone()
        && (one.markedUnread()
            || MessageRows.hasUnread(sql, conversation.key(), one.user(), one.readUntil()));
  }

  private MessageRecord message(
      ConversationRow conversation, MessageRow row, List<ParticipantRow> readers)
      throws SQLException {
    List<ReactionFact> reactions =
        row.reactions().isEmpty()
            ? List.of()
            : ReactionRows.all(sql, row, mostReactions).stream().map(ReactionRow::fact).toList();
    List<String> readBy =
        readers.stream()
            .filter(one -> one.readUntil() >= row.createdAt())
            .filter(one -> !Objects.equals(one.user(), row.sender()))
            .map(one -> one.fact().userId())
            .toList();
    return new MessageRecord(
        conversation.fact().id(), facts.fact(row), row.text(), reactions, readBy);
  }

  private List<ParticipantRow> readers(ConversationRow conversation) throws SQLException {
    return conversation.tally().participants() > MessageRecord.MAX_READERS
        ? List.of()
        : ParticipantRows.all(sql, conversation.key());
  }

  private static List<ParticipantRow> readers(
      ConversationRow conversation, List<ParticipantRow> everybody) {
    return conversation.tally().participants() > MessageRecord.MAX_READERS
        ? List.of()
        : everybody.stream().filter(one -> !one.gone()).toList();
  }

  private Optional<MessageRow> newest(ConversationRow row) throws SQLException {
    Long at = row.newestAt();
    return at == null ? Optional.empty() : MessageRows.at(sql, row.key(), at);
  }

  /// Who has not read the newest message has unread ones, unless it is his own: then older ones
  /// decide.
  private boolean isUnread(
      ParticipantRow one, ConversationRow conversation, @Nullable MessageRow newest)
      throws SQLException {
    if (one.gone() || one.markedUnread() || newest == null) {
      return !one.gone() && one.markedUnread();
    }
    return newest.createdAt() > one.readUntil()
        && (!Objects.equals(one.user(), newest.sender())
            || MessageRows.hasUnread(sql, conversation.key(), one.user(), one.readUntil()));
  }
}
