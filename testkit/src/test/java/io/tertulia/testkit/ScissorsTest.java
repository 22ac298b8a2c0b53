package io.tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScissorsTest {
  private static final int MOMENT_MILLIS = 100;

  private ServerSocket server;
  private Scissors scissors;
  private Socket client;
  private Socket served;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    scissors = Scissors.before(URI.create("http://127.0.0.1:" + server.getLocalPort()));
    client = new Socket(InetAddress.getLoopbackAddress(), scissors.uri().getPort());
    served = server.accept();
  }

  @AfterEach
  void disconnect() throws IOException {
    client.close();
    served.close();
    scissors.close();
    server.close();
  }

  @Test
  void bytes_pass_in_both_directions_and_are_counted() throws IOException {
    client.getOutputStream().write(new byte[] {1, 2, 3});
    assertThat(served.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
    served.getOutputStream().write(4);
    assertThat(client.getInputStream().read()).isEqualTo(4);
    assertThat(scissors.connections()).isEqualTo(1);
    assertThat(scissors.open()).isEqualTo(1);
    assertThat(scissors.bytes()).isBetween(3L, 4L);
  }

  @Test
  void a_cut_resets_both_sides() throws IOException {
    pass();
    scissors.cut();
    assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    assertThatThrownBy(() -> served.getInputStream().read()).isInstanceOf(SocketException.class);
    assertThat(scissors.cuts()).isEqualTo(1);
    assertThat(scissors.open()).isZero();
  }

  @Test
  void a_cut_after_some_bytes_lets_just_those_pass() throws IOException {
    pass();
    scissors.cutAfter(2);
    client.getOutputStream().write(new byte[] {1, 2, 3});
    assertThat(readAll(served)).isLessThanOrEqualTo(2);
    assertThat(scissors.cuts()).isEqualTo(1);
    assertThat(scissors.bytes()).isEqualTo(3);
  }

  @Test
  void a_stalled_line_stays_open_and_goes_on_when_resumed() throws IOException {
    pass();
    scissors.stall();
    client.getOutputStream().write(7);
    served.setSoTimeout(MOMENT_MILLIS);
    assertThatThrownBy(() -> served.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    scissors.resume();
    served.setSoTimeout(0);
    assertThat(served.getInputStream().read()).isEqualTo(7);
  }

  @Test
  void a_stalled_line_can_be_cut() throws IOException {
    pass();
    scissors.stall();
    client.getOutputStream().write(7);
    scissors.cut();
    assertThatThrownBy(() -> served.getInputStream().read()).isInstanceOf(SocketException.class);
  }

  @Test
  void a_delay_holds_bytes_up() throws IOException {
    pass();
    scissors.delay(Duration.ofMillis(MOMENT_MILLIS));
    long before = System.nanoTime();
    client.getOutputStream().write(7);
    assertThat(served.getInputStream().read()).isEqualTo(7);
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isGreaterThanOrEqualTo(Duration.ofMillis(MOMENT_MILLIS));
  }

  @Test
  void a_line_closed_by_half_carries_on_in_the_other_direction() throws IOException {
    pass();
    scissors.halfClose();
    assertThat(served.getInputStream().read()).isEqualTo(-1);
    served.getOutputStream().write(9);
    assertThat(client.getInputStream().read()).isEqualTo(9);
  }

  @Test
  void refused_connections_are_reset_until_they_are_accepted_again() throws IOException {
    scissors.refuse();
    try (Socket refused = new Socket(InetAddress.getLoopbackAddress(), scissors.uri().getPort())) {
      assertThatThrownBy(
              () -> {
                refused.getOutputStream().write(1);
                refused.getInputStream().read();
              })
          .isInstanceOf(SocketException.class);
    }
    assertThat(scissors.refusals()).isEqualTo(1);
    pass();
    scissors.accept();
    try (Socket accepted = new Socket(InetAddress.getLoopbackAddress(), scissors.uri().getPort());
        Socket reached = server.accept()) {
      accepted.getOutputStream().write(5);
      assertThat(reached.getInputStream().read()).isEqualTo(5);
    }
  }

  @Test
  void the_end_of_a_stream_passes() throws IOException {
    pass();
    client.close();
    assertThat(served.getInputStream().read()).isEqualTo(-1);
  }

  /// Lets one byte pass, so that the line is known to be up.
  private void pass() throws IOException {
    client.getOutputStream().write(1);
    assertThat(served.getInputStream().read()).isEqualTo(1);
  }

  /// How many bytes come before the line breaks.
  private static int readAll(Socket from) {
    int count = 0;
    try {
      while (from.getInputStream().read() >= 0) {
        count++;
      }
    } catch (IOException e) {
      // It broke.
    }
    return count;
  }
}
