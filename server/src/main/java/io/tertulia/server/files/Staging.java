package io.tertulia.server.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The folder in which files are until all their bytes are here and in the vault: always on this
/// machine, so that a cut loses nothing.
final class Staging {
  private static final int PIECE = 64 << 10;

  private final Path folder;

  private Staging(Path folder) {
    this.folder = folder;
  }

  /// Opens the folder, and creates it when missing.
  static Staging open(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new Staging(folder);
  }

  Path path(String id) {
    return folder.resolve(id);
  }

  /// Begins an empty file.
  void create(String id) throws IOException {
    Files.createFile(path(id));
    force(folder, StandardOpenOption.READ);
  }

  /// How many bytes of a file are here.
  ///
  /// @throws NoSuchFileException when there is none
  long size(String id) throws IOException {
    return Files.size(path(id));
  }

  boolean has(String id) {
    return Files.exists(path(id));
  }

  /// Opens a file that was begun, behind its last byte.
  FileChannel append(String id) throws IOException {
    return FileChannel.open(path(id), StandardOpenOption.APPEND);
  }

  /// Adds the bytes of a file, from its beginning, to a digest.
  void digest(String id, MessageDigest digest) throws IOException {
    try (InputStream in = Files.newInputStream(path(id))) {
      byte[] piece = new byte[PIECE];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        digest.update(ByteBuffer.wrap(piece, 0, read));
      }
    }
  }

  void delete(String id) throws IOException {
    Files.deleteIfExists(path(id));
  }

  /// Deletes the files that belong to nobody.
  void deleteUnless(Predicate<String> needed) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path file : (Iterable<Path>) inside::iterator) {
        if (Files.isRegularFile(file) && !needed.test(file.getFileName().toString())) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /// Returns when a file, or the names in a folder, are on disk.
  static void force(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }
}
