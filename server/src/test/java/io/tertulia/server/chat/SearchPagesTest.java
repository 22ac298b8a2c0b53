package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.server.search.TextIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How much one page of a search looks at.
class SearchPagesTest {
  private static final String ME = "\u6211";

  @TempDir Path folder;

  @Test
  void a_reaction_is_no_work_for_the_index() throws Exception {
    try (ChatWorld world = new ChatWorld(folder)) {
      world.people("alice");
      world.join("alice", "c");
      String id = Objects.requireNonNull(world.send("alice", "c", "bread").messageId());
      boolean _ =
          world.database.write(sql -> {
            long place = sql.number("SELECT place FROM texts");
            TextIndex.removeAll(sql, place);
            return true;
          });
      world.submit(world.as("alice"), new Command.AddReaction("c", id, null, ":wave:"));
      assertThat(hits(world)).isEmpty();
      world.edit("alice", "c", id, "more bread");
      assertThat(hits(world)).containsExactly(new ServerFrame.Hit("c", id));
    }
  }

  @Test
  void what_is_sent_and_reacted_to_at_once_is_found() throws Exception {
    try (ChatWorld world = new ChatWorld(folder)) {
      world.people("alice");
      world.join("alice", "c");
      String first = Objects.requireNonNull(world.send("alice", "c", "first").messageId());
      String key = "k";
      List<CompletableFuture<Done>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String id = MessageIds.ofKey("c", "alice", key + i);
        all.add(
            world.chat.submit(
                world.as("alice"),
                new Command.SendMessage(
                    "c", key + i, null, new Content.Text("bread"), Map.of(), null)));
        all.add(
            world.chat.submit(world.as("alice"), new Command.AddReaction("c", id, null, ":wave:")));
      }
      all.forEach(CompletableFuture::join);
      assertThat(hits(world)).hasSize(20).doesNotContain(new ServerFrame.Hit("c", first));
    }
  }

  private static List<ServerFrame.Hit> hits(ChatWorld world) {
    Query query = new Query.SearchMessages("bread", null, null, 100);
    return Objects.requireNonNull(world.ask(world.as("alice"), query).page()).hits();
  }

  @Test
  void a_page_looks_through_so_much_text_and_the_next_goes_on() throws Exception {
    SearchLimits limits = new SearchLimits(100, 4, 1_000, 2_500, 200, 2);
    try (ChatWorld world = new ChatWorld(folder, ChatLimits.DEFAULT, limits)) {
      world.people("alice");
      world.join("alice", "c");
      // The index knows the beginnings of words alone: it takes all of these for hits.
      String wanted = world.send("alice", "c", ME.repeat(4) + "\u4F60").messageId();
      for (int i = 0; i < 5; i++) {
        world.send("alice", "c", ME.repeat(1_000));
      }
      List<Integer> pages = new ArrayList<>();
      List<String> found = new ArrayList<>();
      Bound from = null;
      do {
        Query query = new Query.SearchMessages(ME.repeat(4) + "\u4F60", null, from, 3);
        SearchPage page = Objects.requireNonNull(world.ask(world.as("alice"), query).page());
        pages.add(page.hits().size());
        page.hits().stream().map(ServerFrame.Hit::messageId).forEach(found::add);
        from = page.next();
      } while (from != null);
      assertThat(found).containsExactly(wanted);
      assertThat(pages).containsExactly(0, 1);
    }
  }
}
