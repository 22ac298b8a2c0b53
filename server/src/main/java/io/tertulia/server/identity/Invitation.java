package io.tertulia.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A key that opens something once, to be handed to a person in a link. Only the last one that was
/// made counts, for [#LIFE]. Tries are not counted: nobody can guess a key, and whoever may try
/// must not be able to spoil the link of somebody else. Safe for use by any thread.
public final class Invitation {
  /// How long a key is good.
  public static final Duration LIFE = Duration.ofHours(1);

  private static final int CHARACTERS = 40;

  private final InstantSource clock;
  private final RandomGenerator random;
  private @Nullable String key;
  private Instant end = Instant.EPOCH;

  /// @param random a source that nobody can foretell
  public Invitation(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /// Makes a key; an earlier one is over.
  public synchronized String issue() {
    String made = Base62.random(random, CHARACTERS);
    key = made;
    end = clock.instant().plus(LIFE);
    return made;
  }

  /// Says whether that is the key, which is over by that. Takes the same time whatever is
  /// different.
  public synchronized boolean use(String shown) {
    String right = key;
    if (right == null || !clock.instant().isBefore(end)) {
      key = null;
      return false;
    }
    boolean same = MessageDigest.isEqual(bytes(right), bytes(shown));
    if (same) {
      key = null;
    }
    return same;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "a key that opens once";
  }
}
