package io.tertulia.files;

import static io.tertulia.files.VaultContract.bytes;
import static io.tertulia.files.VaultContract.name;
import static io.tertulia.files.VaultContract.read;
import static io.tertulia.files.VaultContract.same;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.server.files.Content;
import io.tertulia.server.files.S3Settings;
import io.tertulia.server.files.Vault;
import io.tertulia.server.files.s3.S3Vault;
import io.tertulia.testkit.Scissors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The vault in an object store, before a real one and one in trouble.
class S3VaultTest {
  private static final int LARGE = 17 << 20;
  private static ObjectStore store;

  @TempDir Path staging;

  private final List<Vault> open = new ArrayList<>();

  @BeforeAll
  static void start() {
    store = ObjectStore.shared();
  }

  @AfterEach
  void closeVaults() {
    open.forEach(Vault::close);
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class Contract extends VaultContract {
    private Vault vault;

    @BeforeAll
    void open() throws IOException {
      vault = S3VaultTest.open(store.bucket(store.uri()));
    }

    @AfterAll
    void close() {
      vault.close();
    }

    @Override
    Vault vault() {
      return vault;
    }
  }

  @Test
  void bytes_are_objects_below_the_prefix_and_the_check_leaves_none() throws IOException {
    S3Settings settings = store.bucket(store.uri());
    try (Vault vault = open(settings)) {
      assertThat(store.keys(settings)).isEmpty();
      vault.put("one", staged(10));
      vault.put("large", staged(LARGE));
      assertThat(store.keys(settings)).containsExactly("chat/large", "chat/one");
      vault.delete("one");
      vault.delete("large");
      assertThat(store.keys(settings)).isEmpty();
      assertThat(store.unfinished(settings)).isZero();
    }
  }

  @Test
  void a_connection_that_breaks_during_a_put_is_tried_again() throws IOException {
    try (Scissors scissors = Scissors.before(store.uri());
        Vault vault = open(store.bucket(scissors.uri()))) {
      for (int size : new int[] {4 << 20, LARGE}) {
        int cuts = scissors.cuts();
        String name = name();
        scissors.cutAfter(size / 2);
        vault.put(name, staged(size));
        assertThat(scissors.cuts()).isGreaterThan(cuts);
        same(read(vault, name, 0, size), bytes(size));
      }
    }
  }

  @Test
  void a_connection_that_breaks_during_a_download_is_continued() throws IOException {
    try (Scissors scissors = Scissors.before(store.uri());
        Vault vault = open(store.bucket(scissors.uri()))) {
      String name = name();
      vault.put(name, staged(LARGE));
      int cuts = scissors.cuts();
      long before = scissors.bytes();
      scissors.cutAfter(LARGE / 2);
      same(read(vault, name, 0, LARGE), bytes(LARGE));
      assertThat(scissors.cuts()).isGreaterThan(cuts);
      // Continued, not begun again: what was under way is lost, and no more.
      assertThat(scissors.bytes() - before).isLessThan(LARGE + LARGE / 3);
    }
  }

  @Test
  void whoever_goes_away_does_not_fetch_the_rest() throws IOException {
    try (Scissors scissors = Scissors.before(store.uri());
        Vault vault = open(store.bucket(scissors.uri()))) {
      String name = name();
      vault.put(name, staged(64 << 20));
      long before = scissors.bytes();
      try (Content content = vault.open(name, 0, Long.MAX_VALUE)) {
        assertThat(((Content.Streamed) content).stream().readNBytes(1_000)).hasSize(1_000);
      }
      assertThat(scissors.bytes() - before).isLessThan(32 << 20);
    }
  }

  @Test
  void a_store_that_cannot_be_reached_fails_a_put_and_keeps_its_file() throws IOException {
    String name = name();
    Path file = staged(LARGE);
    try (Scissors scissors = Scissors.before(store.uri())) {
      S3Settings settings = store.bucket(scissors.uri());
      Vault vault = kept(open(settings));
      scissors.refuse();
      scissors.cut();
      assertThatThrownBy(() -> vault.put(name, file)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> vault.open(name, 0, 1))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(NoSuchFileException.class);
      assertThatThrownBy(() -> vault.delete(name)).isInstanceOf(IOException.class);
      assertThat(file).hasSize(LARGE);
      assertThat(store.keys(settings)).isEmpty();

      scissors.heal();
      vault.put(name, file);
      same(read(vault, name, 0, LARGE), bytes(LARGE));
    }
  }

  @Test
  void a_store_that_says_nothing_is_given_up() throws IOException {
    try (Scissors scissors = Scissors.before(store.uri());
        Vault vault = open(silent(store.bucket(scissors.uri()), Duration.ofSeconds(2)))) {
      Path file = staged(1_000);
      scissors.stall();
      assertThatThrownBy(() -> vault.put(name(), file)).isInstanceOf(IOException.class);
      assertThat(file).hasSize(1_000);
      scissors.heal();
    }
  }

  @Test
  void a_store_that_is_busy_for_a_moment_is_tried_again() throws IOException {
    try (Grumbler grumbler = new Grumbler(store.uri());
        Vault vault = open(store.bucket(grumbler.uri()))) {
      for (int size : new int[] {1_000, LARGE}) {
        String name = name();
        int before = grumbler.refused();
        grumbler.refuse(503, "SlowDown", _ -> grumbler.refused() < before + 2);
        vault.put(name, staged(size));
        assertThat(grumbler.refused()).isEqualTo(before + 2);
        grumbler.refuse(500, "InternalError", _ -> grumbler.refused() < before + 4);
        same(read(vault, name, 0, size), bytes(size));
        assertThat(grumbler.refused()).isEqualTo(before + 4);
      }
    }
  }

  @Test
  void parts_of_a_put_that_fails_are_given_back() throws IOException {
    try (Grumbler grumbler = new Grumbler(store.uri())) {
      S3Settings settings = store.bucket(grumbler.uri());
      Vault vault = kept(open(settings));
      for (String step : new String[] {"partNumber=2", "POST"}) {
        String name = name();
        Path file = staged(LARGE);
        grumbler.refuse(
            500, "InternalError", line -> line.contains(step) && line.contains("uploadId="));
        assertThatThrownBy(() -> vault.put(name, file))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("500 InternalError")
            .hasMessageNotContaining(name);
        assertThat(file).hasSize(LARGE);
        assertThat(store.unfinished(settings)).isZero();
        assertThat(store.keys(settings)).isEmpty();
        assertThat(grumbler.seen()).anyMatch(line -> line.startsWith("DELETE"));
      }
    }
  }

  @Test
  void an_interrupted_put_gives_its_parts_back() throws Exception {
    try (Scissors scissors = Scissors.before(store.uri())) {
      S3Settings settings = store.bucket(scissors.uri());
      Vault vault = kept(open(settings));
      Path file = staged(LARGE);
      var failed = new CompletableFuture<Throwable>();
      long before = scissors.bytes();
      scissors.delay(Duration.ofMillis(2));
      Thread putting =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  vault.put("one", file);
                  failed.complete(null);
                } catch (Throwable e) {
                  failed.complete(e);
                }
              });
      while (scissors.bytes() - before < (6 << 20)) {
        Thread.onSpinWait();
      }
      putting.interrupt();
      assertThat(failed.get()).isInstanceOf(IOException.class);
      assertThat(store.keys(settings)).isEmpty();
      assertThat(store.unfinished(settings)).isZero();
    }
  }

  @Test
  void parts_that_were_joined_while_the_answer_was_lost_are_a_whole_file() throws IOException {
    try (Grumbler grumbler = new Grumbler(store.uri());
        Vault vault = open(store.bucket(grumbler.uri()))) {
      String name = name();
      grumbler.swallow(line -> line.startsWith("POST") && line.contains("uploadId="));
      vault.put(name, staged(LARGE));
      same(read(vault, name, 0, LARGE), bytes(LARGE));
    }
  }

  /// The vault, which is closed behind the test.
  private Vault kept(Vault vault) {
    open.add(vault);
    return vault;
  }

  private static Vault open(S3Settings settings) throws IOException {
    return S3Vault.open(settings, ObjectStore.credentials());
  }

  private static S3Settings silent(S3Settings s, Duration silence) {
    return new S3Settings(
        s.bucket(), s.region(), s.endpoint(), s.prefix(), true, s.partBytes(), 20, silence);
  }

  private Path staged(int size) throws IOException {
    return Files.write(staging.resolve(name()), bytes(size));
  }
}
