package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.command.UserPatch;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.server.record.MessageRecord;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands that are carried out together.
class TogetherTest {
  @TempDir private Path folder;

  private ChatWorld world;

  @BeforeEach
  void open() throws Exception {
    world = new ChatWorld(folder);
    world.people("alice");
    world.join("alice", "tea");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void commands_are_carried_out_in_their_order_and_answered_in_it() {
    List<Done> done = world.chat.submitAll(world.asApp(), List.of(say("one"), say("two"))).join();
    assertThat(messages())
        .extracting(message -> message.content().toString())
        .satisfiesExactly(
            first -> assertThat(first).contains("one"),
            second -> assertThat(second).contains("two"));
    assertThat(messages())
        .extracting(MessageFact::id)
        .containsExactlyElementsOf(done.stream().map(Done::messageId).toList());
  }

  @Test
  void one_that_is_refused_takes_all_others_with_it_and_every_refusal_is_named() {
    List<Command> commands =
        List.of(
            say("one"),
            user("bob"),
            user(""),
            say(""),
            new Command.DeleteConversation("tea"),
            say("six"));
    assertThatThrownBy(() -> world.chat.submitAll(world.asApp(), commands).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            RefusedCommands.class,
            refused -> {
              assertThat(refused.byPlace()).containsOnlyKeys(2, 3, 5);
              assertThat(refused).hasMessage(refused.byPlace().get(2).getMessage());
            });
    assertThat(messages()).isEmpty();
    assertThat(world.ask(world.asApp(), new Query.GetUser("bob")).put()).isEmpty();
    world.submit(world.asApp(), say("still here"));
    assertThat(messages()).hasSize(1);
  }

  private List<MessageFact> messages() {
    var page = world.chat.ask(world.asApp(), new AppQuery.ListMessages("tea", 10, null)).join();
    return page.stream()
        .map(MessageRecord::fact)
        .sorted(Comparator.comparingLong(MessageFact::createdAt))
        .toList();
  }

  private static Command say(String text) {
    return new Command.SendMessage("tea", null, null, new Content.Text(text), Map.of(), null);
  }

  private static Command user(String id) {
    return new Command.SetUser(id, UserPatch.ofName("Somebody"), Mode.UPSERT);
  }
}
