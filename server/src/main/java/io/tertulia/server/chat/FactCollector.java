package io.tertulia.server.chat;

import io.tertulia.protocol.MessageType;
import io.tertulia.protocol.fact.ConversationFact;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.ReactionCount;
import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.protocol.fact.TallyFact;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.server.db.Sql;
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

/// Makes facts of rows, each once, with what they make visible: a reply brings the message that it
/// answers, and every fact brings the users whom it names.
final class FactCollector {
  private final Sql sql;
  private final People known;
  private final ToldReactions told;
  private final Map<Long, UserFact> people = new LinkedHashMap<>();
  private final Map<Long, MessageFact> messages = new LinkedHashMap<>();

  /// Messages that are there with the one that they answer, not only because one answers them.
  private final Set<Long> whole = new HashSet<>();

  private final Map<Long, Optional<MessageRow>> answered = new HashMap<>();
  private final List<Fact> others = new ArrayList<>();
  private final Set<ReactionFact> reactions = new LinkedHashSet<>();
  private long size;

  /// @param told the reactions that every message brings along
  FactCollector(Sql sql, ToldReactions told) {
    this(sql, key -> UserRows.get(sql, key).fact(), told);
  }

  /// @param people where users come from
  FactCollector(Sql sql, People people, ToldReactions told) {
    this.sql = sql;
    this.known = people;
    this.told = told;
  }

  void add(ConversationFact fact) {
    others.add(fact);
    size += 200L + 3L * length(fact.subject()) + 3L * length(fact.photoUrl());
    size += 3L * fact.welcomeMessages().stream().mapToLong(String::length).sum();
    size += size(fact.custom());
  }

  void add(TallyFact fact) {
    others.add(fact);
  }

  void add(ParticipantRow row) throws SQLException {
    user(row.user());
    others.add(row.fact());
    size += 100;
  }

  /// Adds a message, and the one that it answers.
  void add(MessageRow row) throws SQLException {
    if (!whole.add(row.createdAt())) {
      return;
    }
    @Nullable MessageRow target = target(row);
    if (!messages.containsKey(row.createdAt())) {
      messages.put(row.createdAt(), fact(row, target));
    }
    if (target != null && !messages.containsKey(target.createdAt())) {
      messages.put(target.createdAt(), fact(target, target(target)));
    }
  }

  void add(ReactionRow row) throws SQLException {
    meet(row);
    reactions.add(row.fact());
  }

  /// Adds the one who reacted.
  void meet(ReactionRow row) throws SQLException {
    user(row.user());
    size += 100L + 3L * row.fact().messageId().length() + 3L * row.fact().emoji().length();
  }

  /// Adds a message that somebody may not have seen before, and the one that it answers, with all
  /// their reactions if these are few.
  void reveal(MessageRow row, int few) throws SQLException {
    add(row);
    addReactions(row, few);
    @Nullable MessageRow target = target(row);
    if (target != null) {
      addReactions(target, few);
    }
  }

  /// A message alone, without what it makes visible.
  MessageFact fact(MessageRow row) throws SQLException {
    return fact(row, target(row));
  }

  UserFact user(long key) throws SQLException {
    UserFact known = people.get(key);
    if (known == null) {
      known = this.known.user(key);
      people.put(key, known);
      size += 100L + 3L * known.name().length() + size(known.custom());
      size += 3L * length(known.photoUrl()) + 3L * length(known.welcomeMessage());
    }
    return known;
  }

  /// About how many bytes the facts take, at most.
  long size() {
    return size;
  }

  List<Fact> facts() {
    List<Fact> all = new ArrayList<>(people.values());
    all.addAll(others);
    all.addAll(messages.values());
    all.addAll(reactions);
    return all;
  }

  private void addReactions(MessageRow row, int few) throws SQLException {
    int count = row.reactions().stream().mapToInt(ReactionCount::count).sum();
    if (count > 0 && count <= few) {
      for (ReactionRow reaction : ReactionRows.all(sql, row, few)) {
        add(reaction);
      }
    }
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
            row.content(),
            row.reactions());
    String text = row.text();
    size += 200L + size(row.custom()) + 60L * row.reactions().size();
    size += text == null ? 3L * StoredJson.ofContent(row.content()).length() : 4L * text.length();
    if (!row.reactions().isEmpty()) {
      for (ReactionRow reaction : told.to(sql, row)) {
        add(reaction);
      }
    }
    return fact;
  }

  private static long size(Map<String, String> custom) {
    long size = 0;
    for (Map.Entry<String, String> entry : custom.entrySet()) {
      size += 6 + 3L * (entry.getKey().length() + entry.getValue().length());
    }
    return size;
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  /// Tells the user of a key.
  @FunctionalInterface
  interface People {
    UserFact user(long key) throws SQLException;
  }
}
