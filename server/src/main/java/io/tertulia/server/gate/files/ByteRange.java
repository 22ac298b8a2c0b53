package io.tertulia.server.gate.files;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A part of a file that was asked for, by the header `Range` of RFC 9110.
///
/// @param from its first byte
/// @param length how many bytes; none stands for a part that the file does not have
record ByteRange(long from, long length) {
  private static final Pattern UNIT = Pattern.compile("(?i)\\s*bytes\\s*=(.*)");
  private static final Pattern RANGE = Pattern.compile("(\\d*)-(\\d*)");
  private static final int MAX_DIGITS = 18;

  /// The one part that a header asks for; null when all of it is to be sent: nothing else was asked
  /// for, it makes no sense, or several parts are wanted, which nobody has to send.
  static @Nullable ByteRange parse(@Nullable String header, long size) {
    Matcher unit = UNIT.matcher(header == null ? "" : header);
    if (!unit.matches() || size == 0) {
      return null;
    }
    List<ByteRange> parts = new ArrayList<>();
    for (String element : unit.group(1).split(",", -1)) {
      if (!element.isBlank()) {
        Matcher range = RANGE.matcher(element.strip());
        ByteRange part = range.matches() ? of(range.group(1), range.group(2), size) : null;
        if (part == null) {
          return null;
        }
        parts.add(part);
      }
    }
    List<ByteRange> there = parts.stream().filter(part -> part.length > 0).toList();
    if (there.isEmpty()) {
      return parts.isEmpty() ? null : parts.getFirst();
    }
    return there.size() == 1 ? there.getFirst() : null;
  }

  private static @Nullable ByteRange of(String first, String last, long size) {
    if (first.isEmpty()) {
      if (last.isEmpty()) {
        return null;
      }
      long length = Math.min(number(last), size);
      return new ByteRange(size - length, length);
    }
    long from = number(first);
    long to = last.isEmpty() ? Long.MAX_VALUE : number(last);
    if (to < from) {
      return null;
    }
    return new ByteRange(from, from >= size ? 0 : Math.min(to, size - 1) - from + 1);
  }

  private static long number(String digits) {
    return digits.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
  }
}
