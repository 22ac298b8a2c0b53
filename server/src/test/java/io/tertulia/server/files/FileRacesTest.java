package io.tertulia.server.files;

import static io.tertulia.server.files.UploadsTest.assertRefused;
import static io.tertulia.server.files.UploadsTest.bytes;
import static io.tertulia.server.files.UploadsTest.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two things at one time, and things that half happened: bytes that a vault has and denies, that
/// nobody has any more, a thread that is interrupted, a time that is over in the last moment.
class FileRacesTest {
  @TempDir Path folder;
  private HookedVault vault;
  private FilesWorld world;
  private Uploader alice;

  @BeforeEach
  void open() throws Exception {
    vault = new HookedVault(FolderVault.open(folder.resolve("files")));
    world = new FilesWorld(folder, vault, FileLimits.DEFAULT, "");
    alice = world.user("alice");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void bytes_that_the_vault_took_and_denies_are_not_kept_for_ever() throws Exception {
    vault.afterPut =
        () -> {
          throw new IOException("the answer was lost");
        };
    assertRefused(
        () ->
            world.depot.uploads().take(alice, Pieces.of(bytes(10)), type -> FilesWorld.named("a")),
        ErrorCode.UNAVAILABLE);
    assertThat(world.rows()).isZero();
    assertThat(world.left()).isEmpty();
  }

  @Test
  void a_file_whose_bytes_nobody_has_gets_no_token() throws Exception {
    vault.beforePut =
        () -> {
          throw new IOException("not now");
        };
    Upload begun = world.depot.uploads().create(alice, 10, FilesWorld.named("a"));
    assertRefused(
        () -> world.depot.uploads().append(alice, begun.id(), 0, Pieces.of(bytes(10))),
        ErrorCode.UNAVAILABLE);
    Files.delete(folder.resolve("uploads").resolve(begun.id()));
    assertRefused(() -> world.depot.uploads().look(alice, begun.id()), ErrorCode.NOT_FOUND);
    assertThat(world.rows()).isZero();
  }

  @Test
  void an_upload_that_is_interrupted_as_the_server_stops_goes_on_later() throws Exception {
    Upload begun = world.depot.uploads().create(alice, 3_000, FilesWorld.named("a"));
    Pieces pieces = Pieces.of(bytes(3_000));
    Uploads.Source interrupted =
        () -> {
          ByteBuffer piece = pieces.next();
          if (pieces.isEmpty()) {
            Thread.currentThread().interrupt();
          }
          return piece;
        };
    assertRefused(
        () -> world.depot.uploads().append(alice, begun.id(), 0, interrupted),
        ErrorCode.UNAVAILABLE);
    assertThat(Thread.interrupted()).isTrue();
    long here = world.depot.uploads().look(alice, begun.id()).offset();
    assertThat(here).isEqualTo(2_000);
    byte[] rest = Arrays.copyOfRange(bytes(3_000), 2_000, 3_000);
    Upload done = world.depot.uploads().append(alice, begun.id(), here, Pieces.of(rest));
    var file = world.depot.downloads().find(alice.app(), token(done));
    assertThat(world.bytes(file)).isEqualTo(bytes(3_000));
    assertThat(file.sha256()).isEqualTo(UploadsTest.sha256(bytes(3_000)));
  }

  @Test
  void a_file_that_is_whole_while_it_is_interrupted_is_completed_later() throws Exception {
    Upload begun = world.depot.uploads().create(alice, 10, FilesWorld.named("a"));
    Files.write(folder.resolve("uploads").resolve(begun.id()), bytes(10));
    Thread.currentThread().interrupt();
    assertRefused(() -> world.depot.uploads().look(alice, begun.id()), ErrorCode.UNAVAILABLE);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(world.depot.uploads().look(alice, begun.id()).token()).isNotNull();
  }

  @Test
  void a_file_that_is_whole_in_the_last_moment_lives_its_day() throws Exception {
    world.token(alice, bytes(10));
    Upload slow = world.depot.uploads().create(alice, 10, FilesWorld.named("slow"));
    CountDownLatch sweeping = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    vault.onDelete =
        () -> {
          sweeping.countDown();
          await(told);
        };
    CompletableFuture<?>[] swept = new CompletableFuture<?>[1];
    vault.beforePut =
        () -> {
          world.advance(Duration.ofDays(1));
          swept[0] = world.depot.sweeper().sweepNow();
          await(sweeping);
        };
    Upload done = world.depot.uploads().append(alice, slow.id(), 0, Pieces.of(bytes(10)));
    told.countDown();
    swept[0].get(30, TimeUnit.SECONDS);
    assertThat(world.block(alice, token(done)).size()).isEqualTo(10);
    assertThat(world.left()).containsExactly(slow.id());
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /// What a vault does besides.
  @FunctionalInterface
  private interface Hook {
    void run() throws IOException;
  }

  /// A vault that does something besides.
  private static final class HookedVault implements Vault {
    private final Vault vault;
    private volatile @Nullable Hook beforePut;
    private volatile @Nullable Hook afterPut;
    private volatile @Nullable Hook onDelete;

    HookedVault(Vault vault) {
      this.vault = vault;
    }

    @Override
    public void put(String name, Path file) throws IOException {
      run(beforePut);
      vault.put(name, file);
      run(afterPut);
    }

    @Override
    public Content open(String name, long from, long length) throws IOException {
      return vault.open(name, from, length);
    }

    @Override
    public void delete(String name) throws IOException {
      run(onDelete);
      vault.delete(name);
    }

    @Override
    public void close() {
      vault.close();
    }

    private static void run(@Nullable Hook hook) throws IOException {
      if (hook != null) {
        hook.run();
      }
    }
  }
}
