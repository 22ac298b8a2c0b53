package io.tertulia.client.upload;

import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Callback;
import org.jspecify.annotations.Nullable;

/// One request, which waits for a token or is under way. Belongs to the turn.
final class Trip {
  private final Consumer<Outcome> then;
  private @Nullable Call call;
  private boolean cancelled;

  Trip(Consumer<Outcome> then) {
    this.then = then;
  }

  /// Ends it at once; nothing is told any more.
  void cancel() {
    cancelled = true;
    if (call != null) {
      call.cancel();
    }
  }

  boolean cancelled() {
    return cancelled;
  }

  void start(Call begun, Callback ear) {
    if (!cancelled) {
      call = begun;
      begun.enqueue(ear);
    }
  }

  void end(Outcome outcome) {
    if (!cancelled) {
      then.accept(outcome);
    }
  }
}
