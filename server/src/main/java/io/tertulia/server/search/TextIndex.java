package io.tertulia.server.search;

import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The index: which texts may have the words of a query, newest first.
///
/// A text is known by its place (a number) and its time (milliseconds since 1970), of which a place
/// has at most one text each. Its row is the time and 21 bits that tell it from others of the same
/// millisecond, so the order of rows is that of times, whatever the place. Beside its words each
/// text has a token for its place, which no word can be.
///
/// What is found are candidates: every text that [Words#match] and perhaps some that do not, as
/// long words are cut, some characters made alike, and texts of very many words not read.
public final class TextIndex {
  private static final int SLOT_BITS = 21;
  private static final long SLOTS = 1L << SLOT_BITS;
  private static final int MAX_TOKEN = 40;

  /// Where every character begins a word, the index keeps so many of what follows.
  private static final int MAX_UNSPACED_TOKEN = 3;

  /// The index keeps no words of a text with more different ones: each costs the committing thread
  /// 10 µs. Such a text is a candidate for every query.
  static final int MAX_TOKENS = 1_000;

  /// What a text without words in the index has instead; no word begins like that.
  private static final String UNREAD = "#all";

  /// So many pages of the index are written by one step of scrubbing; a page is 1 KB.
  private static final int SCRUB_PAGES = 200;

  /// From here on are the pages in which the index notes rows that were removed, as long as their
  /// words are there.
  private static final long REMOVED = 1L << 53;

  /// Above all rows.
  public static final long TOP = Long.MAX_VALUE;

  private TextIndex() {}

  /// Puts a text, in the place of the one that was there.
  public static void put(Sql sql, long place, long at, String text) throws SQLException {
    long row = row(sql, place, at);
    sql.run("INSERT OR REPLACE INTO texts (row, place) VALUES (?,?)", row, place);
    sql.run(
        "INSERT OR REPLACE INTO text_words (rowid, words) VALUES (?,?)", row, tokens(place, text));
  }

  /// Puts a text that was not there before; costs less.
  public static void add(Sql sql, long place, long at, String text) throws SQLException {
    long row = rowOf(at, place & (SLOTS - 1));
    if (sql.run("INSERT OR IGNORE INTO texts (row, place) VALUES (?,?)", row, place) == 0) {
      put(sql, place, at, text);
    } else {
      sql.run("INSERT INTO text_words (rowid, words) VALUES (?,?)", row, tokens(place, text));
    }
  }

  /// Removes a text, if there is one.
  public static void remove(Sql sql, long place, long at) throws SQLException {
    long row = row(sql, place, at);
    if (sql.run("DELETE FROM texts WHERE row=? AND place=?", row, place) > 0) {
      sql.run("DELETE FROM text_words WHERE rowid=?", row);
    }
  }

  /// Removes all texts of a place.
  public static void removeAll(Sql sql, long place) throws SQLException {
    List<Long> rows =
        sql.list(
            "SELECT rowid FROM text_words WHERE text_words MATCH ?",
            row -> row.number(1),
            quoted(placeToken(place)));
    for (long row : rows) {
      sql.run("DELETE FROM texts WHERE row=?", row);
      sql.run("DELETE FROM text_words WHERE rowid=?", row);
    }
  }

  /// Works on getting rid of the words of texts that were removed: until then they are in the file,
  /// though nobody finds them. Called again until it returns false; others may put and remove texts
  /// between two calls.
  ///
  /// @param begins whether this is the first call
  /// @return false when nothing is left of texts that were removed before the first call
  public static boolean scrub(Sql sql, boolean begins) throws SQLException {
    long before = sql.number("SELECT total_changes()");
    sql.run(
        "INSERT INTO text_words (text_words, rank) VALUES ('merge', ?)",
        begins ? -SCRUB_PAGES : SCRUB_PAGES);
    boolean worked = sql.number("SELECT total_changes()") - before > 1;
    return worked && sql.number("SELECT count(*) FROM text_words_data WHERE id>=?", REMOVED) > 0;
  }

