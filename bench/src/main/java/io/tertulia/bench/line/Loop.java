package io.tertulia.bench.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/// Reads and writes all lines, and does what is due. Whoever calls [#run] is its thread.
///
/// What is due within a millisecond is waited for by looking again and again, as nothing wakes a
/// selector more exactly.
public final class Loop implements AutoCloseable {
  /// More than the largest frame of the server, with what came before it.
  private static final int SPACE = 4 << 20;

  private static final long LONGEST_WAIT = 20;

  private final Selector selector;
  private final byte[] read = new byte[SPACE];
  private final ByteBuffer space = ByteBuffer.wrap(read);
  private final ArrayDeque<Line> toFlush = new ArrayDeque<>();
  private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::at));
  private long bytes;

  public Loop() {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Due(long at, Runnable task) {}

  /// Does something at a time of [System#nanoTime].
  public void at(long nanos, Runnable task) {
    due.add(new Due(nanos, task));
  }

  /// Bytes that all lines read until now.
  public long bytes() {
    return bytes;
  }

  SelectionKey register(SocketChannel channel, Line line) throws IOException {
    return channel.register(selector, SelectionKey.OP_CONNECT, line);
  }

  void flushLater(Line line) {
    if (!line.waitsForFlush) {
      line.waitsForFlush = true;
      toFlush.add(line);
    }
  }

  void count(int read) {
    bytes += read;
  }

  void checkRoom(int needed) {
    if (needed > SPACE / 2) {
      throw new IllegalStateException(
          "frame: " + needed + " (expected: at most " + SPACE / 2 + ")");
    }
  }

  /// Goes on for some time.
  public void run(Duration time) {
    var _ = runUntil(() -> false, time);
  }

  /// Goes on until something is so.
  ///
  /// @return false when it was not so within that time
  public boolean runUntil(BooleanSupplier so, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    flush();
    while (!so.getAsBoolean()) {
      long now = System.nanoTime();
      if (now - end >= 0) {
        return false;
      }
      while (!due.isEmpty() && due.element().at() - now <= 0) {
        due.remove().task().run();
      }
      flush();
      turn(due.isEmpty() ? end : Math.min(end, due.element().at()));
    }
    return true;
  }

  /// Like [#runUntil], for what has to become so.
  ///
  /// @throws IllegalStateException when it did not
  public void await(String what, BooleanSupplier so, Duration patience) {
    if (!runUntil(so, patience)) {
      throw new IllegalStateException("waited " + patience.toSeconds() + " s for " + what);
    }
  }

  private void turn(long until) {
    long wait = Math.clamp((until - System.nanoTime()) / 1_000_000, 0, LONGEST_WAIT);
    try {
      if (wait == 0) {
        selector.selectNow(this::ready);
      } else {
        selector.select(this::ready, wait);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    flush();
  }

  private void ready(SelectionKey key) {
    Line line = (Line) key.attachment();
    try {
      if (key.isValid() && key.isConnectable()) {
        line.finishConnect();
        return;
      }
      if (key.isValid() && key.isWritable()) {
        line.flush();
      }
      if (key.isValid() && key.isReadable()) {
        line.read(space, read);
      }
    } catch (IOException e) {
      line.fail(String.valueOf(e.getMessage()));
    }
  }

  private void flush() {
    for (Line line = toFlush.poll(); line != null; line = toFlush.poll()) {
      line.waitsForFlush = false;
      try {
        line.flush();
      } catch (IOException e) {
        line.fail(String.valueOf(e.getMessage()));
      }
    }
  }

  /// Drops all lines, and forgets what is due.
  public void clear() {
    for (SelectionKey key : selector.keys()) {
      ((Line) key.attachment()).drop();
    }
    due.clear();
    try {
      // A socket is closed when its selector has seen that it is to be.
      selector.selectNow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    clear();
    try {
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
