package io.tertulia.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The folder that a server owns while it runs: nobody else may write in it.
public final class DataFolder implements AutoCloseable {
  private static final String LOCK = "tertulia.lock";
  private static final String STORE = "tertulia.db";

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
              + Files.readString(file).strip()
              + " (stop it, or take another folder with --data)");
    }
    channel.truncate(0);
    String holder = ProcessHandle.current().pid() + "\n";
    channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)));
    return new DataFolder(path, channel);
  }

  /// The store in a folder.
  public static Path store(Path folder) {
    return folder.resolve(STORE);
  }

  Path store() {
    return store(path);
  }

  /// Gives the folder back.
  @Override
  public void close() throws IOException {
    lock.close();
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
