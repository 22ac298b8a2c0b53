package io.tertulia.server.webhooks;

import io.tertulia.server.webhooks.Behind.Held;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Events of one webhook that go one after the other: those of a conversation, or of a user.
/// Belongs to the courier's thread.
///
/// The next ones are known by name; further ones are left in the store, so that a conversation in
/// which much waits takes no room from others.
final class Lane {
  private static final int KEY_BYTES = 8;

  final Deque<Parcel> waiting = new ArrayDeque<>();
  @Nullable Held held;
  boolean busy;
  int failures;
  @Nullable String error;
  long nextAt;

  /// The name under which a lane is known here. It tells nothing: what is written down of how far a
  /// webhook is names nobody.
  static String key(String lane) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(lane.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Leaves an event in the store that comes before those that are held, or behind them.
  void hold(long sequence) {
    held =
        held == null
            ? new Held(sequence, 1)
            : new Held(Math.min(held.from(), sequence), held.count() + 1);
  }

  /// Says whether there is something in the store, and nothing else.
  boolean isStarving() {
    return waiting.isEmpty() && held != null;
  }

  boolean isOver() {
    return waiting.isEmpty() && held == null && !busy;
  }
}
