package io.tertulia.cli.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
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
    try (HistoryFile file = HistoryFile.open(write(zipped), read::addAndGet)) {
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
        .hasMessage(endless + ":2: a line of more than 1048576 bytes (expected: at most that)");
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> HistoryFile.open(missing, count -> {}))
        .hasMessage(missing + ": no such file");
  }

  @Test
  void the_bar_shows_percent_pace_and_what_is_left() {
    assertThat(Progress.bar(50, 100, 3_000, Duration.ofSeconds(2)))
        .isEqualTo("[###############---------------]  50 %  1,500 messages/s  2 s left");
    assertThat(Progress.bar(10, 100, 10, Duration.ofSeconds(10)))
        .isEqualTo("[###---------------------------]  10 %  1 messages/s  1:30 min left");
  }

  private static List<String> lines(Path path) throws IOException, BadLineException {
    List<String> lines = new ArrayList<>();
    try (HistoryFile file = HistoryFile.open(path, count -> {})) {
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
