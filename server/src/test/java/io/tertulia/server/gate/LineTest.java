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
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import io.tertulia.server.identity.Tokens;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The WebSocket as the protocol has it.
class LineTest {
  private final Server server = TestServer.shared();

  @Test
  void a_hello_is_answered_by_a_welcome_with_the_token_s_end() throws Exception {
    var app = TestServer.app(server);
    Instant end = Instant.parse("2100-01-01T00:00:00Z");
    try (var line = RawLine.open(server, app.app().id())) {
      String token = Tokens.user(app.key(), app.app().id(), "alice", end);
      line.send(new ClientFrame.Hello("alice", token, "test"));
      assertThat(line.receive(ServerFrame.Welcome.class).tokenEndsAt())
          .isEqualTo(end.toEpochMilli());
    }
  }

  @Test
  void a_command_is_done_and_a_query_after_it_sees_it() throws Exception {
    try (var line = RawLine.welcomed(server, TestServer.openApp(server), "alice")) {
      line.send(new ClientFrame.Do(1, setUser("alice", "Alice")));
      line.send(new ClientFrame.Ask(2, new Query.GetUser("alice")));
      assertThat(line.receive(ServerFrame.Done.class).id()).isEqualTo(1);
      var answer = line.receive(ServerFrame.Answer.class);
      assertThat(answer.id()).isEqualTo(2);
      assertThat(answer.put().getFirst())
          .isInstanceOfSatisfying(UserFact.class, u -> assertThat(u.name()).isEqualTo("Alice"));
    }
  }

  @Test
  void frames_that_come_with_the_hello_are_not_lost() throws Exception {
    var joined = new ByteArrayOutputStream();
    joined.writeBytes(text(new ClientFrame.Hello("alice", null, "test")));
    for (int i = 1; i <= 50; i++) {
      joined.writeBytes(text(new ClientFrame.Do(i, setUser("alice", "x".repeat(200) + i))));
    }
    joined.writeBytes(text(new ClientFrame.Ask(51, new Query.GetUser("alice"))));
    try (var line = RawLine.open(server, TestServer.openApp(server))) {
      line.bytes(joined.toByteArray());
      line.receive(ServerFrame.Welcome.class);
      for (int i = 1; i <= 50; i++) {
        assertThat(line.receive(ServerFrame.Done.class).id()).isEqualTo(i);
      }
      var user = (UserFact) line.receive(ServerFrame.Answer.class).put().getFirst();
      assertThat(user.name()).endsWith("x50");
    }
  }

  @Test
  void several_frames_in_one_text_are_answered_in_their_order() throws Exception {
    try (var line = RawLine.welcomed(server, TestServer.openApp(server), "alice")) {
      List<Json> frames = new ArrayList<>();
      for (int i = 1; i <= 100; i++) {
        frames.add(new ClientFrame.Do(i, setUser("alice", "Alice " + i)).json());
      }
      frames.add(Json.object().put("type", "do").put("id", 101).build());
      frames.add(new ClientFrame.Ask(102, new Query.GetUser("alice")).json());
      line.text(new Json.Arr(frames).toText());
      // What is none is refused at once, whatever is still to be done.
      List<Long> done = new ArrayList<>();
      for (int i = 1; i <= 101; i++) {
        switch (line.receive(ServerFrame.class)) {
          case ServerFrame.Done told -> done.add(told.id());
          case ServerFrame.Refused told -> assertThat(told.id()).isEqualTo(101);
          default -> throw new AssertionError("neither done nor refused");
        }
      }
      assertThat(done).isEqualTo(LongStream.rangeClosed(1, 100).boxed().toList());
      var answer = line.receive(ServerFrame.Answer.class);
      assertThat(answer.put().getFirst())
          .isInstanceOfSatisfying(UserFact.class, u -> assertThat(u.name()).isEqualTo("Alice 100"));
    }
  }

  @Test
  void a_hello_comes_by_itself() throws Exception {
    try (var line = RawLine.open(server, TestServer.openApp(server))) {
      Json hello = new ClientFrame.Hello("alice", null, "test").json();
      line.text(new Json.Arr(List.of(hello)).toText());
      assertThat(line.end().status()).isEqualTo(1008);
    }
  }

  @Test
  void a_frame_right_after_the_hello_may_be_larger_than_a_hello() throws Exception {
    var joined = new ByteArrayOutputStream();
    joined.writeBytes(text(new ClientFrame.Hello("alice", null, "test")));
    String large =
        "{\"type\":\"do\",\"id\":1,\"command\":{\"type\":\"?" + "x".repeat(60_000) + "\"}}";
    joined.writeBytes(RawLine.masked(0x81, large.getBytes(StandardCharsets.UTF_8)));
    try (var line = RawLine.open(server, TestServer.openApp(server))) {
      line.bytes(joined.toByteArray());
      line.receive(ServerFrame.Welcome.class);
      assertThat(line.receive(ServerFrame.Refused.class).id()).isEqualTo(1);
    }
  }

