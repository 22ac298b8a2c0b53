package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.frame.ServerFrame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How much one page of a search looks at.
class SearchPagesTest {
  private static final String ME = "\u6211";

  @TempDir Path folder;

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
