package io.tertulia.cli.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
  private static final Sources NOTHING = new Sources(InputStream.nullInputStream());

  @TempDir Path folder;

  @Test
  void lines_come_with_their_numbers_and_blank_ones_are_passed_over() throws Exception {
    assertThat(lines(file("a\n\n \t\r\nb\r\nc"))).containsExactly("1 a", "4 b\r", "5 c");
    assertThat(lines(file(""))).isEmpty();
  }

  @Test
  void what_is_gzip_is_known_by_its_bytes_not_its_name() throws Exception {
    assertThat(lines(write(zipped("a\nb\n")))).containsExactly("1 a", "2 b");
  }

  @Test
  void the_meter_counts_the_bytes_of_the_file_as_it_is() throws Exception {
    byte[] zipped = zipped("a\n".repeat(10_000));
    AtomicLong read = new AtomicLong();
    try (HistoryFile file = HistoryFile.open(NOTHING, write(zipped), read::addAndGet)) {
      while (file.next() != null) {}
    }
    assertThat(read).hasValue(zipped.length);
  }

  @Test
  void half_a_gzip_file_is_broken_where_it_ends() throws Exception {
    byte[] zipped = zipped("a line\n".repeat(10));
    Path half = write(Arrays.copyOf(zipped, zipped.length - 12));
    assertThatThrownBy(() -> lines(half))
        .isInstanceOf(BadLineException.class)
        .hasMessageStartingWith(half + ":")
        .hasMessageEndingWith("broken (expected: a whole gzip file)");
  }

  @Test
  void a_line_without_end_is_refused_before_it_fills_the_memory() throws Exception {
    Path endless = file("x\n" + "y".repeat(HistoryFile.MAX_LINE_BYTES + 1));
    assertThatThrownBy(() -> lines(endless))
        .hasMessage(endless + ":2: a line of more than 2097152 bytes (expected: at most that)");
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> HistoryFile.open(NOTHING, missing, count -> {}))
        .hasMessage(missing + ": no such file");
  }

  @Test
  void the_bar_shows_percent_pace_and_what_is_left() {
    assertThat(Progress.bar(50, 100, 3_000, Duration.ofSeconds(2)))
        .isEqualTo("[###############---------------]  50 %  1,500 messages/s  2 s left");
    assertThat(Progress.bar(10, 100, 10, Duration.ofSeconds(10)))
        .isEqualTo("[###---------------------------]  10 %  1 messages/s  1:30 min left");
  }

  @Test
  void how_far_a_pipe_is_nobody_can_tell() {
    assertThat(Progress.bar(50, -1, 3_000, Duration.ofSeconds(2)))
        .isEqualTo("3,000 messages  1,500 messages/s");
  }

  @Test
  void a_terminal_has_a_bar_that_is_drawn_anew_and_a_log_a_line_now_and_then() {
    assertThat(shown(true)).containsPattern("\\A(\r\\[#+-+\\]  50 %.*\033\\[K){120}\r\033\\[K\\z");
    assertThat(shown(false)).containsPattern("\\A(\\[#+-+\\]  50 %.*\\R){2}\\z");
  }

  /// What a minute of it looks like.
  private static String shown(boolean terminal) {
    StringWriter out = new StringWriter();
    AtomicLong now = new AtomicLong();
    Progress progress =
        new Progress(new PrintWriter(out), terminal, () -> Instant.ofEpochMilli(now.get()), 100);
    progress.read(50);
    for (int i = 0; i < 120; i++) {
      now.addAndGet(500);
      progress.went(i);
    }
    progress.clear();
    return out.toString();
  }

  private static List<String> lines(Path path) throws IOException, BadLineException {
    List<String> lines = new ArrayList<>();
    try (HistoryFile file = HistoryFile.open(NOTHING, path, count -> {})) {
      for (byte[] line = file.next(); line != null; line = file.next()) {
        lines.add(file.place().line() + " " + new String(line, StandardCharsets.UTF_8));
      }
    }
    return lines;
  }

  private Path file(String text) throws IOException {
    return write(text.getBytes(StandardCharsets.UTF_8));
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("history"), bytes);
  }

  private static byte[] zipped(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
