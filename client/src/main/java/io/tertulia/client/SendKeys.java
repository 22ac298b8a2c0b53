package io.tertulia.client;

import java.util.Random;

/// Keys that make a send safe to repeat: 128 bits of chance as 32 hexadecimal digits.
final class SendKeys {
  private static final int BYTES = 16;

  private SendKeys() {}

  static String next(Random random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    StringBuilder key = new StringBuilder(2 * BYTES);
    for (byte b : bytes) {
      key.append(Character.forDigit((b >> 4) & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
    }
    return key.toString();
  }
}
