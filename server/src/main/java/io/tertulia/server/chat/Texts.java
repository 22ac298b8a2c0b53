package io.tertulia.server.chat;

import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.server.db.Database;
import io.tertulia.server.db.Sql;
import io.tertulia.server.search.TextIndex;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The texts that a search looks at: those of messages that are text, without their formatting.
public final class Texts {
  private static final Logger LOG = LoggerFactory.getLogger(Texts.class);

  private Texts() {}

  /// The text of a message as it was written; empty when it has none, or is deleted.
  static Optional<String> of(MessageRow row) {
    String text = of(row.content());
    return row.gone() || text.isBlank() ? Optional.empty() : Optional.of(text);
  }

  /// The text of contents; empty when they have none.
  static String of(List<ContentBlock> content) {
    return content.stream()
        .filter(TextBlock.class::isInstance)
        .map(block -> ((TextBlock) block).toPlaintext())
        .collect(Collectors.joining("\n"));
  }

  /// Tells the index what became of a conversation's messages. Not by each command but once a
  /// commit, as a savepoint makes the index write what it has in memory.
  ///
  /// @param version of the commit: what was born with it is not in the index yet
  static void index(
      Sql sql,
      long conversation,
      long version,
      Collection<MessageRow> put,
      Collection<? extends Gone> gone)
      throws SQLException {
    for (MessageRow message : put) {
      Optional<String> text = message.born() == version ? of(message) : Optional.empty();
      if (text.isPresent()) {
        TextIndex.add(sql, conversation, message.createdAt(), text.get());
      } else {
        index(sql, message);
      }
    }
    for (Gone one : gone) {
      if (one instanceof Gone.MessageGone message) {
        TextIndex.remove(sql, conversation, message.createdAt());
      }
    }
  }

  /// Puts what a message says now into the index.
  static void index(Sql sql, MessageRow row) throws SQLException {
    Optional<String> text = of(row);
    if (text.isPresent()) {
      TextIndex.put(sql, row.conversation(), row.createdAt(), text.get());
    } else {
      TextIndex.remove(sql, row.conversation(), row.createdAt());
    }
  }

  /// Puts the messages into the index that were stored before there was one; a conversation at a
  /// time, so that it can be interrupted. Returns at once when there are none.
  public static void indexMissing(Database database) throws SQLException {
    while (database.write(Texts::indexOne)) {
      LOG.debug("one more conversation can be searched");
    }
  }

  private static boolean indexOne(Sql sql) throws SQLException {
    Optional<Long> place =
        sql.first("SELECT place FROM texts_missing LIMIT 1", row -> row.number(1));
    if (place.isEmpty()) {
      return false;
    }
    MessageRows.visitBelow(
        sql,
        place.get(),
        Long.MAX_VALUE,
        row -> {
          index(sql, row);
          return true;
        });
    sql.run("DELETE FROM texts_missing WHERE place=?", place.get());
    return true;
  }
}
