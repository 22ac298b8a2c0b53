package io.tertulia.server.identity;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The secret of whoever runs the server: with it apps are created and deleted. Never printed by
/// accident.
public final class AdminKey {
  private static final String PREFIX = "adm_";
  private static final int RANDOM_CHARACTERS = 40;
  private static final int MIN_CHARACTERS = 24;

  private final String secret;

  private AdminKey(String secret) {
    this.secret = secret;
  }

  /// A new key; the source of chance must be one that nobody can foretell.
  public static AdminKey of(RandomGenerator random) {
    return new AdminKey(PREFIX + Base62.random(random, RANDOM_CHARACTERS));
  }

  /// The key of that text.
  ///
  /// @throws IllegalArgumentException when it is too short, or has blanks; the text is not shown
  public static AdminKey parse(String secret) {
    if (secret.length() < MIN_CHARACTERS || secret.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException(
          "admin-key: "
              + secret.length()
              + " characters (expected: at least "
              + MIN_CHARACTERS
              + ", all of them ASCII and none a blank)");
    }
    return new AdminKey(secret);
  }

  /// Returns when a bearer is this key; takes the same time whatever is different.
  ///
  /// @param bearer null when a request brought none
  /// @throws Refusal as `UNAUTHENTICATED` when it is not
  public void check(@Nullable String bearer) {
    if (bearer == null || !MessageDigest.isEqual(bytes(secret), bytes(bearer))) {
      throw new Refusal(
          ErrorCode.UNAUTHENTICATED,
          "Authorization: "
              + (bearer == null ? "missing" : "another key")
              + " (expected: Bearer with the server's admin key)");
    }
  }

  /// The key itself, for whoever keeps it.
  public String reveal() {
    return secret;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "adm_…";
  }
}
