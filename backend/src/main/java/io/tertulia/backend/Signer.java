package io.tertulia.backend;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs by HMAC-SHA256 with a secret key, whose text is the key. Safe for use by any thread.
final class Signer {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  Signer(String secretKey) {
    this.key = new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /// The signature of these parts, one behind the other: 32 bytes.
  byte[] sign(byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
