package io.tertulia.client;

import io.tertulia.client.link.Failure;
import io.tertulia.client.upload.Reply;
import io.tertulia.client.upload.Running;
import io.tertulia.client.upload.Uploads;
import io.tertulia.protocol.ErrorCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// A future that the application waits for, which holds its session until then. Completes on the
/// pool, by itself, so a callback may wait for it.
///
/// @param future for the application
record Promise<T>(Pins pins, Executor pool, CompletableFuture<T> future) implements Reply<T> {
  Promise(Pins pins, Executor pool) {
    this(pins, pool, new CompletableFuture<>());
  }

  /// A listener that hears nothing any more when the application gave the future up, or it failed.
  Uploads.@Nullable Listener whileWanted(Uploads.@Nullable Listener listener) {
    if (listener == null) {
      return null;
    }
    return (sent, total) -> {
      if (!future.isCompletedExceptionally()) {
        listener.told(sent, total);
      }
    };
  }

  /// Ends what runs when the application completes the future, as by cancelling it; what was done
  /// at that moment already is undone.
  void untilUnwanted(Executor turn, Running runs) {
    Failure unwanted = Failure.of(ErrorCode.SUPERSEDED, "Nobody waits for it any more.");
    var ignored =
        future.whenComplete((done, thrown) ->
            turn.execute(() -> {
              runs.end(unwanted);
              if (thrown != null) {
                runs.undo();
              }
            }));
  }

  @Override
  public void answered(T value) {
    pins.unpin();
    pool.execute(() -> future.complete(value));
  }

  @Override
  public void refused(Failure failure) {
    fail(new TalkException(failure));
  }

  void fail(TalkException cause) {
    pins.unpin();
    pool.execute(() -> future.completeExceptionally(cause));
  }
}
