package io.tertulia.client;

import io.tertulia.protocol.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;

/// Ids of conversations that several parties can work out by themselves.
public final class ConversationIds {
  private static final int BYTES = 10;

  private ConversationIds() {}

  /// The id of the conversation between two users, the same whoever asks: the first 20 hexadecimal
  /// digits of the SHA-1 of `["a","b"]`, with the ids in the order of their UTF-16 units, in UTF-8.
  ///
  /// It is no secret: who knows both ids knows it.
  ///
  /// @throws IllegalArgumentException when an id is empty
  public static String oneOnOne(String one, String other) {
    boolean ordered =
        Arguments.text("user id", one).compareTo(Arguments.text("user id", other)) <= 0;
    Json pair = Json.of(ordered ? List.of(one, other) : List.of(other, one));
    byte[] hash = sha1(pair.toBytes());
    StringBuilder id = new StringBuilder(2 * BYTES);
    for (int i = 0; i < BYTES; i++) {
      id.append(String.format(Locale.ROOT, "%02x", hash[i]));
    }
    return id.toString();
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java has it.
    }
  }
}
