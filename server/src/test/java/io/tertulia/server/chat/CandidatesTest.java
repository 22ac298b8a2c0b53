package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.server.chat.Listing.Order;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the store finds the rows of a page.
class CandidatesTest {
  @TempDir Path folder;

  @Test
  void a_page_of_an_app_is_found_by_an_index_and_nothing_is_sorted() throws Exception {
    try (ChatWorld world = new ChatWorld(folder)) {
      for (boolean ascending : new boolean[] {false, true}) {
        assertThat(plan(world, Candidates.OF_APP, Order.LAST_ACTIVITY.column(), ascending))
            .singleElement()
            .asString()
            .contains("SEARCH conversations USING", "INDEX conversations_by_activity (app=? AND");
        assertThat(plan(world, Candidates.OF_APP, Order.CREATED_AT.column(), ascending))
            .singleElement()
            .asString()
            .contains("SEARCH conversations USING", "INDEX conversations_by_creation (app=? AND");
        assertThat(plan(world, Candidates.USERS, "created_at", ascending))
            .singleElement()
            .asString()
            .contains("SEARCH users USING", "INDEX users_by_creation (app=? AND");
      }
    }
  }

  @Test
  void people_whose_id_or_name_begins_so_are_found_by_an_index_and_nothing_is_sorted()
      throws Exception {
    try (ChatWorld world = new ChatWorld(folder)) {
      for (boolean included : new boolean[] {false, true}) {
        assertThat(plan(world, Beginnings.query(Beginnings.NAME, included)))
            .singleElement()
            .asString()
            .contains("INDEX users_by_name (app=? AND name>? AND name<?)");
        assertThat(plan(world, Beginnings.query(Beginnings.ID, included)))
            .singleElement()
            .asString()
            .contains("(app=? AND id>? AND id<?)");
      }
      assertThat(plan(world, Beginnings.SAME))
          .singleElement()
          .asString()
          .contains("INDEX users_by_name (app=? AND name=? AND rowid>?)");
    }
  }

  private static List<String> plan(ChatWorld world, String query) {
    return world
        .database
        .read(sql -> sql.list("EXPLAIN QUERY PLAN " + query, row -> row.text(4), 1L, "a", "b", 10))
        .join();
  }

  @Test
  void only_the_conversations_of_a_user_are_looked_at_for_his_list() throws Exception {
    try (ChatWorld world = new ChatWorld(folder)) {
      List<String> plan = plan(world, Candidates.OF_USER, Order.LAST_ACTIVITY.column(), false);
      assertThat(plan.get(0)).contains("SEARCH participants", "participants_by_user (user=?)");
      assertThat(plan.get(1)).contains("SEARCH conversations", "INTEGER PRIMARY KEY (rowid=?)");
    }
  }

  private static List<String> plan(ChatWorld world, String from, String at, boolean ascending) {
    return world
        .database
        .read(sql ->
            sql.list(
                "EXPLAIN QUERY PLAN " + Candidates.query(from, at, ascending),
                row -> row.text(4),
                1L,
                0L,
                9L,
                5L,
                5L,
                10))
        .join();
  }
}
