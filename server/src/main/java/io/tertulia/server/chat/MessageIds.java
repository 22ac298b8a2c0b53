package io.tertulia.server.chat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Message ids: `msg_` and 22 letters and digits.
///
/// The id of a message that was sent with a key follows from conversation, sender and key, so that
/// a retry arrives at the message of the first try however late it comes, and no memory of keys is
/// needed. It follows from their ids and not from their rows, so that a retry is known on another
/// server too, once that has taken the app over.
final class MessageIds {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 22;
  private static final int BYTES = 17;
  private static final int BASE = DIGITS.length();

  private MessageIds() {}

  static String random(RandomGenerator chance) {
    byte[] bytes = new byte[BYTES];
    chance.nextBytes(bytes);
    return of(bytes);
  }

  /// @param conversation its id
  /// @param sender the sender's id; null for the app itself
  static String ofKey(String conversation, @Nullable String sender, String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      add(digest, conversation);
      add(digest, sender);
      return of(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Its length goes before an id, so that no two pairs of ids look the same.
  private static void add(MessageDigest digest, @Nullable String id) {
    byte[] bytes = id == null ? new byte[0] : id.getBytes(StandardCharsets.UTF_8);
    String length = id == null ? "-" : Integer.toString(bytes.length);
    digest.update((length + " ").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }

  private static String of(byte[] bytes) {
    int[] rest = words(bytes);
    StringBuilder id = new StringBuilder("msg_");
    for (int i = 0; i < LENGTH; i++) {
      long digit = 0;
      for (int word = 0; word < rest.length; word++) {
        long part = (digit << Integer.SIZE) | Integer.toUnsignedLong(rest[word]);
        rest[word] = (int) (part / BASE);
        digit = part % BASE;
      }
      id.append(DIGITS.charAt((int) digit));
    }
    return id.toString();
  }

  /// A number without sign, the greatest part first.
  private static int[] words(byte[] bytes) {
    int[] words = new int[(bytes.length + Integer.BYTES - 1) / Integer.BYTES];
    for (int i = 0; i < bytes.length; i++) {
      int word = words.length - 1 - i / Integer.BYTES;
      words[word] |= Byte.toUnsignedInt(bytes[bytes.length - 1 - i]) << (i % Integer.BYTES * 8);
    }
    return words;
  }
}
