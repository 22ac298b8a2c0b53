package io.tertulia.server.gate;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.server.delivery.Outlet;
import io.tertulia.server.delivery.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The frames of one WebSocket that wait to leave.
///
/// Any thread queues frames; the event loop copies those that wait, behind each other, into one
/// buffer and writes it. Copying some hundred bytes costs less than telling the kernel, or the
/// network library, of each frame apart; what does not fit into the socket stays in the queue,
/// where a frame for a thousand sockets exists once.
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its socket.
final class Outgoing implements Outlet {
  private static final int BLOCK = 32 << 10;
  private static final int FRAME_WEIGHT = 100;
  private static final AtomicLongFieldUpdater<Outgoing> WEIGHT =
      AtomicLongFieldUpdater.newUpdater(Outgoing.class, "weight");
  private static final AtomicIntegerFieldUpdater<Outgoing> DIRTY =
      AtomicIntegerFieldUpdater.newUpdater(Outgoing.class, "dirty");

  private final Channel channel;
  private final Loop loop;
  private final int maxWeight;
  private final Consumer<Farewell> end;
  private final Counters counters;
  private final LongAdder framesOut;
  private final LongAdder writes;
  private final Queue<Payload> queue = new ConcurrentLinkedQueue<>();
  private volatile long weight;
  private volatile int dirty;
  private volatile boolean shut;

  /// @param end ends the connection; is called on the loop
  Outgoing(
      Channel channel, Loop loop, GateLimits limits, Counters counters, Consumer<Farewell> end) {
    this.channel = channel;
    this.loop = loop;
    this.maxWeight = limits.outboundBytes();
    this.end = end;
    this.counters = counters;
    this.framesOut = counters.counter("tertulia_frames_sent_total");
    this.writes = counters.counter("tertulia_writes_total");
  }

  @Override
  public void send(Payload payload) {
    if (shut) {
      return;
    }
    if (WEIGHT.addAndGet(this, weight(payload)) > maxWeight) {
      shut = true;
      loop.later(() -> end.accept(Farewell.slowReader()));
      return;
    }
    queue.add(payload);
    if (dirty == 0 && DIRTY.compareAndSet(this, 0, 1)) {
      loop.dirty(this);
    }
  }

  @Override
  public void refuse(@Nullable Long id, Refusal refusal) {
    counters.count("tertulia_refused_total", "code", refusal.code().name());
    String why = String.valueOf(refusal.getMessage());
    send(Payload.of(new ServerFrame.Refused(id, refusal.code(), why)));
  }

  @Override
  public void end(ErrorCode code, String message) {
    loop.later(() -> end.accept(Farewell.of(new Refusal(code, message))));
  }

  /// Writes what waits, as far as the socket takes it. On the loop.
  void write() {
    dirty = 0;
    boolean wrote = false;
    while (channel.isWritable() && writeBlock()) {
      wrote = true;
    }
    if (wrote) {
      channel.flush();
    }
  }

  /// Writes a control frame at once. On the loop.
  void control(int opcode, byte[] content) {
    ByteBuf out = channel.alloc().directBuffer(Frames.MAX_HEADER + content.length);
    Frames.write(out, opcode, content);
    channel.writeAndFlush(out, channel.voidPromise());
  }

  /// Answers the client's close. On the loop.
  void close(int status) {
    drop();
    control(Frames.CLOSE, new byte[] {(byte) (status >> 8), (byte) status});
  }

  /// Writes what waits, unless the reader is too slow for it, and then the last two frames. On the
  /// loop.
  void last(Farewell farewell) {
    boolean slow = weight > maxWeight;
    shut = true;
    while (!slow && writeBlock()) {}
    queue.clear();
    byte[] bye = new ServerFrame.Bye(farewell.code(), farewell.message()).json().toBytes();
    ByteBuf out = channel.alloc().directBuffer(bye.length + 2 * Frames.MAX_HEADER + 125);
    Frames.write(out, Frames.TEXT, bye);
    Frames.writeClose(out, farewell.status(), farewell.message());
    channel.writeAndFlush(out, channel.voidPromise());
  }

  /// Forgets what waits. On the loop.
  void drop() {
    shut = true;
    queue.clear();
  }

  /// Joins frames to one buffer of about [#BLOCK] bytes and writes it; false when none waits.
  private boolean writeBlock() {
    Payload first = queue.poll();
    if (first == null) {
      return false;
    }
    int size = size(first);
    long gone = weight(first);
    List<Payload> block = null;
    while (size < BLOCK) {
      Payload next = queue.poll();
      if (next == null) {
        break;
      }
      block = block == null ? new ArrayList<>() : block;
      block.add(next);
      size += size(next);
      gone += weight(next);
    }
    ByteBuf out = channel.alloc().directBuffer(size);
    Frames.write(out, Frames.TEXT, first.utf8());
    if (block != null) {
      block.forEach(payload -> Frames.write(out, Frames.TEXT, payload.utf8()));
      framesOut.add(block.size());
    }
    framesOut.increment();
    writes.increment();
    WEIGHT.addAndGet(this, -gone);
    channel.write(out, channel.voidPromise());
    return true;
  }

  private static int size(Payload payload) {
    return Frames.header(payload.size()) + payload.size();
  }

  private static long weight(Payload payload) {
    return (long) payload.size() + FRAME_WEIGHT;
  }
}
