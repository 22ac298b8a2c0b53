package io.tertulia.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tertulia.server.files.FolderVault;
import io.tertulia.server.files.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderVaultTest extends VaultContract {
  private static final Path OTHER_DISK = Path.of("/dev/shm");

  @TempDir static Path folder;
  private static Vault vault;

  @BeforeAll
  static void open() throws IOException {
    vault = FolderVault.open(folder.resolve("deep/down"));
  }

  @Override
  Vault vault() {
    return vault;
  }

  @Test
  void what_a_crash_left_half_is_removed() throws IOException {
    Path other = folder.resolve("other");
    Vault first = FolderVault.open(other);
    first.put("whole", staged(bytes(10)));
    Files.write(other.resolve(".half-1"), bytes(10));

    Vault second = FolderVault.open(other);

    assertThat(other.resolve(".half-1")).doesNotExist();
    same(read(second, "whole", 0, 10), bytes(10));
  }

  @Test
  void files_come_from_another_disk_too() throws IOException {
    assumeTrue(Files.isWritable(OTHER_DISK), "there is no " + OTHER_DISK);
    assumeTrue(
        !Files.getFileStore(OTHER_DISK).equals(Files.getFileStore(folder)),
        OTHER_DISK + " is on the same disk as " + folder);
    Path file = Files.write(Files.createTempFile(OTHER_DISK, "tertulia", ""), bytes(100_000));

    vault.put("from-afar", file);

    assertThat(file).doesNotExist();
    same(read(vault, "from-afar", 0, 100_000), bytes(100_000));
    try (var inside = Files.list(folder.resolve("deep/down"))) {
      assertThat(inside.filter(f -> f.getFileName().toString().startsWith("."))).isEmpty();
    }
  }
}
