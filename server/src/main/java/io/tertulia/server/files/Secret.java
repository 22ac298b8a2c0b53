package io.tertulia.server.files;

import io.tertulia.server.db.Database;
import io.tertulia.server.db.Row;
import io.tertulia.server.db.Sql;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// What only this server knows, so that it recognizes what it has signed. Never printed by
/// accident; safe for use by any thread.
final class Secret {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;
  private static final int SIGNATURE_BYTES = 16;

  private final SecretKeySpec key;

  private Secret(byte[] secret) {
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  /// The secret in the store, made when there is none yet. Waits for the disk.
  ///
  /// @param random a source that nobody can foretell
  static Secret open(Database database, RandomGenerator random) throws SQLException {
    return new Secret(database.write(sql -> find(sql, random)));
  }

  /// A signature of 22 letters of base64url: the first 128 bits of an HMAC-SHA256. What is signed
  /// for one purpose is worth nothing for another.
  String sign(String purpose, @Nullable Object... parts) {
    var message = new StringBuilder(purpose);
    for (Object part : parts) {
      String text = part == null ? "" : part.toString();
      message.append(part == null ? "\n-" : "\n" + text.length() + ":").append(text);
    }
    return base64(Arrays.copyOf(hmac(message.toString()), SIGNATURE_BYTES));
  }

  /// Says whether a signature is the right one; takes the same time whatever is different.
  static boolean same(String right, String shown) {
    return MessageDigest.isEqual(
        right.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }

  /// Bytes as base64url without padding.
  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private byte[] hmac(String message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, e);
    }
  }

  private static byte[] find(Sql sql, RandomGenerator random) throws SQLException {
    byte[] made = new byte[BYTES];
    random.nextBytes(made);
    sql.run("INSERT OR IGNORE INTO secrets (name, secret) VALUES ('files', ?)", made);
    return sql.first("SELECT secret FROM secrets WHERE name='files'", Secret::bytes).orElseThrow();
  }

  private static byte[] bytes(Row row) throws SQLException {
    return row.bytes(1);
  }

  @Override
  public String toString() {
    return "…";
  }
}
