package io.tertulia.server.gate.http;

import io.tertulia.server.files.Content;

/// What a reply carries behind its head.
public sealed interface ReplyBody {
  /// Nothing.
  ReplyBody NONE = new Bytes(new byte[0]);

  /// How many bytes.
  long length();

  /// Bytes that are there.
  ///
  /// @param bytes shared, not to be changed
  @SuppressWarnings("ArrayRecordComponent")
  record Bytes(byte[] bytes) implements ReplyBody {
    @Override
    public long length() {
      return bytes.length;
    }
  }

  /// A part of a file, sent no faster than the client reads, and closed behind it in any case. For
  /// routes that stream only.
  record Kept(Content content) implements ReplyBody {
    @Override
    public long length() {
      return content.length();
    }
  }

  /// Bytes that are only counted, as `HEAD` asks for.
  record Counted(long length) implements ReplyBody {}
}
