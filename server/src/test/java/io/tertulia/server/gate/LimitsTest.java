package io.tertulia.server.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import io.tertulia.server.TestServer.TestClock;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Tokens;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What happens at each limit of the gate. Each test has a server of its own, with that limit
/// lowered.
class LimitsTest {
  private static final GateLimits DEFAULT = GateLimits.DEFAULT;

  @Test
  void a_line_without_a_hello_is_ended_in_time() throws Exception {
    try (Server server = server(limits -> limits.helloTime(Duration.ofMillis(100)));
        var line = RawLine.open(server, "any")) {
      var end = line.end();
      assertThat(end.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
      assertThat(end.status()).isEqualTo(1008);
    }
  }

  @Test
  void a_line_is_ended_half_a_minute_after_its_token() throws Exception {
    var clock = new TestClock();
    try (Server server = TestServer.with(UnaryOperator.identity(), clock)) {
      var app = TestServer.app(server, AppSettings.DEFAULT);
      String id = app.app().id();
      String token = Tokens.user(app.key(), id, "alice", clock.instant().plusSeconds(60));
      String longer = Tokens.user(app.key(), id, "alice", clock.instant().plusSeconds(600));
      try (var line = RawLine.open(server, id);
          var renewed = RawLine.open(server, id)) {
        for (var each : List.of(line, renewed)) {
          each.send(new ClientFrame.Hello("alice", token, ""));
          each.receive(ServerFrame.Welcome.class);
        }
        clock.advance(Duration.ofSeconds(89));
        renewed.send(new ClientFrame.Renew(1, longer));
        renewed.receive(ServerFrame.Renewed.class);
        line.send(new ClientFrame.Ask(1, new Query.GetUser("nobody")));
        line.receive(ServerFrame.Answer.class);
        clock.advance(Duration.ofSeconds(2));
        var end = line.end();
        assertThat(end.code()).isEqualTo(ErrorCode.TOKEN_EXPIRED);
        assertThat(end.status()).isEqualTo(1008);
        renewed.send(new ClientFrame.Ask(2, new Query.GetUser("nobody")));
        assertThat(renewed.receive(ServerFrame.Answer.class).id()).isEqualTo(2);
      }
    }
  }

  @Test
  void one_text_holds_no_more_frames_than_may_be_unanswered_and_all_those_are_answered()
      throws Exception {
    int max = DEFAULT.requestsInFlight();
    Server server = TestServer.shared();
    try (var line = RawLine.welcomed(server, TestServer.openApp(server), "alice")) {
      for (int text = 0; text < 10; text++) {
        line.text(questions(text * max, max));
      }
      Set<Long> answered = new HashSet<>();
      for (int i = 0; i < 10 * max; i++) {
        answered.add(line.receive(ServerFrame.Answer.class).id());
      }
      assertThat(answered).hasSize(10 * max);
      line.text(questions(0, max + 1));
      var end = line.end();
      assertThat(end.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
      assertThat(end.status()).isEqualTo(1008);
    }
  }

  private static String questions(int from, int count) {
    List<Json> frames = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      frames.add(new ClientFrame.Ask(i, new Query.GetUser("nobody")).json());
    }
    return new Json.Arr(frames).toText();
  }

  @Test
  void a_silent_client_is_asked_for_a_sign_of_life_and_then_closed() throws Exception {
    try (Server server =
            server(limits ->
                limits.pingAfter(Duration.ofMillis(100)).silence(Duration.ofMillis(2500)));
        var line = RawLine.open(server, "any")) {
      assertThat(line.receive(9)).isEmpty();
      line.frame(0x8a, new byte[0]);
      assertThat(line.receive(9)).isEmpty();
      assertThatThrownBy(
              () -> {
                while (true) {
                  line.receive(9);
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_slow_reader_is_ended_and_slows_nobody() throws Exception {
    try (Server server = server(limits -> limits.outboundBytes(256 << 10))) {
      String app = TestServer.openApp(server);
      try (var slow = RawLine.open(server, app, 4096);
          var fast = RawLine.welcomed(server, app, "fast");
          var alice = RawLine.welcomed(server, app, "alice")) {
        slow.send(new ClientFrame.Hello("slow", null, ""));
        slow.receive(ServerFrame.Welcome.class);
        LineTest.join(slow, "slow", "room");
        LineTest.join(fast, "fast", "room");
        LineTest.join(alice, "alice", "room");
        var follow = new ClientFrame.FollowConversation(3, "room", null, 1, 0, List.of());
        for (var each : List.of(slow, fast)) {
          each.send(follow);
          each.receive(ServerFrame.State.class);
        }
        var ended = server.counters().counter("tertulia_lines_ended_total{reason=\"slow_reader\"}");
        int sent = 0;
        while (ended.sum() == 0) {
          alice.send(new ClientFrame.Do(++sent, LineTest.message("room", "x".repeat(9_000))));
          alice.receive(ServerFrame.Done.class);
          fast.receive(ServerFrame.Event.class);
          assertThat(sent).isLessThan(5_000);
        }
        var end = slow.end();
        assertThat(end.code()).isIn(ErrorCode.UNAVAILABLE, null);
        assertThat(end.status()).isIn(1013, 0);
        alice.send(new ClientFrame.Do(++sent, LineTest.message("room", "still there")));
        alice.receive(ServerFrame.Done.class);
        fast.receive(ServerFrame.Event.class);
      }
    }
  }

  @Test
  void frames_of_one_moment_leave_in_few_writes() throws Exception {
    int requests = 5_000;
    try (Server server = server(limits -> limits);
        var line = RawLine.welcomed(server, TestServer.openApp(server), "alice")) {
      var frames = server.counters().counter("tertulia_frames_sent_total");
      var writes = server.counters().counter("tertulia_writes_total");
      var all = new java.io.ByteArrayOutputStream();
      for (int i = 0; i < requests; i++) {
        all.writeBytes(LineTest.text(new ClientFrame.Do(i, LineTest.setUser("alice", "A" + i))));
      }
      line.bytes(all.toByteArray());
      for (int i = 0; i < requests; i++) {
        assertThat(line.receive(ServerFrame.Done.class).id()).isEqualTo(i);
      }
      assertThat(frames.sum()).isEqualTo(requests + 1);
      assertThat(writes.sum()).isLessThan(requests / 4);
    }
  }

  @Test
  void one_connection_too_many_is_closed() throws Exception {
    try (Server server = server(limits -> limits.connections(2));
        var first = RawLine.open(server, "any");
        var second = RawLine.open(server, "any")) {
      assertThatThrownBy(() -> RawLine.open(server, "any")).isInstanceOf(IOException.class);
      first.text("{");
      assertThat(first.end().status()).isEqualTo(1007);
      second.text("{");
      assertThat(second.end().status()).isEqualTo(1007);
      assertThat(server.counters().counter("tertulia_connections_refused_total").sum())
          .isEqualTo(1);
    }
  }

  private static Server server(UnaryOperator<Change> change) throws IOException {
    return TestServer.with(limits -> change.apply(new Change(limits)).limits);
  }

  /// The limits with one or two changed.
  private record Change(GateLimits limits) {
    Change helloTime(Duration time) {
      return with(DEFAULT.connections(), time, DEFAULT.outboundBytes());
    }

    Change outboundBytes(int bytes) {
      return with(DEFAULT.connections(), DEFAULT.helloTime(), bytes);
    }

    Change connections(int max) {
      return with(max, DEFAULT.helloTime(), DEFAULT.outboundBytes());
    }

    Change pingAfter(Duration time) {
      return times(time, limits.silence());
    }

    Change silence(Duration time) {
      return times(limits.pingAfter(), time);
    }

    private Change times(Duration pingAfter, Duration silence) {
      var l = limits;
      return new Change(
          new GateLimits(
              l.connections(),
              l.frameBytes(),
              l.helloBytes(),
              l.helloTime(),
              l.malformedFrames(),
              l.requestsInFlight(),
              l.outboundBytes(),
              pingAfter,
              silence,
              l.tokenGrace(),
              l.farewell(),
              l.bodyBytes(),
              l.historyBytes(),
              l.headerBytes(),
              l.requests(),
              l.requestTime(),
              l.transfers(),
              l.transferBytes(),
              l.transferTime(),
              l.drain()));
    }

    private Change with(int connections, Duration helloTime, int outboundBytes) {
      var l = limits;
      return new Change(
          new GateLimits(
              connections,
              l.frameBytes(),
              l.helloBytes(),
              helloTime,
              l.malformedFrames(),
              l.requestsInFlight(),
              outboundBytes,
              l.pingAfter(),
              l.silence(),
              l.tokenGrace(),
              l.farewell(),
              l.bodyBytes(),
              l.historyBytes(),
              l.headerBytes(),
              l.requests(),
              l.requestTime(),
              l.transfers(),
              l.transferBytes(),
              l.transferTime(),
              l.drain()));
    }
  }
}
