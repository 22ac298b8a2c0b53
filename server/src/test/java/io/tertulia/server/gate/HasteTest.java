package io.tertulia.server.gate;

import static io.tertulia.protocol.ErrorCode.LIMIT_EXCEEDED;
import static io.tertulia.protocol.ErrorCode.NOT_PARTICIPANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.UserPatch;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/// What a server that holds back who goes too fast does to a line.
class HasteTest {
  @Test
  void commands_that_come_too_fast_wait_and_none_is_lost() throws Exception {
    var limits = new RateLimits(true, 600, 9, 500, 1, 3, 20, 1, 1);
    try (Server server = TestServer.with(limits);
        RawLine line = RawLine.welcomed(server, TestServer.openApp(server), "alice")) {
      var counted = new Counted(server);
      for (int i = 1; i <= 12; i++) {
        line.send(
            new ClientFrame.Do(
                i, new Command.SetUser("alice", UserPatch.ofName("A" + i), Mode.UPSERT)));
      }
      for (int i = 1; i <= 12; i++) {
        assertThat(line.receive(ServerFrame.Done.class).id()).isEqualTo(i);
      }
      assertThat(counted.of("tertulia_throttled_total{rate=\"commands\"}")).isPositive();
    }
  }

  @Test
  void who_says_too_often_that_he_types_is_refused_and_may_send() throws Exception {
    var limits = new RateLimits(true, 600, 9, 500, 1, 200, 20, 1, 1);
    try (Server server = TestServer.with(limits);
        RawLine line = RawLine.welcomed(server, TestServer.openApp(server), "alice")) {
      line.send(
          new ClientFrame.Do(1, new Command.SetUser("alice", UserPatch.ofName("A"), Mode.UPSERT)));
      line.receive(ServerFrame.Done.class);
      var counted = new Counted(server);
      EnumSet<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
      for (int i = 2; i <= 3; i++) {
        line.send(new ClientFrame.Do(i, new Command.MarkAsTyping("tea")));
        codes.add(line.receive(ServerFrame.Refused.class).code());
      }
      assertThat(codes).containsExactlyInAnyOrder(NOT_PARTICIPANT, LIMIT_EXCEEDED);
      assertThat(counted.of("tertulia_throttled_total{rate=\"typing\"}")).isEqualTo(1);
      line.send(
          new ClientFrame.Do(5, new Command.SetUser("alice", UserPatch.ofName("B"), Mode.UPSERT)));
      line.receive(ServerFrame.Done.class);
    }
  }
}
