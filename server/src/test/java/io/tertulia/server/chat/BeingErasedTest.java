package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.frame.ClientFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is found by somebody who is being erased, and comes back meanwhile.
class BeingErasedTest {
  @TempDir Path folder;

  @Test
  void a_search_by_somebody_who_is_being_erased_finds_nothing() throws Exception {
    try (ChatWorld world = new ChatWorld(folder)) {
      liveAndHide(world);
      Query query = new Query.SearchMessages("bread", null, null, 100);
      SearchPage page = Objects.requireNonNull(world.ask(world.as("alice"), query).page());
      assertThat(page.hits()).isEmpty();
      assertThat(page.next()).isNull();
    }
  }

  @Test
  void the_list_of_somebody_who_is_being_erased_is_empty_and_whole() throws Exception {
    try (ChatWorld world = new ChatWorld(folder)) {
      liveAndHide(world);
      var wanted = new ClientFrame.FollowInbox(1, null, 30, Map.of(), List.of());
      var page = world.chat.reads(world.as("alice")).inbox(wanted, Set.of()).toCompletableFuture();
      assertThat(page.join().states()).isEmpty();
      assertThat(page.join().members()).isEmpty();
      assertThat(page.join().from().everything()).isTrue();
    }
  }

  @Test
  void what_answers_a_deleted_message_is_found_without_a_look_at_the_whole_conversation()
      throws Exception {
    try (ChatWorld world = new ChatWorld(folder)) {
      List<String> plan =
          world
              .database
              .read(sql ->
                  sql.list(
                      "EXPLAIN QUERY PLAN " + MessageRows.ANSWERING, row -> row.text(4), 1L, 1L))
              .join();
      assertThat(plan)
          .singleElement(STRING)
          .contains("messages_answered (conversation=? AND referenced_at=?)");
    }
  }

  @Test
  void an_erasure_that_fails_is_not_in_the_way_of_others() throws Exception {
    try (ChatWorld world = new ChatWorld(folder)) {
      world.people("alice", "bob");
      world.join("alice", "tea");
      world.join("bob", "milk");
      world.send("alice", "tea", "bread");
      world.send("bob", "milk", "butter");
      world.database.write(sql -> sql.run("UPDATE messages SET content='?' WHERE text='bread'"));
      Erasing alice = world.chat.erasures().erase(world.asApp(), "alice").join();
      Erasing bob = world.chat.erasures().erase(world.asApp(), "bob").join();
      assertThat(bob.over()).succeedsWithin(Duration.ofSeconds(30));
      assertThat(alice.over()).isNotDone();
      assertThat(world.chat.erasures().isErasing(world.asApp(), "alice").join()).isTrue();
    }
  }

  /// As the first commit of an erasure leaves it: her rows are all there.
  private static void liveAndHide(ChatWorld world) throws Exception {
    world.people("alice");
    world.join("alice", "tea");
    world.send("alice", "tea", "bread");
    world.database.write(sql -> {
      UserRows.hide(sql, sql.number("SELECT key FROM users WHERE id='alice'"));
      return true;
    });
  }
}
