package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.ConversationPatch;
import io.tertulia.protocol.command.HistoryEntry;
import io.tertulia.protocol.command.MapPatch;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.Have;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.protocol.json.Json;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody may try who means harm.
class HostileTest {
  @TempDir Path folder;
  private ChatWorld world;

  @BeforeEach
  void open() throws SQLException {
    world = new ChatWorld(folder);
    world.people("alice", "bob");
    world.join("alice", "tea");
    world.join("bob", "tea");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void halfACharacterDoesNotStopTheAnnouncements() {
    Frames frames = world.follower("bob");
    follow(frames, null, 30);
    frames.next(ServerFrame.State.class);

    String sent =
        """
        {"type":"sendMessage","conversationId":"tea","key":"k","text":"a\\ud800b",
         "custom":{"k":"\\udc00"}}\
        """;
    world.submit(world.as("alice"), Command.read(Json.parse(sent), ""));
    var event = frames.next(ServerFrame.Event.class);
    follow(frames, null, 30);
    var state = frames.next(ServerFrame.State.class).state();

    MessageFact told = message(event.put());
    assertThat(told.custom()).containsEntry("k", "\uFFFD");
    assertThat(told).isEqualTo(message(state.put()));
  }

  @Test
  void aCatchUpOfLargeCustomMapsIsNotLargerThanAnAnswerMayBe() {
    Frames frames = world.follower("bob");
    follow(frames, null, 30);
    var start = frames.next(ServerFrame.State.class).state();
    Map<String, String> large = Map.of("1", "x".repeat(9_000), "2", "y".repeat(9_000));
    for (int i = 0; i < 150; i++) {
      world.submit(
          world.as("alice"),
          new Command.SendMessage("tea", null, null, new Content.Text("x"), large, null));
    }
    Frames later = world.follower("bob");
    follow(later, new Have(start.position(), Bound.EVERYTHING, null), 0);
    ServerFrame.State answer = later.next(ServerFrame.State.class);

    assertThat(answer.json().toBytes()).hasSizeLessThan(2 << 20);
  }

  @Test
  void aListOfLargeConversationsIsToldInSmallPages() {
    world.people("mallory");
    for (int i = 0; i < 20; i++) {
      world.submit(
          world.asApp(),
          new Command.SetConversation(
              "c" + i,
              new ConversationPatch(
                  Patch.keep(),
                  Patch.keep(),
                  Patch.put(Collections.nCopies(20, "w".repeat(10_000))),
                  MapPatch.KEEP),
              ParticipantPatch.KEEP,
              List.of("bob"),
              Mode.UPSERT));
    }
    Frames frames = world.follower("bob");
    frames.follower.followInbox(new ClientFrame.FollowInbox(1, null, 20, Map.of()));
    ServerFrame.Inbox inbox = frames.next(ServerFrame.Inbox.class);

    assertThat(inbox.json().toBytes()).hasSizeLessThan(2 << 20);
    assertThat(inbox.states()).isNotEmpty();
  }

  @Test
  void historyOfATimeBeyondAllTimesIsRefused() {
    for (long at : new long[] {Long.MAX_VALUE, 9_007_199_254_740_991L, Long.MIN_VALUE, -1}) {
      assertThatThrownBy(() ->
              world.submit(
                  world.asApp(),
                  new Command.ImportHistory(
                      "old" + at,
                      List.of(new HistoryEntry.Said(at, "k", "bob", "x", Map.of(), null)))))
          .isInstanceOf(Refusal.class);
    }
  }

  private static MessageFact message(List<Fact> facts) {
    return facts.stream()
        .filter(MessageFact.class::isInstance)
        .map(MessageFact.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static void follow(Frames frames, @Nullable Have have, int messages) {
    frames.follower.followConversation(
        new ClientFrame.FollowConversation(1, "tea", have, messages, 0, List.of()));
  }
}
