package io.tertulia.server.files;

import static io.tertulia.server.files.UploadsTest.assertRefused;
import static io.tertulia.server.files.UploadsTest.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tertulia.protocol.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk of two megabytes.
class FullDiskTest {
  @TempDir Path folder;
  private Path disk;
  private FilesWorld world;
  private Uploader alice;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()),
        "a small file system cannot be mounted here");
    world = new FilesWorld(disk);
    alice = world.user("alice");
  }

  @AfterEach
  void unmount() throws Exception {
    if (world != null) {
      world.close();
      run("umount", disk.toString());
    }
  }

  @Test
  void a_file_that_does_not_fit_is_refused_and_leaves_nothing() throws Exception {
    var begun = world.depot.uploads().create(alice, 4 << 20, FilesWorld.named("a"));
    assertRefused(
        () -> world.depot.uploads().append(alice, begun.id(), 0, Pieces.of(bytes(4 << 20))),
        ErrorCode.UNAVAILABLE);
    assertThat(world.left()).isEmpty();
    assertRefused(() -> world.depot.uploads().look(alice, begun.id()), ErrorCode.NOT_FOUND);
    assertRefused(
        () ->
            world
                .depot
                .uploads()
                .take(alice, Pieces.of(bytes(4 << 20)), type -> FilesWorld.named("a")),
        ErrorCode.UNAVAILABLE);
    assertThat(world.left()).isEmpty();
    var token = world.token(alice, bytes(10_000));
    assertThat(world.block(alice, token).size()).isEqualTo(10_000);
  }

  @Test
  void a_store_that_is_full_refuses_and_goes_on_when_there_is_room() throws Exception {
    Path filler = disk.resolve("filler");
    int begun = 0;
    fill(filler);
    try {
      while (begun < 10_000) {
        world.depot.uploads().create(world.app("test"), 10, FilesWorld.named("a".repeat(255)));
        begun++;
      }
    } catch (io.tertulia.protocol.command.Refusal no) {
      assertThat(no.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    }
    assertThat(begun).isLessThan(10_000);
    Files.delete(filler);
    var token = world.token(alice, bytes(10_000));
    assertThat(world.block(alice, token).size()).isEqualTo(10_000);
  }

  private static void fill(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] piece = new byte[4096];
      while (true) {
        out.write(piece);
      }
    } catch (IOException full) {
      // As it should be.
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException notThere) {
      return false;
    }
  }
}
