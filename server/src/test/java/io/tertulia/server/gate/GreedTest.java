package io.tertulia.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.ConversationPatch;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.command.UserPatch;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever wants too much is refused it, stays connected, and takes nothing from others.
class GreedTest {
  private static final int WANTED = 10_000;
  private static final int ALLOWED = 2_000;

  private static Server server;

  private String app;
  private RawLine bystander;
  private RawLine alice;
  private Counted counted;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.with(UnaryOperator.identity());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() throws Exception {
    app = TestServer.openApp(server);
    bystander = RawLine.welcomed(server, app, "bystander");
    alice = RawLine.welcomed(server, app, "alice");
    alice.send(
        new ClientFrame.Do(1, new Command.SetUser("alice", UserPatch.ofName("A"), Mode.UPSERT)));
    alice.receive(ServerFrame.Done.class);
    counted = new Counted(server);
  }

  @AfterEach
  void everybody_is_still_answered() throws Exception {
    for (RawLine line : List.of(alice, bystander)) {
      line.send(new ClientFrame.Ask(99, new Query.GetUser("nobody")));
      assertThat(line.receive(ServerFrame.Answer.class).id()).isEqualTo(99);
      line.close();
    }
  }

  @Test
  void ten_thousand_follows_on_one_line_are_refused_from_the_limit_on() throws Exception {
    Thread asking = Thread.startVirtualThread(this::followTenThousand);
    int refused = 0;
    for (int i = 0; i < WANTED; i++) {
      switch (alice.receive(ServerFrame.class)) {
        case ServerFrame.Outside told -> {}
        case ServerFrame.Refused told -> {
          assertThat(told.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
          refused++;
        }
        default -> throw new AssertionError("neither told nor refused");
      }
    }
    asking.join();
    assertThat(refused).isEqualTo(WANTED - ALLOWED);
    assertThat(counted.refused("LIMIT_EXCEEDED")).isEqualTo(refused);
  }

  @Test
  void a_text_of_a_million_characters_is_refused() throws Exception {
    alice.send(
        new ClientFrame.Do(
            2,
            new Command.SetConversation(
                "c", ConversationPatch.KEEP, ParticipantPatch.KEEP, List.of(), Mode.CREATE)));
    alice.receive(ServerFrame.Done.class);
    alice.send(
        new ClientFrame.Do(
            3,
            new Command.SendMessage(
                "c", null, null, new Content.Text("x".repeat(1_000_000)), Map.of(), null)));
    ServerFrame.Refused refused = alice.receive(ServerFrame.Refused.class);
    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(refused.message()).contains("1000000", "10000");
    assertThat(counted.refused("INVALID_ARGUMENT")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\u0000b", "a\nb", "\u0085", "LONG"})
  void ids_that_can_be_none_are_refused_wherever_they_stand(String given) throws Exception {
    String id = given.equals("LONG") ? "x".repeat(256) : given;
    refused(new ClientFrame.Do(2, new Command.SetUser(id, UserPatch.ofName("A"), Mode.UPSERT)));
    refused(
        new ClientFrame.Do(
            3,
            new Command.SetConversation(
                id, ConversationPatch.KEEP, ParticipantPatch.KEEP, List.of(), Mode.CREATE)));
    refused(new ClientFrame.Ask(4, new Query.GetConversation(id)));
    refused(new ClientFrame.Ask(5, new Query.GetUser(id)));
    refused(new ClientFrame.FollowConversation(6, id, null, 0, 0, List.of()));
    refused(new ClientFrame.FollowUsers(7, Map.of(id, 0L)));
    assertThat(counted.refused("INVALID_ARGUMENT")).isEqualTo(6);
  }

  private void refused(ClientFrame frame) throws IOException {
    alice.send(frame);
    assertThat(alice.receive(ServerFrame.Refused.class).code())
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  private void followTenThousand() {
    try {
      for (int i = 0; i < WANTED; i++) {
        alice.send(new ClientFrame.FollowConversation(i, "c" + i, null, 0, 0, List.of()));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
