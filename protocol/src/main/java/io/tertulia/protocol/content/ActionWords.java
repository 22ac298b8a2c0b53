package io.tertulia.protocol.content;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// An action's name and its parameters, the latter form-encoded in markup: `c=yes&t=a%20b`.
final class ActionWords {
  private static final String HEX = "0123456789ABCDEF";

  private ActionWords() {}

  static String name(String node, String action) {
    if (!isName(action)) {
      throw new IllegalArgumentException(
          node + ".action: " + action + " (expected: one or more of A-Z a-z 0-9 _ -)");
    }
    return action;
  }

  static boolean isName(String action) {
    return !action.isEmpty()
        && Characters.all(action, c -> Characters.isAsciiLetterOrDigit(c) || c == '_' || c == '-');
  }

  static Map<String, String> params(Map<String, String> params) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(params));
  }

  static String encode(Map<String, String> params) {
    StringBuilder form = new StringBuilder();
    params.forEach((key, value) -> {
      form.append(form.length() == 0 ? "" : "&");
      encode(key, form);
      form.append('=');
      encode(value, form);
    });
    return form.toString();
  }

  private static void encode(String text, StringBuilder form) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (Characters.isAsciiLetterOrDigit(b) || "-._".indexOf(b) >= 0) {
        form.append((char) b);
      } else {
        form.append('%').append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
      }
    }
  }

  /// The pairs of a form, the last one of a name counting; empty when an escape is not UTF-8.
  static Optional<Map<String, String>> decode(String form) {
    Map<String, String> params = new LinkedHashMap<>();
    try {
      for (String pair : form.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals >= 0) {
          params.put(plain(pair.substring(0, equals)), plain(pair.substring(equals + 1)));
        } else if (!pair.isEmpty()) {
          params.put(plain(pair), "");
        }
      }
      return Optional.of(params);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String plain(String encoded) throws CharacterCodingException {
    if (encoded.indexOf('%') < 0) {
      return encoded.replace('+', ' ');
    }
    byte[] given = encoded.replace('+', ' ').getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(given.length);
    for (int i = 0; i < given.length; i++) {
      if (given[i] != '%') {
        bytes.write(given[i]);
        continue;
      }
      bytes.write(digit(given, i + 1) << 4 | digit(given, i + 2));
      i += 2;
    }
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes.toByteArray()))
        .toString();
  }

  private static int digit(byte[] bytes, int index) throws CharacterCodingException {
    int value = index < bytes.length ? Character.digit((char) bytes[index], 16) : -1;
    if (value < 0) {
      throw new CharacterCodingException();
    }
    return value;
  }
}
