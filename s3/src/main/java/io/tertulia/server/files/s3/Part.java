package io.tertulia.server.files.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import software.amazon.awssdk.core.sync.RequestBody;

/// A part of a file on disk on its way up; can be read again for each try, and takes no more memory
/// however long it is.
///
/// @param length more than 0, unless the file is empty
record Part(FileChannel file, long from, long length) {
  private static final int BUFFER = 64 << 10;
  private static final String TYPE = "application/octet-stream";

  /// The part as the SDK sends it, from its beginning at each try.
  RequestBody body() {
    return RequestBody.fromContentProvider(() -> new Bytes(file, from, length), length, TYPE);
  }

  /// What the store compares the bytes that came with: MD5 in Base64. Of all checksums that S3
  /// knows it is the one that every store looks at.
  String md5() throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    byte[] buffer = new byte[BUFFER];
    try (InputStream bytes = new Bytes(file, from, length)) {
      for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return Base64.getEncoder().encodeToString(digest.digest());
  }

  /// Reads by positions, so that several can read one channel, and none needs to be closed.
  private static final class Bytes extends InputStream {
    private final FileChannel file;
    private final long end;
    private long at;

    Bytes(FileChannel file, long from, long length) {
      this.file = file;
      this.at = from;
      this.end = from + length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      } else if (at == end) {
        return -1;
      }
      int wanted = (int) Math.min(length, end - at);
      int count = file.read(ByteBuffer.wrap(target, offset, wanted), at);
      if (count < 0) {
        throw new IOException("file: " + at + " bytes (expected: " + end + ")");
      }
      at += count;
      return count;
    }
  }
}
