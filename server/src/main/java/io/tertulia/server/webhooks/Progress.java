package io.tertulia.server.webhooks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far a webhook is.
///
/// @param reached all events up to this sequence were taken, or are not wanted, or are `behind`
/// @param behind sequences up to `reached` that are not taken, in their order
/// @param failures in a row
/// @param deliveredAt when it last took one, in milliseconds since 1970; null for never
/// @param failedAt when it last took none
/// @param error why it last took none: a status or the class of an exception
/// @param nextAt when it is tried again; null when nothing keeps it from being tried
/// @param lost how many events went before it took them
public record Progress(
    long reached,
    List<Long> behind,
    int failures,
    @Nullable Long deliveredAt,
    @Nullable Long failedAt,
    @Nullable String error,
    @Nullable Long nextAt,
    long lost) {
  public Progress {
    behind = List.copyOf(behind);
  }

  static Progress from(long reached) {
    return new Progress(reached, List.of(), 0, null, null, null, null, 0);
  }

  /// The last event before which nothing is missing.
  public long cursor() {
    return behind.isEmpty() ? reached : behind.getFirst() - 1;
  }

  /// The same from another place on, as if nothing had failed.
  Progress restarted(long cursor) {
    return new Progress(cursor, List.of(), 0, deliveredAt, failedAt, error, null, lost);
  }

  /// The same, to be tried at once.
  Progress eager() {
    return new Progress(reached, behind, 0, deliveredAt, failedAt, error, null, lost);
  }
}
