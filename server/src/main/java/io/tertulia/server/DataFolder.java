package io.tertulia.server;

import io.tertulia.server.identity.AdminKey;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The folder that a server owns while it runs: nobody else may write in it.
public final class DataFolder implements AutoCloseable {
  private static final String LOCK = "tertulia.lock";
  private static final String STORE = "tertulia.db";
  private static final String ADMIN_KEY = "admin.key";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// Takes the folder, and creates it when missing.
  ///
  /// @throws IOException when another server holds it, and then names that, or it cannot be created
  static DataFolder open(Path path) throws IOException {
    Files.createDirectories(path);
    Path file = path.resolve(LOCK);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new IOException(
          "data folder "
              + path
              + ": held by process "
              + holder(file).getFirst()
              + " (stop it, or take another folder with --data)");
    }
    channel.truncate(0);
    write(channel, Long.toString(ProcessHandle.current().pid()));
    return new DataFolder(path, channel);
  }

  /// Where the server is reached that holds a folder now.
  ///
  /// @return empty when no server holds it
  /// @throws IOException when one does that is not ready yet; its message is for people
  public static Optional<URI> server(Path path) throws IOException {
    Path file = path.resolve(LOCK);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (tryLock(channel) != null) {
        return Optional.empty();
      }
    }
    List<String> holder = holder(file);
    if (holder.size() < 2) {
      throw new IOException(
          "data folder %s: process %s, which holds it, is not ready (try again)"
              .formatted(path, holder.getFirst()));
    }
    return Optional.of(URI.create(holder.get(1)));
  }

  /// The store in a folder.
  public static Path store(Path folder) {
    return folder.resolve(STORE);
  }

  Path store() {
    return store(path);
  }

  /// Where the admin key of the server is kept that owns a folder.
  public static Path adminKey(Path folder) {
    return folder.resolve(ADMIN_KEY);
  }

  /// The admin key: the one of the settings, or the folder's own, made when it is missing, in a
  /// file that nobody else may read.
  ///
  /// @param chosen empty for the folder's own
  /// @throws IOException when it cannot be read or written, or is none
  AdminKey adminKey(String chosen, RandomGenerator random) throws IOException {
    Path file = adminKey(path);
    try {
      if (!chosen.isEmpty()) {
        return AdminKey.parse(chosen);
      }
      if (Files.exists(file)) {
        return AdminKey.parse(Files.readString(file, StandardCharsets.US_ASCII).strip());
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
    AdminKey made = AdminKey.of(random);
    try {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (UnsupportedOperationException e) {
      // A file system without such permissions: who may open the folder is all that counts.
      Files.createFile(file);
    }
    Files.writeString(file, made.reveal() + "\n", StandardCharsets.US_ASCII);
    return made;
  }

  /// For files whose uploads are not complete.
  Path uploads() {
    return path.resolve("uploads");
  }

  /// For files, unless they are kept elsewhere.
  Path files() {
    return path.resolve("files");
  }

  /// Says in the folder where the server is reached, now that it is ready.
  void announce(URI uri) throws IOException {
    write(lock, uri.toString());
  }

  /// Gives the folder back.
  @Override
  public void close() throws IOException {
    lock.close();
  }

  /// What the holder wrote: its process, and then where it is reached.
  private static List<String> holder(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
    return lines.isEmpty() ? List.of("unknown") : lines;
  }

  private static void write(FileChannel channel, String line) throws IOException {
    channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII)));
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // This very process holds it, as in a test.
      return null;
    }
  }
}
