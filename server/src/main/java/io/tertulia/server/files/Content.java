package io.tertulia.server.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;

/// A part of a file that is kept, open for reading.
public sealed interface Content extends Closeable {

  /// How many bytes.
  long length();

  /// A part of a file on this machine's disk, which the kernel can send by itself.
  record OnDisk(FileChannel file, long from, long length) implements Content {
    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /// Bytes that come from elsewhere.
  record Streamed(InputStream stream, long length) implements Content {
    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
