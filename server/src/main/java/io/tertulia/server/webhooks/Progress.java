package io.tertulia.server.webhooks;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far a webhook is.
///
/// @param reached all events up to this sequence were taken, or are not wanted, or are `behind`
/// @param behind what is not taken of those
/// @param failures in a row
/// @param deliveredAt when it last took one, in milliseconds since 1970; null for never
/// @param failedAt when it last took none
/// @param error why it last took none: a status or the kind of failure
/// @param nextAt when it is tried again; null when nothing keeps it from being tried
/// @param lost how many events went before it took them
public record Progress(
    long reached,
    Behind behind,
    int failures,
    @Nullable Long deliveredAt,
    @Nullable Long failedAt,
    @Nullable String error,
    @Nullable Long nextAt,
    long lost) {

  static Progress from(long reached) {
    return new Progress(reached, Behind.NOTHING, 0, null, null, null, null, 0);
  }

  /// The last event before which nothing is missing.
  public long cursor() {
    return behind.first().orElse(reached + 1) - 1;
  }

  /// The same from another place on, as if nothing had failed.
  Progress restarted(long cursor) {
    return new Progress(cursor, Behind.NOTHING, 0, deliveredAt, failedAt, error, null, lost);
  }

  /// The same, to be tried at once.
  Progress eager() {
    return new Progress(reached, behind, 0, deliveredAt, failedAt, error, null, lost);
  }

  /// The same when events up to a sequence are kept no longer.
  ///
  /// @param held how many of them were held, by lane
  /// @param count how many it loses
  Progress losing(long upTo, Map<String, Integer> held, int count) {
    long then = Math.max(reached, upTo);
    return new Progress(
        then,
        behind.above(upTo, then, held),
        failures,
        deliveredAt,
        failedAt,
        error,
        nextAt,
        lost + count);
  }
}