  @Test
  void a_message_reaches_followers_and_its_ack_the_sender() throws Exception {
    String app = TestServer.openApp(server);
    try (var alice = RawLine.welcomed(server, app, "alice");
        var bob = RawLine.welcomed(server, app, "bob")) {
      join(alice, "alice", "room");
      join(bob, "bob", "room");
      bob.send(new ClientFrame.FollowConversation(7, "room", null, 30, 0, List.of()));
      assertThat(bob.receive(ServerFrame.State.class).id()).isEqualTo(7);
      alice.send(new ClientFrame.Do(8, message("room", "Hello")));
      var ack = alice.receive(ServerFrame.Done.class);
      var event = bob.receive(ServerFrame.Event.class);
      assertThat(event.put())
          .filteredOn(MessageFact.class::isInstance)
          .extracting(fact -> ((MessageFact) fact).id())
          .containsExactly(ack.messageId());
    }
  }

  @Test
  void more_requests_than_may_be_in_flight_are_all_answered() throws Exception {
    int requests = 2_000;
    try (Server patient = TestServer.with(LineTest::fewInFlight);
        var line = RawLine.welcomed(patient, TestServer.openApp(patient), "alice")) {
      var all = new ByteArrayOutputStream();
      for (int i = 1; i <= requests; i++) {
        all.writeBytes(text(new ClientFrame.Do(i, setUser("alice", "Alice " + i))));
      }
      line.bytes(all.toByteArray());
      for (int i = 1; i <= requests; i++) {
        assertThat(line.receive(ServerFrame.Done.class).id()).isEqualTo(i);
      }
      assertThat(patient.counters().counter("tertulia_lines_paused_total").sum()).isPositive();
    }
  }

  /// So few that a burst is sure to be more, however fast the disk is.
  static GateLimits fewInFlight(GateLimits limits) {
    return new GateLimits(
        limits.connections(),
        limits.frameBytes(),
        limits.helloBytes(),
        limits.helloTime(),
        limits.malformedFrames(),
        4,
        limits.outboundBytes(),
        limits.pingAfter(),
        limits.silence(),
        limits.tokenGrace(),
        limits.farewell(),
        limits.bodyBytes(),
        limits.historyBytes(),
        limits.headerBytes(),
        limits.requests(),
        limits.requestTime(),
        limits.transfers(),
        limits.transferBytes(),
        limits.transferTime(),
        limits.drain());
  }

  @Test
  void a_message_in_fragments_is_put_together() throws Exception {
    byte[] whole = new ClientFrame.Ask(5, new Query.GetUser("nobody")).json().toBytes();
    try (var line = RawLine.welcomed(server, TestServer.openApp(server), "alice")) {
      line.frame(0x01, java.util.Arrays.copyOfRange(whole, 0, 10));
      line.frame(0x89, new byte[] {1, 2, 3});
      line.frame(0x00, java.util.Arrays.copyOfRange(whole, 10, 20));
      line.frame(0x80, java.util.Arrays.copyOfRange(whole, 20, whole.length));
      assertThat(line.receive(10)).containsExactly(1, 2, 3);
      assertThat(line.receive(ServerFrame.Answer.class).id()).isEqualTo(5);
    }
  }

  @Test
  void a_client_that_closes_is_answered() throws Exception {
    try (var line = RawLine.welcomed(server, TestServer.openApp(server), "alice")) {
      line.frame(0x88, new byte[] {3, (byte) 0xe8});
      assertThat(line.receive(8)).startsWith(3, 0xe8);
      assertThat(line.end().code()).isNull();
    }
  }

  @Test
  void a_token_is_renewed_on_the_live_line() throws Exception {
    var app = TestServer.app(server);
    String id = app.app().id();
    Instant end = Instant.parse("2100-01-01T00:00:00Z");
    try (var line = RawLine.open(server, id)) {
      line.send(new ClientFrame.Hello("alice", Tokens.user(app.key(), id, "alice", null), ""));
      line.receive(ServerFrame.Welcome.class);
      line.send(new ClientFrame.Renew(1, Tokens.user(app.key(), id, "alice", end)));
      assertThat(line.receive(ServerFrame.Renewed.class))
          .isEqualTo(new ServerFrame.Renewed(1, end.toEpochMilli()));
      line.send(new ClientFrame.Renew(2, Tokens.user(app.key(), id, "bob", end)));
      assertThat(line.receive(ServerFrame.Refused.class).code())
          .isEqualTo(ErrorCode.UNAUTHENTICATED);
      line.send(new ClientFrame.Ask(3, new Query.GetUser("nobody")));
      assertThat(line.receive(ServerFrame.Answer.class).id()).isEqualTo(3);
    }
  }

  static void join(RawLine line, String user, String conversation) throws Exception {
    line.send(new ClientFrame.Do(1, setUser(user, user)));
    line.receive(ServerFrame.Done.class);
    line.send(
        new ClientFrame.Do(
            2,
            new Command.SetConversation(
                conversation,
                ConversationPatch.KEEP,
                ParticipantPatch.KEEP,
                List.of(),
                Mode.UPSERT)));
    line.receive(ServerFrame.Done.class);
  }

  static Command setUser(String id, String name) {
    return new Command.SetUser(id, UserPatch.ofName(name), Mode.UPSERT);
  }

  static Command message(String conversation, String text) {
    return new Command.SendMessage(
        conversation, null, null, new Content.Text(text), Map.of(), null);
  }

  static byte[] text(ClientFrame frame) {
    return RawLine.masked(0x81, frame.json().toBytes());
  }
}
