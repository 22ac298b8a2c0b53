package io.tertulia.client.link;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Commands and queries that wait for their answer. Belongs to the turn.
///
/// They go out in the order in which they were asked for, so many at a time that the socket's
/// buffer cannot overflow. Those that were unanswered when the line broke go out again in the same
/// order: a send carries a key, everything else may be done twice. What the server is not able to
/// answer now is asked again for 30 seconds, and nothing overtakes it; only translations are not.
public final class Requests {
  /// So many may wait, and so many bytes; the next one fails with [ErrorCode#LIMIT_EXCEEDED].
  static final int MAX_REQUESTS = 10_000;

  static final long MAX_BYTES = 16L << 20;

  /// So many are on their way at a time.
  static final int MAX_UNANSWERED = 256;

  static final long MAX_UNANSWERED_BYTES = 1L << 20;

  /// So long an unavailable server is asked again.
  static final long PATIENCE_MILLIS = 30_000;

  /// What becomes of a request; exactly one of the two is called, once, on the turn.
  public interface Reply {
    /// The answer came.
    ///
    /// @param frame a [ServerFrame.Done], a [ServerFrame.Answer], [ServerFrame.Results] or a
    ///   [ServerFrame.Translated]
    void answered(ServerFrame frame);

    void refused(Failure failure);
  }

  private final Outlet outlet;
  private final Clock clock;
  private final Retry retry;

  /// By number, so in the order of calls.
  private final TreeMap<Long, Pending> waiting = new TreeMap<>();

  private final Map<Long, Pending> unanswered = new HashMap<>();
  private long waitingBytes;
  private long unansweredBytes;

  Requests(Outlet outlet, Clock clock, Retry retry) {
    this.outlet = outlet;
    this.clock = clock;
    this.retry = retry;
  }

  public boolean isEmpty() {
    return waiting.isEmpty() && unanswered.isEmpty();
  }

  /// Asks for something.
  ///
  /// @param frame the frame with that number as its id
  public void add(LongFunction<ClientFrame> frame, Reply reply) {
    long id = outlet.nextId();
    ClientFrame body = frame.apply(id);
    int bytes = body.json().toBytes().length;
    if (waiting.size() + unanswered.size() >= MAX_REQUESTS
        || waitingBytes + unansweredBytes + bytes > MAX_BYTES) {
      String found = waiting.size() + unanswered.size() + " requests without an answer";
      reply.refused(
          Failure.of(
              ErrorCode.LIMIT_EXCEEDED,
              found + " (expected: at most " + MAX_REQUESTS + ", and " + MAX_BYTES + " bytes)"));
      return;
    }
    waitOn(new Pending(id, body, bytes, reply, null));
    pump();
  }

  /// The line is up: what waits goes out.
  void lineUp() {
    retry.stop();
    pump();
  }

  /// The line is down: what was unanswered waits again.
  void lineDown() {
    List.copyOf(unanswered.values()).forEach(pending -> waitOn(takeUnanswered(pending)));
  }

  /// Takes a frame if it answers a request.
  boolean take(long id, ServerFrame frame) {
    Pending pending = unanswered.get(id);
    if (pending == null) {
      return false;
    }
    Pending taken = takeUnanswered(pending);
    if (frame instanceof ServerFrame.Refused refused) {
      refuse(taken, refused);
    } else {
      retry.succeeded();
      taken.reply.answered(frame);
    }
    pump();
    return true;
  }

  /// Ends all with that failure.
  void fail(Failure failure) {
    retry.stop();
    var all = new TreeMap<>(waiting);
    all.putAll(unanswered);
    waiting.clear();
    unanswered.clear();
    waitingBytes = 0;
    unansweredBytes = 0;
    all.values().forEach(pending -> pending.reply.refused(failure));
  }

  private void refuse(Pending pending, ServerFrame.Refused refused) {
    long now = clock.millis();
    long since = pending.refusedSince == null ? now : pending.refusedSince;
    boolean later = refused.code() == ErrorCode.UNAVAILABLE && !pending.hasty();
    if (!later || now - since >= PATIENCE_MILLIS) {
      pending.reply.refused(Failure.of(refused.code(), refused.message()));
      return;
    }
    waitOn(new Pending(pending.id, pending.frame, pending.bytes, pending.reply, since));
    retry.failed(this::pump);
  }

  private void pump() {
    while (outlet.ready() && !retry.waiting() && !waiting.isEmpty()) {
      Pending next = waiting.firstEntry().getValue();
      boolean crowded =
          unanswered.size() >= MAX_UNANSWERED
              || unansweredBytes + next.bytes > MAX_UNANSWERED_BYTES;
      if (crowded && !unanswered.isEmpty()) {
        return;
      }
      waiting.remove(next.id);
      waitingBytes -= next.bytes;
      unanswered.put(next.id, next);
      unansweredBytes += next.bytes;
      outlet.send(next.frame);
    }
  }

  private void waitOn(Pending pending) {
    waiting.put(pending.id, pending);
    waitingBytes += pending.bytes;
  }

  private Pending takeUnanswered(Pending pending) {
    unanswered.remove(pending.id);
    unansweredBytes -= pending.bytes;
    return pending;
  }

  private record Pending(
      long id, ClientFrame frame, int bytes, Reply reply, @Nullable Long refusedSince) {
    /// Says whether it is asked once: others need not wait for what a translator cannot do now.
    boolean hasty() {
      return frame instanceof ClientFrame.Ask ask && ask.query() instanceof Query.Translate;
    }
  }
}
