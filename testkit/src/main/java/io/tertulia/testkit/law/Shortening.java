package io.tertulia.testkit.law;

import io.tertulia.testkit.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Makes a script that breaks the law as short as it goes: leaves out steps, many at first and then
/// fewer, as long as it still does. Timing plays a part, so each is given several trials, and what
/// comes out need not be the shortest there is.
final class Shortening {
  private static final int TRIALS = 3;
  private static final long BUDGET_NANOS = 180_000_000_000L;

  private final TestServer server;
  private final Seating seating;
  private final long end = System.nanoTime() + BUDGET_NANOS;

  Shortening(TestServer server, Seating seating) {
    this.server = server;
    this.seating = seating;
  }

  Script of(Script script) {
    Script shortest = script;
    int size = Math.max(1, script.steps().size() / 2);
    while (System.nanoTime() < end) {
      Script shorter = withoutSome(shortest, size);
      if (shorter.steps().size() < shortest.steps().size()) {
        shortest = shorter;
      } else if (size == 1) {
        break;
      } else {
        size /= 2;
      }
    }
    return shortest;
  }

  /// The script without one stretch of that size; the script itself when it needs them all.
  private Script withoutSome(Script script, int size) {
    List<Script> candidates = new ArrayList<>();
    for (int from = 0; from < script.steps().size(); from += size) {
      candidates.add(script.without(from, Math.min(script.steps().size(), from + size)));
    }
    try (ExecutorService trials =
        Executors.newFixedThreadPool(Law.TOGETHER, Thread.ofVirtual().factory())) {
      List<CompletableFuture<Boolean>> breaking =
          candidates.stream()
              .map(candidate -> CompletableFuture.supplyAsync(() -> breaks(candidate), trials))
              .toList();
      for (int i = 0; i < candidates.size(); i++) {
        if (breaking.get(i).join()) {
          trials.shutdownNow();
          return candidates.get(i);
        }
      }
    }
    return script;
  }

  private boolean breaks(Script script) {
    for (int i = 0; i < TRIALS && System.nanoTime() < end; i++) {
      if (Trial.of(server, seating, new Figures(), script).isPresent()) {
        return !Thread.currentThread().isInterrupted();
      }
    }
    return false;
  }
}
