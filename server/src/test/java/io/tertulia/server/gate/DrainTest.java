package io.tertulia.server.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DrainTest {
  @Test
  void what_was_accepted_is_answered_before_the_goodbye() throws Exception {
    Server server = TestServer.with(UnaryOperator.identity());
    String app = TestServer.openApp(server);
    try (var line = RawLine.welcomed(server, app, "alice");
        var stranger = RawLine.open(server, app)) {
      var taken = server.counters().counter("tertulia_commands_total");
      int sent = 0;
      while (taken.sum() < 200) {
        line.send(new ClientFrame.Do(sent++, LineTest.setUser("alice", "Alice " + sent)));
      }
      var stopped = CompletableFuture.runAsync(server::close);
      var end = line.end();
      assertThat(end.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(end.status()).isEqualTo(1001);
      assertThat(end.dones()).isEqualTo((int) taken.sum());
      assertThat(stranger.end().status()).isEqualTo(1001);
      stopped.join();
      assertThatThrownBy(() -> RawLine.open(server, app)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void clients_that_do_not_answer_the_goodbye_do_not_hold_the_server_up() throws Exception {
    Server server = TestServer.with(UnaryOperator.identity());
    try (var line = RawLine.welcomed(server, TestServer.openApp(server), "alice")) {
      long began = System.nanoTime();
      server.close();
      assertThat(System.nanoTime() - began).isLessThan(10_000_000_000L);
      assertThat(line.receive(ServerFrame.Bye.class).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    }
  }
}
