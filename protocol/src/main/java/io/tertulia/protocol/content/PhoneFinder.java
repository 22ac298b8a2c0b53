package io.tertulia.protocol.content;

import io.tertulia.protocol.content.PhoneNumber.Group;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds phone numbers: groups of digits with separators between, perhaps with a `+` or a
/// parenthesis in front.
///
/// What was looked at from a digit or `+` and refused is ruled out; from a parenthesis it is looked
/// at only as far as a number can go.
final class PhoneFinder implements AutoLinks.Finder {
  private static final int MAX_SEPARATOR = 3;

  private final Draft line;
  private int ruledOut;

  /// A group, where it ends, and whether a parenthesis is open there.
  private record Part(Group group, int end, boolean open) {}

  PhoneFinder(Draft line) {
    this.line = line;
  }

  @Override
  public @Nullable AutoLink at(int start) {
    int first = line.at(start);
    if (start < ruledOut || !(Characters.isDigit(first) || first == '+' || first == '(')) {
      return null;
    }
    boolean parenthesis = first == '(';
    int sign = parenthesis ? start + 1 : start;
    boolean plus = line.codePointAt(sign) == '+';
    int digits = plus ? sign + 1 : sign;
    if (!Characters.isDigit(line.codePointAt(digits))) {
      return null;
    }
    List<Part> parts = read(digits, parenthesis);
    dropOpen(parts);
    int end = parts.isEmpty() ? start : last(parts).end();
    ruledOut = parenthesis ? ruledOut : end;
    if (!parts.isEmpty() && isGluedBehind(end)) {
      parts.remove(parts.size() - 1);
      dropOpen(parts);
    }
    if (isGluedBefore(start)
        || !PhoneNumber.isMeant(plus, parts.stream().map(Part::group).toList())) {
      return null;
    }
    String text = line.substring(start, last(parts).end());
    return new AutoLink("tel:" + PhoneNumber.dialled(text), text);
  }

  private List<Part> read(int start, boolean parenthesis) {
    List<Part> parts = new ArrayList<>();
    int limit = parenthesis ? start + PhoneNumber.MAX_LENGTH : line.length();
    boolean open = parenthesis;
    int separator = start;
    int digits = start;
    while (digits < limit && Characters.isDigit(line.codePointAt(digits))) {
      int end = digits;
      while (Characters.isDigit(line.codePointAt(end))) {
        end++;
      }
      Group group = new Group(line.substring(digits, end), line.substring(separator, digits));
      parts.add(new Part(group, end, open));
      separator = end;
      digits = end;
      while (digits - separator < MAX_SEPARATOR && isSeparator(digits, open)) {
        open = line.at(digits) == '(' || (open && line.at(digits) != ')');
        digits++;
      }
    }
    return parts;
  }

  /// Parentheses do not nest, and close only what is open; more than one blank separates columns.
  private boolean isSeparator(int index, boolean open) {
    int c = line.codePointAt(index);
    boolean column = Characters.isBlank(c) && Characters.isBlank(line.codePointBefore(index));
    return PhoneNumber.isSeparator(c) && !column && !(c == '(' && open) && !(c == ')' && !open);
  }

  private static void dropOpen(List<Part> parts) {
    while (!parts.isEmpty() && last(parts).open()) {
      parts.remove(parts.size() - 1);
    }
  }

  private static Part last(List<Part> parts) {
    return parts.get(parts.size() - 1);
  }

  private boolean isGluedBefore(int start) {
    int before = line.codePointBefore(start);
    return before >= 0 && (Characters.isWord(before) || "@./-+".indexOf(before) >= 0);
  }

  private boolean isGluedBehind(int end) {
    int next = line.codePointAt(end);
    return Characters.isWord(next)
        || next == '@'
        || (next == '-' && Characters.isWord(line.codePointAt(end + 1)));
  }
}
