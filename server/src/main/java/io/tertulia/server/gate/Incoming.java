package io.tertulia.server.gate;

import io.netty.buffer.ByteBuf;
import io.tertulia.server.gate.http.Body;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A body between the event loop, which puts pieces in, and the thread of its endpoint, which takes
/// them. Guarded by its lock, which is held for moments only.
///
/// While it is full the loop does not read the socket, so a body costs no more memory than this.
final class Incoming implements Body, AutoCloseable {
  private static final int CAPACITY = 128 << 10;

  /// What a piece costs besides its bytes: clients may send one byte in each.
  private static final int PIECE = 256;

  private final long announced;
  private final Runnable welcome;
  private final Runnable drained;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final Queue<ByteBuf> pieces = new ArrayDeque<>();
  private @Nullable ByteBuf taken;
  private long arrived;
  private int held;
  private boolean isFull;
  private boolean isWelcome;
  private boolean isWhole;
  private boolean isAwaited;
  private boolean isClosed;
  private @Nullable IOException broken;

  /// @param announced how many bytes will come; -1 when nobody said
  /// @param welcomed whether the client sends without being asked to
  /// @param welcome asks it to; called by the endpoint's thread
  /// @param drained says that there is room again; called by the endpoint's thread
  Incoming(long announced, boolean welcomed, Runnable welcome, Runnable drained) {
    this.announced = announced;
    this.isWelcome = welcomed;
    this.welcome = welcome;
    this.drained = drained;
  }

  @Override
  public long announced() {
    return announced;
  }

  @Override
  public @Nullable ByteBuffer next() throws IOException {
    lock.lock();
    try {
      forgetTaken();
      invite();
      awaitMore();
      ByteBuf piece = pieces.poll();
      if (piece == null && broken != null) {
        throw broken;
      }
      return piece == null ? null : take(piece);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void stop() {
    lock.lock();
    try {
      broken = new IOException("body: not taken any more (the same bytes come another way)");
      forgetWaiting();
      more.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Takes a piece that has come, or lets it go when nobody wants it any more. On the loop; the
  /// piece stays the caller's.
  void put(ByteBuf piece) {
    lock.lock();
    try {
      int size = piece.readableBytes();
      arrived += size;
      if (size > 0 && !isClosed && broken == null) {
        pieces.add(piece.retain());
        held += size + PIECE;
        isFull = held >= CAPACITY;
        more.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /// All has come. On the loop.
  void end() {
    lock.lock();
    try {
      isWhole = true;
      more.signal();
    } finally {
      lock.unlock();
    }
  }

  /// No more will come. On the loop.
  void breakOff(IOException why) {
    lock.lock();
    try {
      if (!isWhole && broken == null) {
        broken = why;
        more.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Why no more will come; null while nothing is wrong.
  @Nullable IOException broken() {
    lock.lock();
    try {
      return broken;
    } finally {
      lock.unlock();
    }
  }

  /// Whether the socket is not to be read now.
  boolean isFull() {
    lock.lock();
    try {
      return isFull;
    } finally {
      lock.unlock();
    }
  }

  boolean isWhole() {
    lock.lock();
    try {
      return isWhole;
    } finally {
      lock.unlock();
    }
  }

  /// Whether the endpoint waits for the client.
  boolean isAwaited() {
    lock.lock();
    try {
      return isAwaited;
    } finally {
      lock.unlock();
    }
  }

  /// How many bytes have come.
  long arrived() {
    lock.lock();
    try {
      return arrived;
    } finally {
      lock.unlock();
    }
  }

  /// Whether no more than so many bytes will certainly come.
  boolean endsWithin(int bytes) {
    lock.lock();
    try {
      return isWhole
          || (broken == null && isWelcome && announced >= 0 && announced - arrived <= bytes);
    } finally {
      lock.unlock();
    }
  }

  /// Lets go of what nobody took, and of all that comes from now on. Before this, the last piece
  /// that was handed out stays good.
  @Override
  public void close() {
    lock.lock();
    try {
      isClosed = true;
      forgetTaken();
      forgetWaiting();
      more.signal();
    } finally {
      lock.unlock();
    }
  }

  private void invite() {
    if (!isWelcome && pieces.isEmpty() && !isWhole) {
      welcome.run();
    }
    isWelcome = true;
  }

  private void awaitMore() throws InterruptedIOException {
    try {
      while (pieces.isEmpty() && broken == null && !isWhole && !isClosed) {
        isAwaited = true;
        more.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("body: not waited for, as the server stops");
    } finally {
      isAwaited = false;
    }
  }

  private ByteBuffer take(ByteBuf piece) {
    taken = piece;
    held -= piece.readableBytes() + PIECE;
    if (held <= CAPACITY / 2) {
      makeRoom();
    }
    return piece.nioBuffer().asReadOnlyBuffer();
  }

  private void makeRoom() {
    if (isFull) {
      isFull = false;
      drained.run();
    }
  }

  private void forgetWaiting() {
    pieces.forEach(ByteBuf::release);
    pieces.clear();
    held = 0;
    makeRoom();
  }

  private void forgetTaken() {
    if (taken != null) {
      taken.release();
      taken = null;
    }
  }
}
