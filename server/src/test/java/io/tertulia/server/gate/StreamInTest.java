package io.tertulia.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies that come in as they like.
class StreamInTest {
  private static final int LARGE = 20 << 20;

  private static StreamGate gate;

  @BeforeAll
  static void open() throws IOException {
    gate = new StreamGate(GateLimits.DEFAULT, Path.of("none"));
  }

  @AfterAll
  static void close() {
    gate.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1000, 70_000, 3 << 20})
  void a_body_comes_whole_in_pieces_of_any_size(int piece) throws Exception {
    byte[] body = bytes(Math.min(LARGE, piece * 3_000));
    try (var client = gate.open()) {
      client.send("POST /count HTTP/1.1\nContent-Length: " + body.length + "\n\n");
      for (int at = 0; at < body.length; at += piece) {
        client.send(java.util.Arrays.copyOfRange(body, at, Math.min(body.length, at + piece)));
      }
      assertThat(client.answer()).startsWith("HTTP/1.1 200").endsWith(told(body.length, body));
    }
  }

  @Test
  void a_body_in_chunks_is_of_no_announced_length() throws Exception {
    byte[] body = bytes(300_000);
    try (var client = gate.open()) {
      client.send("POST /count HTTP/1.1\nTransfer-Encoding: chunked\n\n");
      for (int at = 0; at < body.length; at += 1000) {
        client.send("3e8\n");
        client.send(java.util.Arrays.copyOfRange(body, at, at + 1000));
        client.send("\n");
      }
      client.send("0\n\n");
      assertThat(client.answer()).endsWith(told(-1, body));
      client.send("POST /count HTTP/1.1\n\n");
      assertThat(client.answer()).endsWith(told(0, new byte[0]));
    }
  }

  @Test
  void a_broken_chunk_breaks_the_body_off() throws Exception {
    try (var client = gate.open()) {
      client.send("POST /count HTTP/1.1\nTransfer-Encoding: chunked\n\n3\nabc\nnonsense\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 400").contains("RFC 9112");
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void what_comes_behind_a_body_is_the_next_request() throws Exception {
    byte[] body = bytes(LARGE);
    String hello = "GET /hello HTTP/1.1\n\n";
    String expect = "POST /count HTTP/1.1\nContent-Length: 5\nExpect: 100-continue\n\n";
    try (var client = gate.open()) {
      Thread writer =
          Thread.startVirtualThread(() -> {
            try {
              client.send(hello + "POST /count HTTP/1.1\nContent-Length: " + body.length + "\n\n");
              client.send(body);
              client.send(hello + expect + "12345" + "HEAD /hello HTTP/1.1\n\n" + hello + hello);
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
      assertThat(client.answer()).contains("you");
      assertThat(client.answer()).endsWith(told(body.length, body));
      assertThat(client.answer()).contains("you");
      String counted = client.answer();
      if (counted.startsWith("HTTP/1.1 100")) {
        counted = client.answer();
      }
      assertThat(counted).endsWith(told(5, "12345".getBytes(StandardCharsets.US_ASCII)));
      assertThat(client.head()).startsWith("HTTP/1.1 200").contains("content-length: 15");
      assertThat(client.answer()).contains("you");
      assertThat(client.answer()).contains("you");
      writer.join();
    }
  }

  @Test
  void hundreds_of_requests_that_go_nowhere_are_answered_in_one_go() throws Exception {
    try (var client = gate.open()) {
      client.send("GET /nowhere HTTP/1.1\n\n".repeat(5_000));
      for (int i = 0; i < 5_000; i++) {
        assertThat(client.answer()).startsWith("HTTP/1.1 404");
      }
    }
  }

  @Test
  void a_body_waits_in_the_socket_while_nobody_takes_it() throws Exception {
    byte[] body = bytes(LARGE);
    try (var client = gate.open()) {
      client.send("POST /slow HTTP/1.1\nContent-Length: " + body.length + "\n\n");
      Thread writer =
          Thread.startVirtualThread(() -> {
            try {
              client.send(body);
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
      // What the systems buffer for both ends is some megabytes; all of it never is.
      assertThat(writer.join(java.time.Duration.ofMillis(300))).isFalse();
      gate.pieces.release(1_000_000);
      assertThat(client.answer()).endsWith(told(body.length, body));
      writer.join();
      gate.pieces.drainPermits();
    }
  }

  @Test
  void a_refusal_comes_before_the_body_and_can_be_read() throws Exception {
    try (var client = gate.open()) {
      client.send("POST /refuse HTTP/1.1\nContent-Length: 1000000000000\n\n");
      client.send(new byte[3 << 20]);
      assertThat(client.answer())
          .startsWith("HTTP/1.1 400")
          .contains("connection: close")
          .contains("\"code\":\"FILE_REJECTED\"");
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void a_small_rest_that_nobody_wants_is_skipped() throws Exception {
    try (var client = gate.open()) {
      client.send("POST /refuse HTTP/1.1\nContent-Length: 50000\n\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 400").doesNotContain("connection: close");
      client.send(new byte[50_000]);
      client.send("GET /hello HTTP/1.1\n\n");
      assertThat(client.answer()).contains("you");
    }
  }

  @Test
  void a_client_that_asks_is_welcomed_when_its_bytes_are_wanted() throws Exception {
    String head = "POST /%s HTTP/1.1\nContent-Length: 3\nExpect: 100-continue\n\n";
    try (var client = gate.open()) {
      client.send(head.formatted("count"));
      assertThat(client.head()).startsWith("HTTP/1.1 100");
      client.send("abc");
      assertThat(client.answer()).startsWith("HTTP/1.1 200");
      client.send(head.formatted("refuse"));
      assertThat(client.answer()).startsWith("HTTP/1.1 400").contains("connection: close");
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void a_client_that_goes_in_mid_body_leaves_what_came() throws Exception {
    for (boolean politely : new boolean[] {true, false}) {
      gate.ends.clear();
      var client = gate.open();
      client.send("POST /count HTTP/1.1\nContent-Length: 1000\n\n");
      client.send("0123456789");
      if (politely) {
        client.close();
      } else {
        client.reset();
      }
      assertThat(gate.ends.poll(15, TimeUnit.SECONDS)).contains("the client went away");
    }
  }

  @Test
  void a_body_of_json_is_no_larger_than_its_route_allows() throws Exception {
    String text = "\"" + "x".repeat(1 << 20) + "\"";
    try (var client = gate.open()) {
      client.send(json(text.length()) + text);
      assertThat(client.answer()).startsWith("HTTP/1.1 413");
    }
    try (var client = gate.open()) {
      client.send(
          "POST /json HTTP/1.1\nContent-Type: application/json\nTransfer-Encoding: chunked\n\n");
      client.send(Integer.toHexString(text.length()) + "\n" + text + "\n0\n\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 413");
    }
    try (var client = gate.open()) {
      client.send(json(3) + "\"x\"");
      assertThat(client.answer()).startsWith("HTTP/1.1 200").endsWith("\"x\"");
    }
  }

  @Test
  void a_method_can_stand_in_a_header_and_a_wrong_one_is_told_the_right_ones() throws Exception {
    try (var client = gate.open()) {
      client.send("POST /count HTTP/1.1\nX-HTTP-Method-Override: PATCH\nContent-Length: 1\n\nx");
      assertThat(client.answer()).startsWith("HTTP/1.1 200");
      client.send("POST /hello HTTP/1.1\nX-HTTP-Method-Override: GET\n\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 405").contains("Allow: GET, HEAD\r");
      client.send("DELETE /count HTTP/1.1\n\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 405").contains("Allow: PATCH, POST\r");
      client.send("OPTIONS /json HTTP/1.1\n\n");
      assertThat(client.answer())
          .startsWith("HTTP/1.1 204")
          .contains("Tus-Version: 1.0.0")
          .doesNotContain("content-length");
    }
  }

  private static String json(int length) {
    return "POST /json HTTP/1.1\nContent-Type: application/json\nContent-Length: "
        + length
        + "\n\n";
  }

  private static String told(long announced, byte[] body) {
    var sum = new CRC32();
    sum.update(body);
    return "{\"announced\":%d,\"length\":%d,\"sum\":%d}"
        .formatted(announced, body.length, sum.getValue());
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
