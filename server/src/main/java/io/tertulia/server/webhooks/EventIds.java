package io.tertulia.server.webhooks;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;

/// Ids of events and webhooks: a prefix, and 18 letters and digits.
final class EventIds {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 18;
  private static final int BYTES = 16;
  private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

  private EventIds() {}

  static String event(RandomGenerator chance) {
    return random("evt_", chance);
  }

  static String webhook(RandomGenerator chance) {
    return random("wh_", chance);
  }

  /// The id of one of the events that an entry stands for: the same however often it is asked for.
  static String event(String entry, long place) {
    try {
      byte[] text = (entry + " " + place).getBytes(StandardCharsets.US_ASCII);
      return of("evt_", MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String random(String prefix, RandomGenerator chance) {
    byte[] bytes = new byte[BYTES];
    chance.nextBytes(bytes);
    return of(prefix, bytes);
  }

  private static String of(String prefix, byte[] bytes) {
    BigInteger rest = new BigInteger(1, bytes);
    var id = new StringBuilder(prefix);
    for (int i = 0; i < LENGTH; i++) {
      BigInteger[] next = rest.divideAndRemainder(BASE);
      id.append(DIGITS.charAt(next[1].intValue()));
      rest = next[0];
    }
    return id.toString();
  }
}
