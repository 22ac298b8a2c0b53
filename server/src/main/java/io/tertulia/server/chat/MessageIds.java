package io.tertulia.server.chat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Message ids: `msg_` and 22 letters and digits.
///
/// The id of a message that was sent with a key follows from conversation, sender and key, so that
/// a retry arrives at the message of the first try however late it comes, and no memory of keys is
/// needed.
final class MessageIds {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 22;
  private static final int BYTES = 17;
  private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

  private MessageIds() {}

  static String random(RandomGenerator chance) {
    byte[] bytes = new byte[BYTES];
    chance.nextBytes(bytes);
    return of(bytes);
  }

  /// @param sender the sender's key; null for the app itself
  static String ofKey(long conversation, @Nullable Long sender, String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((conversation + " " + sender + " ").getBytes(StandardCharsets.US_ASCII));
      return of(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String of(byte[] bytes) {
    BigInteger rest = new BigInteger(1, bytes);
    StringBuilder id = new StringBuilder("msg_");
    for (int i = 0; i < LENGTH; i++) {
      BigInteger[] next = rest.divideAndRemainder(BASE);
      id.append(DIGITS.charAt(next[1].intValue()));
      rest = next[0];
    }
    return id.toString();
  }
}
