package io.tertulia.server.chat;

import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.server.db.Sql;
import io.tertulia.server.record.MessageRecord;
import io.tertulia.server.search.TextIndex;
import io.tertulia.server.search.Words;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the app itself finds in all its messages, as they were written. Used once, inside one
/// snapshot of the store.
///
/// The index is one for all apps, so what it names of others is passed over; a page that looked at
/// enough ends, and says where to go on.
final class AppSearches {
  private final Sql sql;
  private final long app;
  private final SearchLimits limits;
  private final Records records;
  private final Map<Long, Optional<ConversationRow>> places = new HashMap<>();
  private final List<MessageRecord> found = new ArrayList<>();
  private int candidates;
  private long characters;
  private long last;
  private @Nullable Long next;

  AppSearches(Sql sql, long app, SearchLimits limits, Records records) {
    this.sql = sql;
    this.app = app;
    this.limits = limits;
    this.records = records;
  }

  FoundMessages messages(AppQuery.SearchMessages query) throws SQLException {
    Words words = words(query.text(), limits);
    if (words.isEmpty()) {
      return new FoundMessages(List.of(), null);
    }
    Long from = query.from();
    last = from == null ? TextIndex.TOP : from;
    TextIndex.find(sql, words, null, last, (row, place, at) -> look(query, words, row, place, at));
    return new FoundMessages(found, next);
  }

  /// The words of a search, which must not be too many.
  static Words words(String text, SearchLimits limits) {
    if (text.length() > limits.textLength()) {
      throw Checks.bad("q", text.length() + " characters", "at most " + limits.textLength());
    }
    Words words = Words.of(text);
    if (words.count() > limits.words()) {
      throw Checks.bad("q", words.count() + " words", "at most " + limits.words());
    }
    return words;
  }

  private boolean look(AppQuery.SearchMessages query, Words words, long row, long place, long at)
      throws SQLException {
    if (candidates++ >= limits.candidates()
        || characters >= limits.characters()
        || found.size() == query.limit()) {
      next = last;
      return false;
    }
    Optional<ConversationRow> conversation = conversation(place, query.filter());
    Optional<MessageRow> message =
        conversation.isEmpty() ? Optional.empty() : MessageRows.at(sql, place, at);
    Optional<String> text = message.flatMap(Texts::of);
    characters += text.map(String::length).orElse(0);
    if (text.filter(words::match).isPresent()) {
      found.add(records.message(conversation.orElseThrow(), message.orElseThrow()));
    }
    last = row;
    return true;
  }

  /// The conversation of a key, if it is the app's and wanted.
  private Optional<ConversationRow> conversation(long place, @Nullable ConversationFilter filter)
      throws SQLException {
    Optional<ConversationRow> known = places.get(place);
    if (known == null) {
      known =
          ConversationRows.id(sql, app, place).isPresent()
              ? Optional.of(ConversationRows.get(sql, place))
                  .filter(row -> filter == null || ConversationLists.matches(filter, row))
              : Optional.empty();
      places.put(place, known);
    }
    return known;
  }
}
