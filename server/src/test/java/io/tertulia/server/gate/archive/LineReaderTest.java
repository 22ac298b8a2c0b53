package io.tertulia.server.gate.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.server.gate.http.Body;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  @Test
  void what_was_zipped_apart_and_put_together_is_read_to_its_end() throws Exception {
    byte[] first = zip("a\nb\n");
    byte[] second = zip("c\n");
    assertThat(lines(first, second, zip("d"))).containsExactly("a", "b", "c", "d");
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    for (int cut = 1; cut < joined.length; cut++) {
      assertThat(lines(Arrays.copyOf(joined, cut), Arrays.copyOfRange(joined, cut, joined.length)))
          .containsExactly("a", "b", "c");
    }
  }

  @Test
  void a_zipped_stream_that_ends_too_soon_is_broken() throws Exception {
    byte[] whole = zip("a\nb\n");
    for (int cut = 2; cut < whole.length; cut++) {
      byte[] part = Arrays.copyOf(whole, cut);
      assertThatThrownBy(() -> lines(part))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("broken (expected: a whole gzip stream)");
    }
  }

  private static List<String> lines(byte[]... pieces) throws IOException {
    LineReader reader = new LineReader(new Pieces(pieces));
    List<String> lines = new ArrayList<>();
    for (byte[] line = reader.next(); line != null; line = reader.next()) {
      lines.add(new String(line, StandardCharsets.UTF_8));
    }
    return lines;
  }

  private static byte[] zip(String text) throws IOException {
    var zipped = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(zipped)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return zipped.toByteArray();
  }

  /// A body whose pieces come one by one.
  private static final class Pieces implements Body {
    private final Queue<byte[]> pieces;

    Pieces(byte[]... pieces) {
      this.pieces = new ArrayDeque<>(List.of(pieces));
    }

    @Override
    public long announced() {
      return -1;
    }

    @Override
    public @Nullable ByteBuffer next() {
      byte[] piece = pieces.poll();
      return piece == null ? null : ByteBuffer.wrap(piece);
    }

    @Override
    public void stop() {
      // Nobody waits.
    }
  }
}
