package io.tertulia.server.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Receivers that answer so that whoever listens to the end never ends, or runs out of memory.
@Timeout(60)
class PostTest {
  private static final int PACE = 20; // milliseconds
  private static final String TAKE = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  private final WebhookSettings settings =
      WebhookSettings.DEFAULT
          .withPrivateAddresses(true)
          .withTimes(Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofSeconds(5));
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private Post post;
  private ServerSocket door;
  private volatile Reply reply = out -> out.write(TAKE.getBytes(StandardCharsets.US_ASCII));

  /// What the receiver writes.
  private interface Reply {
    void write(OutputStream out) throws IOException;
  }

  @BeforeEach
  void open() throws IOException {
    post = new Post(settings, (app, message) -> new byte[32], InstantSource.system());
    door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::admit);
  }

  @AfterEach
  void close() throws IOException {
    post.close();
    door.close();
  }

  @Test
  void an_answer_that_comes_byte_by_byte_is_waited_for_no_longer_than_another() {
    reply =
        out -> {
          out.write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
          drip(out);
        };
    assertThat(bring()).isEqualTo("InterruptedIOException");
    reply = this::drip;
    assertThat(bring()).isEqualTo("InterruptedIOException");
  }

  @Test
  void a_body_that_comes_byte_by_byte_has_been_taken_and_costs_no_more_time() {
    reply =
        out -> {
          out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          drip(out);
        };
    assertThat(bring()).isNull();
  }

  @Test
  void headers_without_end_are_not_read_to_their_end() {
    reply =
        out -> {
          out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write("X-More: and more and more\r\n".getBytes(StandardCharsets.US_ASCII));
          }
        };
    assertThat(bring()).isNotNull();
    reply =
        out -> {
          while (true) {
            out.write("a line without end ".getBytes(StandardCharsets.US_ASCII));
          }
        };
    assertThat(bring()).isNotNull();
  }

  @Test
  void a_body_without_end_is_not_read_to_its_end() {
    reply =
        out -> {
          out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write(new byte[65_536]);
          }
        };
    assertThat(bring()).isNull();
    reply =
        out -> {
          out.write("HTTP/1.1 500 No\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write(new byte[65_536]);
          }
        };
    assertThat(bring()).isEqualTo("status 500");
  }

  @Test
  void what_is_said_to_be_packed_is_not_unpacked() {
    reply =
        out ->
            out.write(
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nno!"
                    .getBytes(StandardCharsets.US_ASCII));
    assertThat(bring()).isNull();
    assertThat(heard.getFirst()).containsIgnoringCase("accept-encoding: identity");
  }

  @Test
  void answers_that_announce_others_without_end_are_none() {
    reply =
        out -> {
          while (true) {
            out.write("HTTP/1.1 103 Soon\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          }
        };
    assertThat(bring()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"408 Late", "503 Busy", "421 Elsewhere", "401 Who"})
  void whatever_is_answered_an_attempt_is_one_request(String status) {
    reply =
        out ->
            out.write(
                "HTTP/1.1 %s\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"
                    .formatted(status)
                    .getBytes(StandardCharsets.US_ASCII));
    assertThat(bring()).isEqualTo("status " + status.substring(0, 3));
    assertThat(heard).hasSize(1);
  }

  @Test
  void a_handshake_that_hangs_is_waited_for_no_longer_than_an_answer() {
    reply = out -> {};
    String trouble = post.bring("app", "https://127.0.0.1:" + door.getLocalPort() + "/", "{}");
    assertThat(trouble).isIn("SocketTimeoutException", "InterruptedIOException");
  }

  private String bring() {
    return post.bring("app", "http://127.0.0.1:" + door.getLocalPort() + "/", "{}");
  }

  /// One byte after the other, as long as somebody listens.
  private void drip(OutputStream out) throws IOException {
    while (true) {
      out.write('a');
      out.flush();
      pause();
    }
  }

  /// Nobody knocks here.
  private static void pause() throws IOException {
    try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody.setSoTimeout(PACE);
      nobody.accept();
    } catch (SocketTimeoutException e) {
      // That was the pause.
    }
  }

  private void admit() {
    while (!door.isClosed()) {
      try {
        Socket socket = door.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[8_192];
      StringBuilder request = new StringBuilder();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        request.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
        if (request.toString().endsWith("{}")) {
          heard.add(request.toString());
          request.setLength(0);
          reply.write(socket.getOutputStream());
        }
      }
    } catch (IOException e) {
      // It listens no longer.
    }
  }
}
