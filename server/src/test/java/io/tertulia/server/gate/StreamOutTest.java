package io.tertulia.server.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that go out, to clients who read as they like.
class StreamOutTest {
  private static final long LARGE = 200L << 20;

  @TempDir private static Path folder;
  private static byte[] bytes;
  private static StreamGate gate;

  @BeforeAll
  static void open() throws IOException {
    bytes = new byte[(5 << 20) + 4711];
    new Random(1).nextBytes(bytes);
    gate = new StreamGate(GateLimits.DEFAULT, Files.write(folder.resolve("file"), bytes));
  }

  @AfterAll
  static void close() {
    gate.close();
  }

  @Test
  void a_file_on_disk_comes_whole_and_the_next_request_behind_it() throws Exception {
    try (var client = gate.open()) {
      client.send("GET /file HTTP/1.1\n\nGET /hello HTTP/1.1\n\n");
      client.send("HEAD /file HTTP/1.1\n\nGET /file HTTP/1.1\nConnection: close\n\n");
      assertThat(client.body(RawHttp.length(client.head()))).isEqualTo(bytes);
      assertThat(client.answer()).contains("you");
      assertThat(client.head()).contains("content-length: " + bytes.length);
      assertThat(client.head()).contains("connection: close");
      assertThat(client.body(bytes.length)).isEqualTo(bytes);
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void a_stream_comes_whole_and_is_closed() throws Exception {
    try (var client = gate.open()) {
      for (int length : new int[] {0, 1, 64 << 10, 1_000_000}) {
        client.send("GET /stream/" + length + " HTTP/1.1\n\n");
        assertThat(client.body(RawHttp.length(client.head()))).isEqualTo(new byte[length]);
        assertThat(gate.closed.tryAcquire(15, TimeUnit.SECONDS)).isTrue();
      }
      client.send("HEAD /stream/1000 HTTP/1.1\n\n");
      assertThat(client.head()).contains("content-length: 1000");
      assertThat(gate.closed.tryAcquire(15, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void a_reader_that_stalls_is_sent_no_more_than_the_sockets_hold_and_is_ended() throws Exception {
    try (var slow = new StreamGate(impatient(), folder.resolve("file"));
        var client = RawHttp.open(slow.address(), 4096)) {
      client.send("GET /stream/" + LARGE + " HTTP/1.1\n\n");
      client.head();
      assertThat(slow.closed.tryAcquire(15, TimeUnit.SECONDS)).isTrue();
      assertThat(slow.produced.get()).isLessThan(20 << 20);
      assertThat(slow.number("tertulia_incidents_total")).isZero();
    }
  }

  @Test
  void a_reader_of_a_file_on_disk_that_stalls_is_ended_and_its_place_is_free_again()
      throws Exception {
    Path large = folder.resolve("large");
    try (var sparse = new java.io.RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(LARGE);
    }
    try (var slow = new StreamGate(with(1, 16 << 10, 500), large);
        var client = RawHttp.open(slow.address(), 4096);
        var other = slow.open()) {
      client.send("GET /file HTTP/1.1\n\n");
      client.head();
      other.send("GET /file HTTP/1.1\n\n");
      assertThat(other.answer()).startsWith("HTTP/1.1 503").contains("Retry-After: 1");
      other.send("GET /hello HTTP/1.1\n\n");
      assertThat(other.answer()).contains("you");
      while (slow.number("tertulia_transfers") > 0) {
        Thread.onSpinWait();
      }
      other.send("GET /file HTTP/1.1\n\n");
      assertThat(other.head()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void a_client_that_goes_in_mid_download_has_its_file_closed() throws Exception {
    for (boolean politely : new boolean[] {true, false}) {
      var client = gate.open();
      client.send("GET /stream/" + LARGE + " HTTP/1.1\n\n");
      client.body(100_000);
      if (politely) {
        client.close();
      } else {
        client.reset();
      }
      assertThat(gate.closed.tryAcquire(15, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(gate.number("tertulia_incidents_total")).isZero();
  }

  @Test
  void a_file_that_became_shorter_breaks_the_connection() throws Exception {
    Path file = Files.write(folder.resolve("short"), new byte[3 << 20]);
    try (var gate = new StreamGate(GateLimits.DEFAULT, file, 1);
        var client = gate.open()) {
      client.send("GET /file HTTP/1.1\n\n");
      assertThatThrownBy(client::head).isInstanceOf(EOFException.class);
      assertThat(gate.number("tertulia_incidents_total")).isEqualTo(1);
    }
  }

  @Test
  void a_body_that_drips_is_refused_and_one_that_goes_on_is_not() throws Exception {
    try (var slow = new StreamGate(with(10, 1000, 1200), folder.resolve("file"));
        var drips = slow.open();
        var goesOn = slow.open()) {
      goesOn.send("POST /count HTTP/1.1\nContent-Length: 1000000\n\n");
      drips.send("POST /count HTTP/1.1\nContent-Length: 1000000\n\n");
      int sent = 0;
      while (slow.ends.isEmpty()) {
        drips.send("x");
        goesOn.send(new byte[1000]);
        sent += 1000;
        TimeUnit.MILLISECONDS.sleep(20);
      }
      assertThat(drips.answer()).startsWith("HTTP/1.1 408").contains("too slow");
      assertThat(drips.rest()).isEmpty();
      goesOn.send(new byte[1_000_000 - sent]);
      assertThat(goesOn.answer()).startsWith("HTTP/1.1 200");
    }
  }

  private static GateLimits impatient() {
    return with(10, 16 << 10, 500);
  }

  private static GateLimits with(int transfers, int bytes, int milliseconds) {
    return StreamGate.limits(transfers, bytes, java.time.Duration.ofMillis(milliseconds));
  }
}
