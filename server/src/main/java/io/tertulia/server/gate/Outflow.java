package io.tertulia.server.gate;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.DefaultFileRegion;
import io.tertulia.server.files.Content;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.function.LongConsumer;

/// Sends a file to a socket, a piece when the one before has left. Runs on the thread of the
/// request, which waits.
///
/// The kernel moves the bytes of a file on disk by itself, from its cache to the socket; but as it
/// does so on the event loop, which must not wait for a disk, this thread sees to it first that
/// they are in the cache.
final class Outflow {
  private static final int STREAM_PIECE = 64 << 10;
  private static final int DISK_PIECE = 1 << 20;

  private final Channel socket;
  private final LongConsumer left;

  /// @param left is told on the loop how many bytes have left
  Outflow(Channel socket, LongConsumer left) {
    this.socket = socket;
    this.left = left;
  }

  /// Sends all of it.
  ///
  /// @throws IOException when the client went, or the bytes could not be read
  void send(Content content) throws IOException {
    switch (content) {
      case Content.OnDisk disk -> send(disk);
      case Content.Streamed streamed -> send(streamed);
    }
  }

  private void send(Content.OnDisk disk) throws IOException {
    long end = disk.from() + disk.length();
    if (disk.file().size() < end) {
      throw new EOFException("a file is shorter than it was");
    }
    for (long at = disk.from(); at < end; at += DISK_PIECE) {
      long length = Math.min(DISK_PIECE, end - at);
      warm(disk.file(), at, length);
      write(new Region(disk.file(), at, length), length);
    }
  }

  private void send(Content.Streamed streamed) throws IOException {
    for (long rest = streamed.length(); rest > 0; ) {
      ByteBuf piece = socket.alloc().buffer((int) Math.min(STREAM_PIECE, rest));
      int length;
      try {
        length = fill(piece, streamed.stream());
      } catch (IOException | RuntimeException | Error e) {
        piece.release();
        throw e;
      }
      write(piece, length);
      rest -= length;
    }
  }

  private static int fill(ByteBuf piece, InputStream stream) throws IOException {
    while (piece.isWritable()) {
      if (piece.writeBytes(stream, piece.writableBytes()) < 0) {
        throw new EOFException("a file is shorter than it was");
      }
    }
    return piece.readableBytes();
  }

  /// Reads what is not in the kernel's cache; to ask costs no copy.
  private static void warm(FileChannel file, long from, long length) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      if (file.map(MapMode.READ_ONLY, from, length, arena).isLoaded()) {
        return;
      }
    }
    ByteBuffer thrownAway = ByteBuffer.allocate(STREAM_PIECE);
    for (long at = from; at < from + length; at += STREAM_PIECE) {
      file.read(thrownAway.clear(), at);
    }
  }

  private void write(Object piece, long length) throws IOException {
    var written = socket.writeAndFlush(piece);
    written.addListener(done -> {
      if (done.isSuccess()) {
        left.accept(length);
      }
    });
    try {
      written.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("not sent any more, as the server stops", e);
    }
    if (!written.isSuccess()) {
      throw new IOException("the client went away", written.cause());
    }
  }

  /// A part of a file that stays open behind it, for the next part.
  private static final class Region extends DefaultFileRegion {
    Region(FileChannel file, long from, long length) {
      super(file, from, length);
    }

    @Override
    protected void deallocate() {
      // Whoever opened the file closes it.
    }
  }
}