  /// Shows candidates for a query below a row, the newest first, until the visitor has enough.
  ///
  /// @param words at least one
  /// @param places those to look in; null for all
  public static void find(
      Sql sql, Words words, @Nullable Collection<Long> places, long below, Visitor visitor)
      throws SQLException {
    sql.visit(
        "SELECT w.rowid, t.place FROM text_words w CROSS JOIN texts t ON t.row=w.rowid"
            + " WHERE w.text_words MATCH ? AND w.rowid<? ORDER BY w.rowid DESC",
        row -> visitor.visit(row.number(1), row.number(2), timeOf(row.number(1))),
        query(words, places),
        below);
  }

  /// The time of the text in that row.
  public static long timeOf(long row) {
    return row >> SLOT_BITS;
  }

  /// What tells the row from others of its time.
  public static long slotOf(long row) {
    return row & (SLOTS - 1);
  }

  /// The row of a time and a slot.
  ///
  /// @throws IllegalArgumentException when there is no such slot
  public static long rowOf(long at, long slot) {
    if (slot < 0 || slot >= SLOTS) {
      throw new IllegalArgumentException("slot: " + slot + " (expected: 0 to " + (SLOTS - 1) + ")");
    }
    return (at << SLOT_BITS) | slot;
  }

  /// The row that a text has, or will have.
  private static long row(Sql sql, long place, long at) throws SQLException {
    long first = rowOf(at, 0);
    List<long[]> there =
        sql.list(
            "SELECT row, place FROM texts WHERE row BETWEEN ? AND ?",
            row -> new long[] {row.number(1), row.number(2)},
            first,
            first + SLOTS - 1);
    Set<Long> taken = new LinkedHashSet<>();
    for (long[] other : there) {
      if (other[1] == place) {
        return other[0];
      }
      taken.add(other[0]);
    }
    long slot = place & (SLOTS - 1);
    while (taken.contains(first + slot)) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    return first + slot;
  }

  private static String query(Words words, @Nullable Collection<Long> places) {
    String wanted =
        words.folded().stream()
            .map(word -> quoted(token(word, 0, word.length())) + " *")
            .collect(Collectors.joining(" AND ", "((", ") OR " + quoted(UNREAD) + ")"));
    if (places == null) {
      return wanted;
    }
    return places.stream()
        .map(place -> quoted(placeToken(place)))
        .collect(Collectors.joining(" OR ", "(", ") AND " + wanted));
  }

  private static String tokens(long place, String text) {
    String folded = Words.fold(text);
    Set<String> tokens = new LinkedHashSet<>();
    for (int[] word : Words.beginnings(folded)) {
      tokens.add(token(folded, word[0], word[1]));
      if (tokens.size() > MAX_TOKENS) {
        return placeToken(place) + " " + UNREAD;
      }
    }
    tokens.add(placeToken(place));
    return String.join(" ", tokens);
  }

  /// The beginning of a word, without characters that mean something to the index.
  private static String token(String folded, int begin, int end) {
    boolean unspaced = Words.unspaced(folded.codePointAt(begin));
    StringBuilder token = new StringBuilder();
    int left = unspaced ? MAX_UNSPACED_TOKEN : MAX_TOKEN;
    for (int at = begin; at < end && left-- > 0; ) {
      int point = folded.codePointAt(at);
      boolean odd = point <= ' ' || point == 0x7F || point == '"' || point == '\'';
      token.appendCodePoint(odd || Character.getType(point) == Character.SURROGATE ? '_' : point);
      at += Character.charCount(point);
    }
    return token.toString();
  }

  private static String placeToken(long place) {
    return "#" + place;
  }

  private static String quoted(String token) {
    return '"' + token + '"';
  }

  /// Looks at a candidate; false when it has seen enough.
  @FunctionalInterface
  public interface Visitor {
    /// Looks at the text of that place and time.
    ///
    /// @param row where it stands in the index
    boolean visit(long row, long place, long at) throws SQLException;
  }
}
