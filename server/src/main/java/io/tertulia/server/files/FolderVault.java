package io.tertulia.server.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.stream.Stream;

/// A vault in a folder: a file for each name. Bytes come in by a rename, after they are on disk;
/// the folder is on disk after that.
public final class FolderVault implements Vault {
  private static final String HALF = ".half-";

  private final Path folder;

  private FolderVault(Path folder) {
    this.folder = folder;
  }

  /// Opens the vault, creates the folder when missing, and removes what a crash left half.
  public static FolderVault open(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path file : inside.filter(FolderVault::isHalf).toList()) {
        Files.deleteIfExists(file);
      }
    }
    return new FolderVault(folder);
  }

  @Override
  public void put(String name, Path file) throws IOException {
    Staging.force(file, StandardOpenOption.WRITE);
    try {
      move(file, folder.resolve(name));
    } catch (AtomicMoveNotSupportedException e) {
      copy(file, folder.resolve(name));
    }
  }

  @Override
  public Content open(String name, long from, long length) throws IOException {
    FileChannel file = FileChannel.open(folder.resolve(name), StandardOpenOption.READ);
    try {
      return new Content.OnDisk(file, from, Math.clamp(file.size() - from, 0, length));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  private void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    Staging.force(folder, StandardOpenOption.READ);
  }

  /// The staging folder is on another disk.
  private void copy(Path from, Path to) throws IOException {
    Path half = folder.resolve(HALF + UUID.randomUUID());
    try {
      Files.copy(from, half);
      Staging.force(half, StandardOpenOption.WRITE);
      move(half, to);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(half);
      throw e;
    }
    Files.delete(from);
  }

  private static boolean isHalf(Path file) {
    return file.getFileName().toString().startsWith(HALF);
  }
}
