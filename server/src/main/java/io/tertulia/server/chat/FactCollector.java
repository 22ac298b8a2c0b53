package io.tertulia.server.chat;

import io.tertulia.protocol.MessageType;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes facts of rows, each once, with what they make visible: a reply brings the message that it
/// answers, and every fact brings the users whom it names.
final class FactCollector {
  private final Sql sql;
  private final Map<Long, UserFact> people = new LinkedHashMap<>();
  private final Map<Long, MessageFact> messages = new LinkedHashMap<>();

  /// Those that came by themselves, not only as what another one answers.
  private final Set<Long> added = new HashSet<>();

  private final Map<Long, Optional<MessageRow>> answered = new HashMap<>();
  private final List<Fact> others = new ArrayList<>();
  private int contentSize;

  FactCollector(Sql sql) {
    this.sql = sql;
  }

  void add(Fact fact) {
    others.add(fact);
  }

  void add(ParticipantRow row) throws SQLException {
    user(row.user());
    others.add(row.fact());
  }

  /// Adds a message, and the one that it answers.
  void add(MessageRow row) throws SQLException {
    if (!added.add(row.createdAt())) {
      return;
    }
    @Nullable MessageRow target = target(row);
    put(row, target);
    if (target != null) {
      put(target, target(target));
    }
  }

  private void put(MessageRow row, @Nullable MessageRow target) throws SQLException {
    if (!messages.containsKey(row.createdAt())) {
      messages.put(row.createdAt(), fact(row, target));
    }
  }

  UserFact user(long key) throws SQLException {
    UserFact known = people.get(key);
    if (known == null) {
      known = UserRows.get(sql, key).fact();
      people.put(key, known);
    }
    return known;
  }

  /// About how many bytes the messages take.
  int contentSize() {
    return contentSize;
  }

  List<Fact> facts() {
    List<Fact> all = new ArrayList<>(people.values());
    all.addAll(others);
    all.addAll(messages.values());
    return all;
  }

  private @Nullable MessageRow target(MessageRow row) throws SQLException {
    Long at = row.referencedAt();
    if (at == null) {
      return null;
    }
    Optional<MessageRow> known = answered.get(at);
    if (known == null) {
      known = MessageRows.at(sql, row.conversation(), at).filter(found -> !found.gone());
      answered.put(at, known);
    }
    return known.orElse(null);
  }

  private MessageFact fact(MessageRow row, @Nullable MessageRow target) throws SQLException {
    @Nullable String sender = row.sender() == null ? null : user(row.sender()).id();
    MessageFact fact =
        new MessageFact(
            row.id(),
            row.version(),
            sender == null ? MessageType.SYSTEM_MESSAGE : MessageType.USER_MESSAGE,
            sender,
            row.createdAt(),
            row.editedAt(),
            row.origin(),
            target == null ? null : target.id(),
            row.custom(),
            row.content());
    contentSize += 200 + (row.text() == null ? 200 : 4 * row.text().length());
    return fact;
  }
}
