package io.tertulia.server.files;

import static io.tertulia.server.files.UploadsTest.assertRefused;
import static io.tertulia.server.files.UploadsTest.bytes;
import static io.tertulia.server.files.UploadsTest.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that ends at any point between the first byte and the last deletion, and one that comes
/// after it on the same folder.
class CrashTest {
  @TempDir Path folder;
  private FaultyVault vault;
  private FilesWorld world;
  private Uploader alice;

  @BeforeEach
  void open() throws Exception {
    vault = new FaultyVault(FolderVault.open(folder.resolve("files")));
    world = new FilesWorld(folder, vault, FileLimits.DEFAULT, "");
    alice = world.user("alice");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_crash_before_the_vault_has_the_bytes_loses_nothing() throws Exception {
    vault.beforePut = "crash";
    var begun = begunAndCrashed();
    assertThat(world.depot.downloads().find("test", begun.id())).isEmpty();
    reopen();
    assertThat(world.depot.downloads().find("test", begun.id())).isEmpty();
    assertComplete(begun);
  }

  @Test
  void a_crash_after_the_vault_has_the_bytes_loses_nothing() throws Exception {
    vault.afterPut = "crash";
    var begun = begunAndCrashed();
    assertThat(world.depot.downloads().find("test", begun.id())).isEmpty();
    reopen();
    assertThat(world.depot.downloads().find("test", begun.id())).isEmpty();
    assertComplete(begun);
  }

  @Test
  void a_crash_behind_the_last_byte_loses_nothing() throws Exception {
    var begun = world.depot.uploads().create(alice, 5_000, FilesWorld.named("a"));
    Files.write(folder.resolve("uploads").resolve(begun.id()), bytes(5_000));
    reopen();
    assertComplete(begun);
  }

  @Test
  void what_a_crash_left_and_nobody_continues_is_removed() throws Exception {
    vault.afterPut = "crash";
    begunAndCrashed();
    world.depot.uploads().create(alice, 5_000, FilesWorld.named("a"));
    Files.write(folder.resolve("uploads/stranger"), bytes(10));
    reopen();
    assertThat(world.left()).hasSize(2).doesNotContain("stranger");
    world.advance(Duration.ofDays(1));
    world.sweep();
    assertThat(world.left()).isEmpty();
    assertThat(world.rows()).isZero();
  }

  @Test
  void a_crash_between_upload_and_send_leaves_a_token_that_works_for_a_day() throws Exception {
    var token = world.token(alice, bytes(10));
    reopen();
    assertThat(world.block(alice, token).size()).isEqualTo(10);
    world.advance(Duration.ofDays(1));
    world.sweep();
    assertThat(world.left()).isEmpty();
  }

  @Test
  void a_removal_that_fails_is_done_again_and_nobody_finds_the_file_meanwhile() throws Exception {
    var token = world.token(alice, bytes(10));
    vault.onDelete = "crash";
    world.name(1, 1, token);
    world.name(1, 1);
    world.sweep();
    assertThat(world.left()).hasSize(1);
    assertRefused(() -> world.block(alice, token), ErrorCode.INVALID_ARGUMENT);
    reopen();
    assertRefused(() -> world.block(alice, token), ErrorCode.INVALID_ARGUMENT);
    world.advance(Duration.ofMinutes(2));
    world.sweep();
    assertThat(world.left()).isEmpty();
    assertThat(world.rows()).isZero();
  }

  @Test
  void files_that_cannot_be_removed_do_not_keep_others() throws Exception {
    for (int i = 0; i < 150; i++) {
      world.token(world.app("test"), bytes(10));
    }
    vault.onDelete = "one";
    world.advance(Duration.ofDays(1));
    world.sweep();
    assertThat(world.left()).hasSize(1);
    vault.onDelete = "";
    world.advance(Duration.ofMinutes(2));
    world.sweep();
    assertThat(world.left()).isEmpty();
  }

  @Test
  void a_vault_that_takes_nothing_now_takes_it_later() throws Exception {
    vault.beforePut = "full";
    var begun = world.depot.uploads().create(alice, 5_000, FilesWorld.named("a"));
    assertRefused(
        () -> world.depot.uploads().append(alice, begun.id(), 0, Pieces.of(bytes(5_000))),
        ErrorCode.UNAVAILABLE);
    assertRefused(() -> world.depot.uploads().look(alice, begun.id()), ErrorCode.UNAVAILABLE);
    assertRefused(
        () ->
            world.depot.uploads().take(alice, Pieces.of(bytes(10)), type -> FilesWorld.named("b")),
        ErrorCode.UNAVAILABLE);
    assertThat(world.left()).containsExactly(begun.id());
    vault.beforePut = "";
    assertComplete(begun);
  }

  private Upload begunAndCrashed() {
    var begun = world.depot.uploads().create(alice, 5_000, FilesWorld.named("a"));
    assertThatThrownBy(
            () -> world.depot.uploads().append(alice, begun.id(), 0, Pieces.of(bytes(5_000))))
        .isInstanceOf(IllegalStateException.class);
    return begun;
  }

  private void assertComplete(Upload begun) throws Exception {
    var done = world.depot.uploads().look(alice, begun.id());
    var file = world.depot.downloads().find(alice.app(), token(done));
    assertThat(world.bytes(file)).isEqualTo(bytes(5_000));
    assertThat(file.sha256()).isEqualTo(UploadsTest.sha256(bytes(5_000)));
    assertThat(world.left()).containsExactly(begun.id());
  }

  /// Ends as a crash does, nothing tidied up, and begins again.
  private void reopen() throws Exception {
    var then = world.instant();
    world.close();
    open();
    world.advance(Duration.between(world.instant(), then));
  }

  /// A vault that fails when it is told to.
  private static final class FaultyVault implements Vault {
    private final Vault vault;
    private volatile String beforePut = "";
    private volatile String afterPut = "";
    private volatile String onDelete = "";

    FaultyVault(Vault vault) {
      this.vault = vault;
    }

    @Override
    public void put(String name, Path file) throws IOException {
      fail(beforePut);
      vault.put(name, file);
      fail(afterPut);
    }

    @Override
    public Content open(String name, long from, long length) throws IOException {
      return vault.open(name, from, length);
    }

    @Override
    public void delete(String name) throws IOException {
      if (onDelete.equals("one")) {
        onDelete = name;
      }
      if (onDelete.equals("crash") || onDelete.equals(name)) {
        throw new IOException("not now");
      }
      vault.delete(name);
    }

    @Override
    public void close() {
      vault.close();
    }

    private static void fail(String how) throws IOException {
      switch (how) {
        case "crash" -> throw new IllegalStateException("crash");
        case "full" -> throw new IOException("no space left");
        default -> {}
      }
    }
  }
}
