package io.tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.CreateUserParams;
import io.tertulia.client.MessageRef;
import io.tertulia.client.TalkSession;
import io.tertulia.client.TalkSessionOptions;
import io.tertulia.protocol.json.Fields;
import io.tertulia.server.identity.Tokens;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a server said it has, it has, however it ends. By `-Dtertulia.kills` and `-Dtertulia.sends`
/// it is told how often.
class DurabilityTest {
  private static final int KILLS = Integer.getInteger("tertulia.kills", 3);
  private static final int SENDS = Integer.getInteger("tertulia.sends", 500);
  private static final String APP = "demo";
  private static final String PLACE = "diary";
  private static final int PAGE = 100;

  @Test
  void a_server_that_is_killed_has_every_acknowledged_send_once_and_in_order(@TempDir Path folder)
      throws Exception {
    int port = 0;
    List<String> acknowledged = new ArrayList<>();
    for (int round = 0; round < KILLS; round++) {
      List<CompletableFuture<MessageRef>> sends = new ArrayList<>();
      try (ChildServer server = ChildServer.start(folder, port)) {
        port = server.uri().getPort();
        assertThat(stored(server)).containsSubsequence(acknowledged).doesNotHaveDuplicates();
        TalkSession session = session(server);
        sendUntilHalfIsThere(session, round, sends);
        server.kill();
        session.close();
      }
      sends.forEach(DurabilityTest::settle);
      sends.stream()
          .filter(send -> !send.isCompletedExceptionally())
          .forEach(send -> acknowledged.add(send.join().id()));
    }
    try (ChildServer server = ChildServer.start(folder, port)) {
      assertThat(stored(server)).containsSubsequence(acknowledged).doesNotHaveDuplicates();
    }
    System.out.println(
        "durability: "
            + KILLS
            + " kills, "
            + acknowledged.size()
            + " of "
            + KILLS * SENDS
            + " sends acknowledged, none lost, none twice");
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS * SENDS / 2);
  }

  private static void sendUntilHalfIsThere(
      TalkSession session, int round, List<CompletableFuture<MessageRef>> sends)
      throws InterruptedException {
    session.currentUser().createIfNotExists(CreateUserParams.builder("Alice").build()).join();
    ConversationRef diary = session.conversation(PLACE);
    diary.createIfNotExists().join();
    var half = new CountDownLatch(SENDS / 2);
    for (int i = 0; i < SENDS; i++) {
      CompletableFuture<MessageRef> send = diary.send("round " + round + ", send " + i);
      sends.add(send.whenComplete((message, failure) -> half.countDown()));
    }
    half.await();
  }

  private static void settle(CompletableFuture<MessageRef> send) {
    send.exceptionally(failure -> null).join();
  }

  private static TalkSession session(ChildServer server) {
    URI uri = server.uri();
    String token = Tokens.user(server.key(), APP, "alice", null);
    return TalkSession.get(
        TalkSessionOptions.builder(APP, "alice").baseUri(uri).token(token).forceNew(true).build());
  }

  /// The ids of all messages, the oldest first.
  private static List<String> stored(ChildServer server) {
    Backend backend = new Backend(server.uri(), APP, server.key().reveal());
    List<String> ids = new ArrayList<>();
    boolean more = backend.get("conversations", PLACE).isDone();
    while (more) {
      String after = ids.isEmpty() ? "" : "&startingAfter=" + ids.getLast();
      List<Fields> page =
          Fields.of(
                  backend
                      .get("conversations", PLACE, "messages", "?limit=" + PAGE + after)
                      .orThrow()
                      .body(),
                  "")
              .objects("data", message -> message);
      page.forEach(message -> ids.add(message.text("id")));
      more = page.size() == PAGE;
    }
    return ids.reversed();
  }
}
