package io.tertulia.server.gate.archive;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.archive.ArchiveLine;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An archive without the bytes of its files, on disk: written as fast as the store can be read, so
/// that its snapshot is short, and read as slowly as a client likes. Gone when it is closed.
/// Written by one thread, then read by one.
final class Spool implements Consumer<ArchiveLine>, Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final int BUFFER = 1 << 16;

  private final FileChannel file;
  private final OutputStream out;
  private long length;
  private long filesFrom = -1;
  private long filesTo;
  private long fileBytes;

  /// @param path an empty file
  Spool(Path path) throws IOException {
    this.file =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    this.out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER);
  }

  @Override
  public void accept(ArchiveLine line) {
    byte[] bytes = line.toBytes();
    try {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("not archived, as the server stops");
      }
      out.write(bytes);
      out.write('\n');
    } catch (IOException e) {
      LOG.error("the disk took no archive", e);
      throw new Refusal(ErrorCode.UNAVAILABLE, "the disk could not take the archive");
    }
    if (line instanceof ArchiveLine.File one) {
      filesFrom = filesFrom < 0 ? length : filesFrom;
      filesTo = length + bytes.length + 1;
      fileBytes += FileLines.length(one.size());
    }
    length += bytes.length + 1;
  }

  /// How long the archive is with the bytes of its files.
  long archiveLength() {
    return length + fileBytes;
  }

  /// How far the lines go that are before those of files.
  long filesFrom() {
    return Math.max(filesFrom, 0);
  }

  /// Where the lines of files end.
  long filesTo() {
    return filesTo;
  }

  /// Reads what was written, from its beginning.
  InputStream read() throws IOException {
    out.flush();
    return Channels.newInputStream(file.position(0));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
