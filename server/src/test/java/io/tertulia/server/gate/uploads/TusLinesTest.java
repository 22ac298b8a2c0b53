package io.tertulia.server.gate.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import io.tertulia.server.TestServer;
import io.tertulia.server.TestServer.TestClock;
import io.tertulia.server.gate.uploads.Wire.Answer;
import io.tertulia.server.identity.Apps.NewApp;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Uploads over lines that break, stall and overtake each other, on a server of their own.
class TusLinesTest {
  private static final int SIZE = 1_000_000;

  @TempDir private Path data;
  private final TestClock clock = new TestClock();
  private Server server;
  private NewApp app;
  private byte[] bytes;

  @BeforeEach
  void start() throws Exception {
    server =
        Server.start(ServerConfig.DEFAULT.at("127.0.0.1", 0).in(data), clock, new SecureRandom());
    app = TestServer.app(server);
    bytes = new byte[SIZE];
    new SplittableRandom(7).nextBytes(bytes);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void what_came_before_a_line_broke_is_kept() throws Exception {
    String one = begin();
    Socket line = wire().part(0, Arrays.copyOf(bytes, 300_000)).open("PATCH", one, SIZE);
    awaitBytes(300_000);
    line.close();
    assertThat(offset(one)).isEqualTo(300_000);
    assertWhole(wire().part(300_000, Arrays.copyOfRange(bytes, 300_000, SIZE)).ask("PATCH", one));
  }

  @Test
  void a_look_takes_an_upload_over_from_a_line_that_stalls() throws Exception {
    String one = begin();
    try (Socket line = wire().part(0, Arrays.copyOf(bytes, 200_000)).open("PATCH", one, SIZE)) {
      awaitBytes(200_000);
      assertThat(offset(one)).isEqualTo(200_000);
      line.getInputStream().readAllBytes();
      assertThat(offset(one)).isEqualTo(200_000);
    }
    assertWhole(wire().part(200_000, Arrays.copyOfRange(bytes, 200_000, SIZE)).ask("PATCH", one));
  }

  @Test
  void bytes_take_an_upload_over_too() throws Exception {
    String one = begin();
    try (Socket line = wire().part(0, Arrays.copyOf(bytes, 200_000)).open("PATCH", one, SIZE)) {
      awaitBytes(200_000);
      assertWhole(wire().part(200_000, Arrays.copyOfRange(bytes, 200_000, SIZE)).ask("PATCH", one));
      line.getInputStream().readAllBytes();
    }
  }

  @Test
  void giving_up_takes_an_upload_over_and_leaves_nothing() throws Exception {
    String one = begin();
    try (Socket line = wire().part(0, Arrays.copyOf(bytes, 200_000)).open("PATCH", one, SIZE)) {
      awaitBytes(200_000);
      assertThat(wire().ask("DELETE", one).status()).isEqualTo(204);
      line.getInputStream().readAllBytes();
    }
    assertThat(wire().ask("HEAD", one).status()).isEqualTo(404);
    try (Stream<Path> staged = Files.list(data.resolve("uploads"))) {
      assertThat(staged).isEmpty();
    }
  }

  @RepeatedTest(3)
  void an_upload_that_is_cut_twenty_times_is_whole_and_little_is_sent_twice() throws Exception {
    String one = begin();
    for (int cut = 0; cut < 20; cut++) {
      int at = (int) offset(one);
      int until = Math.min(SIZE - 1, at + ThreadLocalRandom.current().nextInt(1, SIZE / 10));
      Socket line =
          wire().part(at, Arrays.copyOfRange(bytes, at, until)).open("PATCH", one, SIZE - at);
      if (cut % 2 == 0) {
        line.setSoLinger(true, 0);
      }
      line.close();
    }
    assertWhole(finish(one));
  }

  @Test
  void two_who_bring_the_same_bytes_complete_it_once() throws Exception {
    String one = begin();
    var answers = new java.util.concurrent.ConcurrentLinkedQueue<Integer>();
    Thread[] both = new Thread[2];
    for (int i = 0; i < both.length; i++) {
      both[i] =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  answers.add(wire().part(0, bytes).ask("PATCH", one).status());
                } catch (IOException | AssertionError e) {
                  answers.add(0);
                }
              });
    }
    for (Thread each : both) {
      each.join();
    }
    assertThat(answers).isNotEmpty();
    assertWhole(finish(one));
  }

  @Test
  void an_upload_is_over_after_a_day() throws Exception {
    String one = begin();
    Answer told = wire().ask("HEAD", one);
    assertThat(told.header("Upload-Expires")).isEqualTo("Mon, 23 Nov 2026 12:00:00 GMT");
    clock.advance(Duration.ofHours(24));
    assertThat(wire().ask("HEAD", one).status()).isEqualTo(404);
    assertThat(wire().part(0, bytes).ask("PATCH", one).status()).isEqualTo(404);
  }

  @Test
  void uploads_are_counted() throws Exception {
    String one = begin();
    wire().part(5, bytes).ask("PATCH", one);
    assertWhole(wire().part(0, bytes).ask("PATCH", one));
    await("tertulia_download_bytes_total", SIZE);
    String counters = server.counters().text();
    assertThat(counters)
        .contains("tertulia_uploads_begun_total 1\n")
        .contains("tertulia_uploads_completed_total 1\n")
        .contains("tertulia_upload_bytes_total " + SIZE + "\n")
        .contains("tertulia_download_bytes_total " + SIZE + "\n")
        .contains("tertulia_uploads_refused_total{code=\"INVALID_ARGUMENT\"} 1\n");
  }

  /// Brings what is missing; again from where it is when a line that was given up was slower than
  /// the look, as clients of tus do.
  private Answer finish(String path) throws IOException {
    Answer done;
    do {
      int at = (int) offset(path);
      done = wire().part(at, Arrays.copyOfRange(bytes, at, SIZE)).ask("PATCH", path);
    } while (done.status() == 409);
    return done;
  }

  private String begin() throws IOException {
    Answer begun =
        wire()
            .metadata("tea.bin", "file")
            .with("Upload-Length", Integer.toString(SIZE))
            .ask("POST", "/v1/" + app.app().id() + "/uploads");
    assertThat(begun.status()).isEqualTo(201);
    return begun.header("Location");
  }

  private long offset(String path) throws IOException {
    Answer told = wire().ask("HEAD", path);
    assertThat(told.status()).isEqualTo(200);
    return Long.parseLong(told.header("Upload-Offset"));
  }

  private void assertWhole(Answer done) throws IOException {
    assertThat(done.status()).isEqualTo(204);
    assertThat(done.header("Upload-Offset")).isEqualTo(Integer.toString(SIZE));
    String token = done.header("Tertulia-File-Token");
    Fields told =
        new Wire(server)
            .bearer(app.key().reveal())
            .ask("GET", "/v1/" + app.app().id() + "/files/" + token)
            .json();
    assertThat(Wire.bytes(told.text("url"))).isEqualTo(bytes);
  }

  /// Waits until the server has taken so many bytes.
  private void awaitBytes(long count) {
    await("tertulia_upload_bytes_total", count);
  }

  private void await(String name, long count) {
    LongAdder counter = server.counters().counter(name);
    while (counter.sum() < count) {
      Thread.onSpinWait();
    }
  }

  private Wire wire() {
    return new Wire(server).tus().bearer(app.key().reveal());
  }
}
