package io.tertulia.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.server.db.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextIndexTest {
  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(folder.resolve("test.db"), 1, 10);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void put(long place, long at, String text) throws Exception {
    database.write(sql -> {
      TextIndex.put(sql, place, at, text);
      return true;
    });
  }

  private void remove(long place, long at) throws Exception {
    database.write(sql -> {
      TextIndex.remove(sql, place, at);
      return true;
    });
  }

  private List<String> find(String query, @Nullable List<Long> places) {
    return database
        .read(sql -> {
          List<String> found = new ArrayList<>();
          TextIndex.find(
              sql,
              Words.of(query),
              places,
              TextIndex.TOP,
              (row, place, at) -> found.add(place + "@" + at));
          return found;
        })
        .join();
  }

  @Test
  void texts_of_all_places_are_found_newest_first() throws Exception {
    put(1, 100, "one bread");
    put(2, 300, "two breads");
    put(1, 200, "no");
    put(3, 200, "three Bread");
    assertThat(find("bread", null)).containsExactly("2@300", "3@200", "1@100");
    assertThat(find("bread", List.of(1L, 3L))).containsExactly("3@200", "1@100");
  }

  @Test
  void a_text_of_very_many_words_is_a_candidate_for_every_query() throws Exception {
    put(1, 100, words(0, TextIndex.MAX_TOKENS));
    put(1, 200, words(0, TextIndex.MAX_TOKENS + 1));
    put(2, 300, words(0, TextIndex.MAX_TOKENS + 1));
    put(1, 400, "bread");
    assertThat(find("bread", null)).containsExactly("1@400", "2@300", "1@200");
    assertThat(find("bread w7", List.of(1L))).containsExactly("1@200");
    assertThat(find("w7", List.of(1L))).containsExactly("1@200", "1@100");
    remove(1, 200);
    assertThat(find("w7", List.of(1L))).containsExactly("1@100");
  }

  private static String words(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
  }

  @Test
  void a_text_that_changed_is_found_by_what_it_says_now() throws Exception {
    put(1, 100, "before");
    put(1, 100, "after");
    assertThat(find("before", null)).isEmpty();
    assertThat(find("after", null)).containsExactly("1@100");
    remove(1, 100);
    remove(1, 100);
    assertThat(find("after", null)).isEmpty();
    put(1, 100, "again");
    assertThat(find("again", null)).containsExactly("1@100");
  }

  @Test
  void places_that_share_a_slot_in_one_millisecond_keep_apart() throws Exception {
    long other = 1 + (1L << 21);
    put(1, 100, "left");
    put(other, 100, "right");
    assertThat(find("left", null)).containsExactly("1@100");
    assertThat(find("right", List.of(other))).containsExactly(other + "@100");
    remove(1, 100);
    put(other, 100, "moved");
    assertThat(find("right", null)).isEmpty();
    assertThat(find("moved", null)).containsExactly(other + "@100");
    put(1, 100, "back");
    assertThat(find("back", null)).containsExactly("1@100");
  }

  @Test
  void a_place_is_forgotten_as_a_whole() throws Exception {
    put(1, 100, "a");
    put(1, 101, "a");
    put(11, 101, "a");
    database.write(sql -> {
      TextIndex.removeAll(sql, 1);
      return true;
    });
    assertThat(find("a", null)).containsExactly("11@101");
  }

  @Test
  void whatever_characters_there_are_the_index_misses_nothing() throws Exception {
    String odd = "x\"y 'q' tab\tnul\u0000l \u0001c \u007f # ## #1 *star* a*b OR AND ^up 𝔘 \u0378z";
    put(1, 100, odd + " " + "l".repeat(100) + "end 東京都");
    for (String query :
        List.of(
            "x\"y",
            "x\"",
            "q",
            "tab",
            "nul",
            "\u0001c",
            "1",
            "star",
            "a*b",
            "or and",
            "^up",
            "u",
            "\u0378z",
            "l".repeat(100) + "e",
            "l".repeat(60),
            "京都",
            "東京都")) {
      assertThat(Words.of(query).match(odd + " " + "l".repeat(100) + "end 東京都")).as(query).isTrue();
      assertThat(find(query, null)).as(query).containsExactly("1@100");
      assertThat(find(query, List.of(1L, 2L))).as(query).containsExactly("1@100");
    }
  }
}
