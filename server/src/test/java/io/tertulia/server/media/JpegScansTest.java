package io.tertulia.server.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JpegScansTest {
  private static final String FRAME = "ffc00008ffd90000ffda";
  private static final String SCAN = "ffda0004ffd9 1122ff0033ffd0ff00";
  private static final String END = "ffd9";

  @TempDir private Path folder;

  @Test
  void scans_are_counted_up_to_the_end() throws IOException {
    assertThat(count(FRAME + SCAN + END)).isEqualTo(1);
    assertThat(count(FRAME + SCAN + SCAN + SCAN + END + SCAN)).isEqualTo(3);
    assertThat(count(FRAME + SCAN + "ffffff" + SCAN + END)).isEqualTo(2);
    assertThat(count(FRAME + END)).isZero();
  }

  @Test
  void what_looks_like_the_end_or_a_scan_inside_of_a_segment_is_none() throws IOException {
    String comment = "fffe000affd9ffd9ffda0000";
    assertThat(count(FRAME + comment + SCAN + comment + SCAN + END)).isEqualTo(2);
  }

  @Test
  void segments_of_any_length_at_any_place_are_skipped() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(bytes(FRAME));
    for (int length = 2; length < 65_536; length += 997) {
      byte[] comment = new byte[length + 2];
      comment[0] = -1;
      comment[1] = (byte) 0xfe;
      comment[2] = (byte) (length >> 8);
      comment[3] = (byte) length;
      if (length > 3) {
        comment[length] = -1;
        comment[length + 1] = (byte) 0xd9;
      }
      bytes.write(comment);
      bytes.write(bytes(SCAN));
    }
    bytes.write(bytes(END + SCAN));
    assertThat(count(bytes.toByteArray())).isEqualTo(66);
  }

  @Test
  void a_file_that_ends_anywhere_is_counted_to_there() throws IOException {
    byte[] all = bytes(FRAME + SCAN + SCAN + END);
    for (int length = 0; length < all.length; length++) {
      assertThat(count(Arrays.copyOf(all, length))).isBetween(0, 2);
    }
    assertThat(count(FRAME + "ffda0000" + "fffe0001" + SCAN + END)).isEqualTo(2);
  }

  private int count(String hex) throws IOException {
    return count(bytes(hex));
  }

  private int count(byte[] bytes) throws IOException {
    Path path = Files.write(folder.resolve("a.jpg"), bytes);
    try (FileChannel file = FileChannel.open(path)) {
      return JpegScans.count(file, 0);
    }
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
