package io.tertulia.server.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.content.PreviewSize;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real files with something wrong in them, by chance. More of them, or another seed:
/// `-DargLine='-Dtertulia.mutations=20000 -Dtertulia.seed=7'`.
class MutationTest {
  private static final Path FILES = Path.of("src/test/resources/media");
  private static final int MUTATIONS = Integer.getInteger("tertulia.mutations", 400);
  private static final long SEED = Long.getLong("tertulia.seed", 1);
  private static final byte[] EDGES = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff};

  @Test
  void whatever_is_wrong_with_a_file_it_has_a_type(@TempDir Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(FILES)) {
      files = all.filter(f -> !f.endsWith("empty.bin")).sorted().toList();
    }
    Path mutant = folder.resolve("mutant");
    for (int i = 0; i < MUTATIONS; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      Path file = files.get(random.nextInt(files.size()));
      Files.write(mutant, mutate(Files.readAllBytes(file), random));
      String what = "seed " + (SEED + i) + " of " + file.getFileName();
      try {
        look(mutant, what, folder);
      } catch (IOException | RuntimeException | Error e) {
        throw new AssertionError(what, e);
      }
    }
  }

  private static void look(Path mutant, String what, Path folder) throws IOException {
    MediaFacts facts = MediaInspector.look(mutant);
    assertThat(facts.mediaType()).as(what).contains("/");
    assertThat(facts.width() == null || facts.width() > 0).as(what).isTrue();
    assertThat(facts.height() == null || facts.height() > 0).as(what).isTrue();
    assertThat(facts.duration() == null || facts.duration().isPositive()).as(what).isTrue();
    try (FileChannel file = FileChannel.open(mutant)) {
      Previews.make(
          file, facts.mediaType(), 1_000_000, Map.of(PreviewSize.SMALL, folder.resolve("preview")));
    }
  }

  private static byte[] mutate(byte[] original, SplittableRandom random) {
    byte[] bytes = original.clone();
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      // Half of them near the beginning, where headers are.
      int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(256, bytes.length));
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] = EDGES[random.nextInt(EDGES.length)];
        case 2 -> Arrays.fill(bytes, at, Math.min(at + 4, bytes.length), (byte) random.nextInt());
        default -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(64), bytes.length - Math.max(from, at));
          System.arraycopy(original, from, bytes, at, length);
        }
      }
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1) : bytes;
  }
}
