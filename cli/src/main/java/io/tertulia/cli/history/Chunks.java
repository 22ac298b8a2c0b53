package io.tertulia.cli.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Gathers lines by conversation and sends them some hundred at a time.
///
/// A few requests are on their way at once, those of one conversation one after the other. When one
/// fails for good, nothing more of its conversation goes out and the next [#take] or [#finish] says
/// why. For one thread.
final class Chunks implements Sink, AutoCloseable {
  private static final int MAX_LINES = 500;
  private static final int MAX_BYTES = 1 << 20;

  /// So much may wait for its chunk to be full; then the oldest goes as it is.
  private static final int MAX_WAITING_BYTES = 16 << 20;

  private static final int REQUESTS = 4;

  private final HistoryApi api;
  private final Tally tally;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore room = new Semaphore(REQUESTS);
  private final LinkedHashMap<String, Filling> filling = new LinkedHashMap<>();
  private final Map<String, CompletableFuture<@Nullable Void>> sending = new HashMap<>();
  private volatile @Nullable Exception failure;
  private int waitingBytes;

  Chunks(HistoryApi api, Tally tally) {
    this.api = api;
    this.tally = tally;
  }

  @Override
  public void take(HistoryLine line, Place place, int bytes)
      throws IOException, InterruptedException, BadLineException {
    Filling chunk = filling.computeIfAbsent(line.conversation(), conversation -> new Filling());
    chunk.lines.add(line);
    chunk.places.add(place);
    chunk.bytes += bytes;
    waitingBytes += bytes;
    if (chunk.lines.size() >= MAX_LINES || chunk.bytes >= MAX_BYTES) {
      send(line.conversation());
    } else if (waitingBytes > MAX_WAITING_BYTES) {
      send(filling.firstEntry().getKey());
    }
  }

  @Override
  public void finish() throws IOException, InterruptedException, BadLineException {
    for (String conversation : List.copyOf(filling.keySet())) {
      send(conversation);
    }
    room.acquire(REQUESTS);
    room.release(REQUESTS);
    check();
  }

  /// Waits for what is on its way.
  @Override
  public void close() {
    threads.close();
  }

  private void send(String conversation)
      throws IOException, InterruptedException, BadLineException {
    Filling full = filling.remove(conversation);
    if (full == null) {
      return;
    }
    waitingBytes -= full.bytes;
    Chunk chunk = new Chunk(conversation, full.lines, full.places);
    check();
    room.acquire();
    sending.values().removeIf(CompletableFuture::isDone);
    CompletableFuture<@Nullable Void> before =
        sending.getOrDefault(conversation, CompletableFuture.completedFuture(null));
    sending.put(conversation, before.thenRunAsync(() -> carry(chunk), threads));
  }

  /// Never throws: what follows finds the failure by itself.
  private void carry(Chunk chunk) {
    try {
      if (failure == null) {
        post(chunk);
      }
    } catch (IOException | BadLineException | RuntimeException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = e;
    } finally {
      room.release();
    }
  }

  /// When the server refuses a chunk, it has taken nothing of it: halves find the line that is
  /// wrong, and all before it gets there.
  private void post(Chunk chunk) throws IOException, InterruptedException, BadLineException {
    HistoryApi.Answer answer = api.post(chunk.conversation(), chunk.entries());
    switch (answer) {
      case HistoryApi.Answer.Taken(long known) -> tally.written(chunk.lines().size(), known);
      case HistoryApi.Answer.Refused(String why) -> {
        if (chunk.lines().size() == 1) {
          throw new BadLineException(chunk.places().getFirst(), why);
        }
        post(chunk.head());
        post(chunk.tail());
      }
    }
  }

  private void check() throws IOException, InterruptedException, BadLineException {
    switch (failure) {
      case null -> {}
      case BadLineException e -> throw e;
      case InterruptedException e -> throw e;
      case IOException e -> throw e;
      case Exception e -> throw new IllegalStateException("a chunk could not be sent", e);
    }
  }

  /// A chunk that is not full.
  private static final class Filling {
    private final List<HistoryLine> lines = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private int bytes;
  }
}
