package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.ConversationPatch;
import io.tertulia.protocol.command.HistoryEntry;
import io.tertulia.protocol.command.MapPatch;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.content.LocationBlock;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.filter.CustomFilter;
import io.tertulia.protocol.frame.ServerFrame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
  @TempDir Path folder;
  private ChatWorld world;

  @BeforeEach
  void begin() throws Exception {
    world = new ChatWorld(folder);
    world.people("alice", "bob");
    world.join("alice", "c");
    world.join("bob", "c");
    world.join("bob", "other");
  }

  @AfterEach
  void end() {
    world.close();
  }

  private SearchPage search(
      String text, @Nullable ConversationFilter filter, @Nullable Bound from, int limit) {
    return Optional.ofNullable(
            world
                .ask(world.as("alice"), new Query.SearchMessages(text, filter, from, limit))
                .page())
        .orElseThrow();
  }

  private List<String> hits(String text) {
    return search(text, null, null, 100).hits().stream().map(ServerFrame.Hit::messageId).toList();
  }

  private List<String> conversations(String text, @Nullable ConversationFilter filter) {
    return Optional.ofNullable(
            world
                .ask(world.as("alice"), new Query.SearchConversations(text, filter, null, 100))
                .page())
        .orElseThrow()
        .states()
        .stream()
        .map(state -> state.conversationId())
        .toList();
  }

  private String send(String user, String conversation, String text) {
    return Optional.ofNullable(world.send(user, conversation, text).messageId()).orElseThrow();
  }

  private void name(String conversation, String subject, Map<String, String> custom) {
    world.submit(
        world.as("alice"),
        new Command.SetConversation(
            conversation,
            new ConversationPatch(
                Patch.put(subject), Patch.keep(), Patch.keep(), MapPatch.replace(custom)),
            ParticipantPatch.KEEP,
            List.of(),
            Mode.UPSERT));
  }

  @Test
  void only_one_s_own_conversations_are_searched_and_the_newest_comes_first() {
    String first = send("alice", "c", "Fresh bread every morning!");
    send("bob", "other", "bread of others");
    String second = send("bob", "c", "more *bread*");
    assertThat(hits("bread")).containsExactly(second, first);
    world.submit(world.as("bob"), new Command.DeleteParticipant("c", "alice"));
    assertThat(hits("bread")).isEmpty();
    world.join("alice", "c");
    assertThat(hits("bread")).containsExactly(second, first);
  }

  @Test
  void what_is_found_comes_with_its_conversation_and_what_it_answers() {
    String first = send("alice", "c", "question");
    String answer =
        Optional.ofNullable(world.reply("bob", "c", "answer", first).messageId()).orElseThrow();
    send("bob", "c", "newest");
    SearchPage page = search("answer", null, null, 3);
    assertThat(page.hits()).containsExactly(new ServerFrame.Hit("c", answer));
    assertThat(page.next()).isNull();
    assertThat(
            page.states().getFirst().put().stream()
                .filter(MessageFact.class::isInstance)
                .map(fact -> ((MessageFact) fact).id())
                .toList())
        .contains(answer, first);
    assertThat(page.states().getFirst().mark().unread()).isEqualTo(2);
  }

  @Test
  void edits_and_deletions_are_followed_at_once() {
    String id = send("alice", "c", "before");
    world.edit("alice", "c", id, "after");
    assertThat(hits("before")).isEmpty();
    assertThat(hits("after")).containsExactly(id);
    world.submit(world.as("alice"), new Command.DeleteMessage("c", id));
    assertThat(hits("after")).isEmpty();
    String kept = send("alice", "c", "kept");
    world.submit(world.asApp(), new Command.DeleteConversation("c"));
    assertThat(hits("kept")).isEmpty();
    world.join("alice", "c");
    assertThat(hits("kept")).isEmpty();
    assertThat(kept).isNotEmpty();
  }

  @Test
  void markup_is_not_searched_and_places_have_no_text() {
    String id = send("alice", "c", "*fresh bread* and _more_");
    assertThat(hits("fresh more")).containsExactly(id);
    world.submit(
        world.as("alice"),
        new Command.SendMessage(
            "c",
            null,
            null,
            new Content.Blocks(List.of(new LocationBlock(1, 2))),
            Map.of("fresh", "fresh"),
            null));
    assertThat(hits("fresh")).containsExactly(id);
  }

  @Test
  void imported_and_system_messages_are_found() {
    long at = world.now.get();
    world.now.addAndGet(10_000);
    world.submit(
        world.asApp(),
        new Command.ImportHistory(
            "c",
            List.of(
                new HistoryEntry.Said(at + 1_000, "1", "bob", "old bread", Map.of(), null),
                new HistoryEntry.Said(at + 2_000, "2", null, "bread was baked", Map.of(), null))));
    assertThat(hits("bread")).hasSize(2);
  }

  @Test
  void pages_go_on_where_the_one_before_ended() {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      world.now.addAndGet(10);
      sent.addFirst(send("alice", i % 2 == 0 ? "c" : "d" + join(i), "bread " + i));
    }
    List<String> found = new ArrayList<>();
    Bound from = null;
    do {
      SearchPage page = search("bread", null, from, 4);
      page.hits().forEach(hit -> found.add(hit.messageId()));
      from = page.next();
    } while (from != null);
    assertThat(found).isEqualTo(sent);
  }

  private int join(int number) {
    world.join("alice", "d" + number);
    return number;
  }

  @Test
  void whoever_is_in_many_conversations_finds_the_same_and_a_page_looks_at_so_many_messages()
      throws Exception {
    world.close();
    Path other = Files.createDirectory(folder.resolve("other"));
    world = new ChatWorld(other, ChatLimits.DEFAULT, new SearchLimits(100, 4, 5, 1_000, 1, 2));
    world.people("alice", "bob");
    world.join("alice", "c");
    world.join("bob", "other");
    world.join("alice", "d");
    String own = send("alice", "c", "bread");
    for (int i = 0; i < 12; i++) {
      send("bob", "other", "bread " + i);
    }
    List<String> found = new ArrayList<>();
    Bound from = null;
    int pages = 0;
    do {
      SearchPage page = search("bread", null, from, 3);
      page.hits().forEach(hit -> found.add(hit.messageId()));
      from = page.next();
      pages++;
    } while (from != null);
    assertThat(found).containsExactly(own);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void results_stay_inside_the_filter() {
    world.join("alice", "d");
    name("d", "d", Map.of("kind", "shop"));
    send("alice", "c", "bread");
    String wanted = send("alice", "d", "bread");
    ConversationFilter shops =
        ConversationFilter.where().custom("kind", CustomFilter.exists()).build();
    assertThat(search("bread", shops, null, 10).hits())
        .containsExactly(new ServerFrame.Hit("d", wanted));
  }

  @Test
  void conversations_are_found_by_all_words_in_one_of_two_fields() {
    world.join("alice", "d");
    world.join("alice", "e");
    name("c", "Fresh bread", Map.of("search", "bakery town"));
    name("d", "Bakery", Map.of("search", "fresh milk"));
    name("e", "Town fresh", Map.of("other", "bread"));
    send("alice", "c", "newest");
    assertThat(conversations("fresh", null)).containsExactly("c", "d", "e");
    assertThat(conversations("BREAD, fresh", null)).containsExactly("c");
    assertThat(conversations("bak", null)).containsExactly("c", "d");
    assertThat(conversations("bakery fresh", null)).isEmpty();
    assertThat(conversations("fresh", ConversationFilter.where().hasMessages(true).build()))
        .containsExactly("c");
    assertThat(conversations("  ", null)).isEmpty();
  }

  @Test
  void a_query_without_words_finds_nothing_and_one_with_too_many_is_refused() {
    send("alice", "c", "--- bread");
    assertThat(hits("")).isEmpty();
    assertThat(hits("---")).isEmpty();
    for (Query bad :
        List.of(
            new Query.SearchMessages("x".repeat(1_001), null, null, 3),
            new Query.SearchMessages(
                "a b c d e f g h i j k l m n o p q r s t u v w x y z 1 2 3 4 5" + " 6 7",
                null,
                null,
                3),
            new Query.SearchMessages("x", null, null, 0),
            new Query.SearchMessages("x", null, null, 101),
            new Query.SearchMessages("x", null, new Bound(1, "x"), 3),
            new Query.SearchMessages("x", ConversationFilter.any(), null, 3),
            new Query.SearchConversations("x", ConversationFilter.any(), null, 3))) {
      assertThatThrownBy(() -> world.ask(world.as("alice"), bad))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }
  }

  @Test
  void what_was_stored_before_there_was_an_index_can_be_found() throws Exception {
    String id = send("alice", "c", "old bread");
    world.database.write(sql -> {
      sql.run("DELETE FROM texts");
      sql.run("DELETE FROM text_words");
      sql.run("INSERT INTO texts_missing SELECT key FROM conversations");
      return true;
    });
    assertThat(hits("bread")).isEmpty();
    Texts.indexMissing(world.database);
    assertThat(hits("bread")).containsExactly(id);
    assertThat(world.database.read(sql -> sql.number("SELECT count(*) FROM texts_missing")).join())
        .isZero();
  }
}
