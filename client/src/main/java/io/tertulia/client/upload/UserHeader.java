package io.tertulia.client.upload;

import java.nio.charset.StandardCharsets;

/// A user's id as a header carries it: see [io.tertulia.protocol.file.UploadHeaders#USER].
final class UserHeader {
  private static final String PLAIN = "-._~";

  private UserHeader() {}

  static String of(String userId) {
    StringBuilder header = new StringBuilder();
    for (byte octet : userId.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (octet & 0xFF);
      boolean alphanumeric = letter < 0x80 && Character.isLetterOrDigit(letter);
      if (alphanumeric || PLAIN.indexOf(letter) >= 0) {
        header.append(letter);
      } else {
        header.append('%').append(hex(letter >> 4)).append(hex(letter & 0xF));
      }
    }
    return header.toString();
  }

  private static char hex(int digit) {
    return Character.toUpperCase(Character.forDigit(digit, 16));
  }
}
