package io.tertulia.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A secret of an app: it signs tokens, and whoever shows it may do everything in the app. Never
/// printed by accident.
public final class SecretKey {
  private static final String LIVE = "sk_live_";
  private static final String TEST = "sk_test_";
  private static final int RANDOM_CHARACTERS = 40;
  private static final int MIN_CHARACTERS = 24;
  private static final int ID_BYTES = 8;

  private final String secret;

  private SecretKey(String secret) {
    this.secret = secret;
  }

  /// A new key; the source of chance must be one that nobody can foretell.
  public static SecretKey of(RandomGenerator random) {
    return new SecretKey(LIVE + Base62.random(random, RANDOM_CHARACTERS));
  }

  /// A new key of an app to try things out with.
  static SecretKey forTests(RandomGenerator random) {
    return new SecretKey(TEST + Base62.random(random, RANDOM_CHARACTERS));
  }

  /// The key of that text.
  ///
  /// @throws IllegalArgumentException when it is no key; the text itself is not shown
  public static SecretKey parse(String secret) {
    if (!secret.startsWith("sk_") || secret.length() < MIN_CHARACTERS) {
      throw new IllegalArgumentException(
          "secret key: "
              + secret.length()
              + " characters (expected: sk_ and at least "
              + MIN_CHARACTERS
              + " in all)");
    }
    return new SecretKey(secret);
  }

  /// The key itself, for whoever keeps it or hands it to its owner.
  public String reveal() {
    return secret;
  }

  /// What it is known by: follows from the key, and tells nothing of it.
  String id() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes("id of " + secret));
      return "key_" + HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Says whether `shown` is this key; takes the same time whatever is different.
  boolean matches(String shown) {
    return MessageDigest.isEqual(bytes(secret), bytes(shown));
  }

  /// HMAC-SHA256 of the bytes.
  public byte[] sign(byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretKey key && matches(key.secret);
  }

  @Override
  public int hashCode() {
    return secret.hashCode();
  }

  @Override
  public String toString() {
    return "sk_…";
  }
}
