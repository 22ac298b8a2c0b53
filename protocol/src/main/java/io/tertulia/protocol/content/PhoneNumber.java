package io.tertulia.protocol.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What makes digits a phone number, and which numbers look like one and are none.
final class PhoneNumber {
  private static final int MIN_DIGITS = 7;
  private static final int MAX_DIGITS = 15;

  /// More characters than a number with its separators can have.
  static final int MAX_LENGTH = 4 * MAX_DIGITS;

  private PhoneNumber() {}

  /// Digits in a row.
  ///
  /// @param separator what stands between the group before and this one; empty for the first
  record Group(String digits, String separator) {
    boolean isYear() {
      return digits.length() == 4 && (digits.charAt(0) == '1' || digits.charAt(0) == '2');
    }

    boolean isDayOrMonth(int max) {
      return digits.length() <= 2 && number() >= 1 && number() <= max;
    }

    boolean isByte() {
      return digits.length() <= 3 && number() <= 255;
    }

    private int number() {
      return Integer.parseInt(digits);
    }
  }

  static boolean isSeparator(int c) {
    return c == ' ' || c == '\u00A0' || c == '\u202F' || "().-/".indexOf(c) >= 0;
  }

  /// The digits and the leading `+` that the text dials, or null when it is no phone number.
  static @Nullable String dialled(String text) {
    StringBuilder dialled = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Characters.isDigit(c) || (c == '+' && dialled.length() == 0)) {
        dialled.append(c);
      } else if (!isSeparator(c)) {
        return null;
      }
    }
    int digits = dialled.length() - (dialled.indexOf("+") == 0 ? 1 : 0);
    return digits >= MIN_DIGITS && digits <= MAX_DIGITS ? dialled.toString() : null;
  }

  /// Says whether groups found in a text are meant as a phone number.
  static boolean isMeant(boolean plus, List<Group> groups) {
    long digits = groups.stream().mapToLong(group -> group.digits().length()).sum();
    if (digits < MIN_DIGITS || digits > MAX_DIGITS) {
      return false;
    }
    return plus
        || (groups.size() > 1
            && isWellSpaced(groups)
            && !groups.stream().allMatch(Group::isYear)
            && !hasDate(groups)
            && !isNumber(groups));
  }

  /// Unlike versions, networks and tables, phone numbers do not mix dots with dashes, end no
  /// sentence inside, and have no single digits but at the start or beside a parenthesis.
  private static boolean isWellSpaced(List<Group> groups) {
    boolean dots = false;
    boolean dashes = false;
    for (Group group : groups.subList(1, groups.size())) {
      String separator = group.separator();
      boolean dot = separator.contains(".");
      boolean enclosed = separator.contains("(") || separator.contains(")");
      boolean lonely = group.digits().length() == 1 && !enclosed;
      if (lonely || (dot && separator.length() > 1)) {
        return false;
      }
      dots |= dot;
      dashes |= separator.contains("-") || separator.contains("/");
    }
    return !(dots && dashes);
  }

  private static boolean hasDate(List<Group> groups) {
    for (int i = 2; i < groups.size(); i++) {
      Group first = groups.get(i - 2);
      Group second = groups.get(i - 1);
      Group third = groups.get(i);
      boolean joined =
          second.separator().equals(third.separator()) && "-./".contains(second.separator());
      if (joined
          && ((first.isYear() && isDay(second, third))
              || (third.isYear() && isDay(first, second)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDay(Group one, Group other) {
    return (one.isDayOrMonth(12) && other.isDayOrMonth(31))
        || (one.isDayOrMonth(31) && other.isDayOrMonth(12));
  }

  /// A decimal fraction, an internet address, or a number with dots between thousands.
  private static boolean isNumber(List<Group> groups) {
    List<Group> rest = groups.subList(1, groups.size());
    if (!rest.stream().allMatch(group -> group.separator().equals("."))) {
      return false;
    }
    boolean fraction = groups.size() == 2;
    boolean internetAddress = groups.size() == 4 && groups.stream().allMatch(Group::isByte);
    String first = groups.get(0).digits();
    boolean thousands =
        first.length() <= 3
            && !first.startsWith("0")
            && rest.stream().allMatch(group -> group.digits().length() == 3);
    return fraction || internetAddress || thousands;
  }
}
