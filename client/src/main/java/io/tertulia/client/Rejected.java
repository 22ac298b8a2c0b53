package io.tertulia.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Calls that fail before anything is asked: by their future, as all others do.
final class Rejected {
  private Rejected() {}

  static <T> CompletableFuture<T> orElse(Supplier<CompletableFuture<T>> call) {
    try {
      return call.get();
    } catch (TalkException e) {
      CompletableFuture<T> rejected = new CompletableFuture<>();
      rejected.completeExceptionally(e);
      return rejected;
    }
  }
}
