package io.tertulia.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.server.files.Content;
import io.tertulia.server.files.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What everybody may expect of every vault.
abstract class VaultContract {
  /// More than three parts, where there are parts.
  private static final int LARGE = (17 << 20) + 7;

  @TempDir Path staging;

  /// The vault; the same for all tests of a class.
  abstract Vault vault() throws IOException;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 70_000, LARGE})
  void what_was_put_is_opened_and_its_file_is_gone(int size) throws IOException {
    byte[] bytes = bytes(size);
    String name = name();
    Path file = staged(bytes);

    vault().put(name, file);

    assertThat(file).doesNotExist();
    same(read(name, 0, size), bytes);
    same(read(name, 0, Long.MAX_VALUE), bytes);
  }

  @Test
  void a_part_begins_and_ends_where_it_was_asked_for() throws IOException {
    byte[] bytes = bytes(1_000);
    String name = put(bytes);

    same(read(name, 10, 20), Arrays.copyOfRange(bytes, 10, 30));
    same(read(name, 999, 1), Arrays.copyOfRange(bytes, 999, 1_000));
    same(read(name, 990, 100), Arrays.copyOfRange(bytes, 990, 1_000));
    same(read(name, 990, Long.MAX_VALUE), Arrays.copyOfRange(bytes, 990, 1_000));
    same(read(name, 5, 0), new byte[0]);
    same(read(name, 1_000, 10), new byte[0]);
  }

  @Test
  void a_part_of_a_large_file_goes_over_what_it_came_in() throws IOException {
    byte[] bytes = bytes(LARGE);
    String name = put(bytes);
    int border = 5 << 20;

    same(read(name, border - 3, 6), Arrays.copyOfRange(bytes, border - 3, border + 3));
    same(read(name, LARGE - 4, 10), Arrays.copyOfRange(bytes, LARGE - 4, LARGE));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_000, LARGE})
  void the_same_bytes_put_again_change_nothing(int size) throws IOException {
    byte[] bytes = bytes(size);
    String name = put(bytes);
    Path again = staged(bytes);

    vault().put(name, again);

    assertThat(again).doesNotExist();
    same(read(name, 0, size), bytes);
  }

  @Test
  void bytes_that_nobody_put_are_missing() {
    missing(name());
  }

  @Test
  void deleted_bytes_are_missing_and_can_be_deleted_again() throws IOException {
    String name = put(bytes(100));

    vault().delete(name);
    missing(name);
    vault().delete(name);
    missing(name);
    vault().delete(name());
  }

  @Test
  void deleted_bytes_can_come_back() throws IOException {
    byte[] bytes = bytes(100);
    String name = put(bytes);
    vault().delete(name);

    vault().put(name, staged(bytes));

    same(read(name, 0, 100), bytes);
  }

  @Test
  void all_names_that_are_allowed_are_different() throws IOException {
    String long64 = (name() + name()).substring(0, 64);
    String one = name();
    List<String> names =
        List.of(
            "A",
            "a",
            "-",
            "_",
            "-a",
            "a.",
            "a..b",
            "a.small",
            "a.large",
            "CON",
            "0",
            long64,
            one,
            one + ".small",
            one.toUpperCase(Locale.ROOT) + ".S");
    for (String name : names) {
      vault().put(name, staged(name.getBytes(UTF_8)));
    }
    for (String name : names) {
      assertThat(new String(read(name, 0, 100), UTF_8)).isEqualTo(name);
    }
    vault().delete("a");
    missing("a");
    assertThat(read("a.small", 0, 100)).hasSize(7);
    for (String name : names) {
      vault().delete(name);
    }
  }

  @Test
  void a_file_that_is_not_there_leaves_nothing() {
    String name = name();

    assertThatThrownBy(() -> vault().put(name, staging.resolve("none")))
        .isInstanceOf(IOException.class);

    missing(name);
  }

  @Test
  void nobody_sees_half_of_a_file() throws Exception {
    byte[] bytes = bytes(LARGE);
    String name = name();
    Path file = staged(bytes);
    var over = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var looked =
          threads.submit(() -> {
            int whole = 0;
            while (!over.get() || whole == 0) {
              try {
                assertThat(length(name)).isEqualTo(LARGE);
                whole++;
              } catch (NoSuchFileException e) {
                assertThat(whole).isZero();
              }
            }
            return whole;
          });
      vault().put(name, file);
      over.set(true);
      assertThat(looked.get()).isPositive();
    }
  }

  @Test
  void many_may_put_open_and_delete_at_once() throws Exception {
    byte[] common = bytes(200_000);
    String name = name();
    List<Path> files = IntStream.range(0, 8).mapToObj(_ -> stagedUnchecked(common)).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> all = files.stream().map(file -> task(name, file, common)).toList();
      for (var done : threads.invokeAll(all)) {
        done.get();
      }
    }
    same(read(name, 0, common.length), common);
  }

  @Test
  void whoever_goes_away_in_the_middle_leaves_nothing_open() throws IOException {
    byte[] bytes = bytes(LARGE);
    String name = put(bytes);
    // More than any vault keeps open at a time.
    for (int i = 0; i < 50; i++) {
      try (Content content = vault().open(name, i, LARGE)) {
        if (content instanceof Content.Streamed streamed) {
          assertThat(streamed.stream().read()).isEqualTo(bytes[i] & 0xff);
        }
      }
    }
    same(read(name, 0, LARGE), bytes);
  }

  private Callable<Void> task(String common, Path file, byte[] bytes) {
    return () -> {
      vault().put(common, file);
      same(read(common, 0, bytes.length), bytes);
      byte[] mine = bytes(30_000);
      String name = put(mine);
      same(read(name, 0, mine.length), mine);
      vault().delete(name);
      missing(name);
      return null;
    };
  }

  private void missing(String name) {
    assertThatThrownBy(() -> vault().open(name, 0, 10)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> vault().open(name, 0, 0)).isInstanceOf(NoSuchFileException.class);
  }

  private String put(byte[] bytes) throws IOException {
    String name = name();
    vault().put(name, staged(bytes));
    return name;
  }

  private long length(String name) throws IOException {
    try (Content content = vault().open(name, 0, Long.MAX_VALUE)) {
      return content.length();
    }
  }

  private byte[] read(String name, long from, long length) throws IOException {
    return read(vault(), name, from, length);
  }

  /// All that a vault gives when it is asked for a part.
  static byte[] read(Vault vault, String name, long from, long length) throws IOException {
    try (Content content = vault.open(name, from, length)) {
      byte[] bytes =
          switch (content) {
            case Content.Streamed streamed -> streamed.stream().readAllBytes();
            case Content.OnDisk disk -> onDisk(disk);
          };
      assertThat(content.length()).isEqualTo(bytes.length);
      return bytes;
    }
  }

  private static byte[] onDisk(Content.OnDisk disk) throws IOException {
    var bytes = ByteBuffer.allocate((int) disk.length());
    while (bytes.hasRemaining() && disk.file().read(bytes, disk.from() + bytes.position()) >= 0) {}
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  Path staged(byte[] bytes) throws IOException {
    return Files.write(staging.resolve(name()), bytes);
  }

  private Path stagedUnchecked(byte[] bytes) {
    try {
      return staged(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Like AssertJ, but quiet about millions of bytes.
  static void same(byte[] found, byte[] expected) {
    assertThat(found.length).isEqualTo(expected.length);
    assertThat(Arrays.mismatch(found, expected)).isEqualTo(-1);
  }

  static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  static String name() {
    UUID id = UUID.randomUUID();
    return HexFormat.of().toHexDigits(id.getMostSignificantBits())
        + HexFormat.of().toHexDigits(id.getLeastSignificantBits());
  }
}
