package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.frame.ClientFrame;
import java.nio.file.Path;
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
