package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.MapPatch;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.record.Shapes;
import io.tertulia.server.webhooks.EventPage;
import io.tertulia.server.webhooks.WebhookChoice;
import io.tertulia.server.webhooks.WebhookCounts;
import io.tertulia.server.webhooks.WebhookSettings;
import io.tertulia.server.webhooks.Webhooks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What commands leave in the outbox.
class HappeningsTest {
  private static final int MANY = 10_000;

  private ChatWorld world;
  private Webhooks webhooks;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    world = new ChatWorld(folder);
    webhooks =
        Webhooks.open(
            world.database,
            WebhookSettings.DEFAULT,
            new ReadEvents(Shapes.ofEvents(FileBlock::url), ChatLimits.DEFAULT),
            (app, message) -> message,
            WebhookCounts.unseen(),
            () -> Instant.ofEpochMilli(world.now.get()),
            RandomGenerator.getDefault());
    webhooks.start();
    world.people("alice", "bob");
    world.join("alice", "tea");
    world.join("bob", "tea");
  }

  @AfterEach
  void close() {
    world.chat.close();
    webhooks.close();
    world.close();
  }

  @Test
  void what_nobody_wants_is_not_kept() {
    world.send("alice", "tea", "before");
    assertThat(events()).isEmpty();
  }

  @Test
  void what_is_refused_is_not_told_nor_what_went_with_it() {
    listen();
    Command good = message("fine");
    Command bad = new Command.DeleteConversation("nowhere");
    assertThatThrownBy(() -> world.submit(world.as("carol"), message("not mine")))
        .isInstanceOf(Refusal.class);
    assertThat(world.chat.submitAll(world.asApp(), List.of(good, bad)))
        .failsWithin(Duration.ofSeconds(30));
    assertThat(events()).isEmpty();
    world.submit(world.asApp(), good);
    assertThat(types()).containsExactly("message.sent");
  }

  @Test
  void what_one_commit_does_to_one_message_is_told_each_by_itself() {
    listen();
    String id = world.send("alice", "tea", "first").messageId();
    List<Command> commands =
        List.of(
            message("second"),
            new Command.EditMessage("tea", id, new Content.Text("changed"), MapPatch.KEEP),
            new Command.DeleteMessage("tea", id),
            new Command.DeleteConversation("tea"));
    world.chat.submitAll(world.asApp(), commands).join();
    assertThat(types())
        .containsExactly(
            "message.sent",
            "message.sent",
            "message.updated",
            "message.deleted",
            "conversation.deleted");
    assertThat(events().get(1).object("data").object("conversation").object("participants").json())
        .isNotEqualTo(Json.object().build());
    assertThat(events().get(3).object("data").object("message").text("text")).isEqualTo("changed");
  }

  @Test
  void reading_very_much_at_once_is_one_row_and_told_message_by_message() throws Exception {
    List<CompletableFuture<Done>> sends = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      sends.add(world.chat.submit(world.as("alice"), message("m" + i)));
      if (sends.size() % 1_000 == 0) {
        sends.getLast().join();
      }
    }
    CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new)).join();
    listen();
    long begin = System.nanoTime();
    world.submit(world.as("bob"), new Command.MarkAsRead("tea"));
    System.out.println(
        "webhooks: " + MANY + " messages read in " + (System.nanoTime() - begin) / 1_000 + " µs");
    assertThat(world.database.read(sql -> sql.number("SELECT count(*) FROM outbox")).join())
        .isEqualTo(1);
    List<Fields> told = events();
    assertThat(told).hasSize(MANY);
    assertThat(told.getFirst().object("data").object("message").text("text")).isEqualTo("m0");
    assertThat(told.stream().map(event -> event.text("id")).distinct()).hasSize(MANY);
  }

  private void listen() {
    webhooks.create(world.app().key(), "test", WebhookChoice.DEFAULT).join();
  }

  private List<String> types() {
    return events().stream().map(event -> event.text("type")).toList();
  }

  private List<Fields> events() {
    List<Fields> events = new ArrayList<>();
    EventPage page = webhooks.events(world.app().key(), null, 100).join();
    page.events().forEach(event -> events.add(Fields.of(event, "")));
    while (page.more()) {
      page = webhooks.events(world.app().key(), page.next(), 100).join();
      page.events().forEach(event -> events.add(Fields.of(event, "")));
    }
    return events;
  }

  private static Command.SendMessage message(String text) {
    return new Command.SendMessage("tea", null, "alice", new Content.Text(text), Map.of(), null);
  }
}
