package io.tertulia.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Takes JavaScript apart, as far as it must be to know code from comments and texts. Put together
/// again, the tokens are the source.
///
/// Whether a slash begins a regular expression or divides is told by what stands before it; behind
/// a closing brace or bracket it divides, as no statement here begins with a regular expression.
final class Tokens {
  /// What a token is.
  enum Kind {
    /// Blanks and ends of lines.
    GAP,
    COMMENT,
    STRING,
    /// A template's text between its back quotes and what is put into it, with those around.
    TEMPLATE,
    REGEX,
    /// A name, a keyword or a number.
    WORD,
    /// Any other character, or two that count up or down.
    MARK
  }

  /// A piece of source.
  record Token(Kind kind, String text) {
    boolean is(String wanted) {
      return text.equals(wanted) && (kind == Kind.WORD || kind == Kind.MARK);
    }

    /// Whether it says something to whoever runs it.
    boolean speaks() {
      return kind != Kind.GAP && kind != Kind.COMMENT;
    }
  }

  /// Words behind which a value follows, though they are no marks.
  private static final Set<String> BEFORE_VALUES =
      Set.of(
          "await",
          "case",
          "delete",
          "do",
          "else",
          "extends",
          "in",
          "instanceof",
          "new",
          "of",
          "return",
          "throw",
          "typeof",
          "void",
          "yield");

  private static final Set<String> AFTER_VALUES = Set.of(")", "]", "}", "++", "--");

  private final String source;
  private final List<Token> tokens = new ArrayList<>();

  /// For each brace that is open, whether a template goes on behind it.
  private final Deque<Boolean> braces = new ArrayDeque<>();

  private int at;
  private @Nullable Token last;
  private @Nullable Token beforeLast;

  private Tokens(String source) {
    this.source = source;
  }

  /// All tokens of a source, in order.
  ///
  /// @throws IllegalArgumentException when something in it has no end
  static List<Token> of(String source) {
    Tokens tokens = new Tokens(source);
    while (tokens.at < source.length()) {
      tokens.next();
    }
    tokens.found(tokens.braces.isEmpty() ? 0 : -1);
    return List.copyOf(tokens.tokens);
  }

  private void next() {
    char c = source.charAt(at);
    if (Character.isWhitespace(c)) {
      put(Kind.GAP, whilst(at, Character::isWhitespace));
    } else if (source.startsWith("//", at)) {
      int end = source.indexOf('\n', at);
      put(Kind.COMMENT, end < 0 ? source.length() : end);
    } else if (source.startsWith("/*", at)) {
      put(Kind.COMMENT, found(source.indexOf("*/", at + 2)) + 2);
    } else if (c == '\'' || c == '"') {
      put(Kind.STRING, behind(c));
    } else if (c == '`' || (c == '}' && !braces.isEmpty() && braces.pop())) {
      template();
    } else if (c == '/' && !dividing()) {
      put(Kind.REGEX, whilst(behindExpression(), Tokens::isWord));
    } else if (Character.isDigit(c)) {
      put(Kind.WORD, whilst(at, each -> isWord(each) || each == '.'));
    } else if (isWord(c)) {
      put(Kind.WORD, whilst(at, Tokens::isWord));
    } else {
      mark(c);
    }
  }

  private void mark(char c) {
    if (c == '{') {
      braces.push(false);
    }
    boolean counts = source.startsWith("++", at) || source.startsWith("--", at);
    put(Kind.MARK, at + (counts ? 2 : 1));
  }

  private void put(Kind kind, int end) {
    Token token = new Token(kind, source.substring(at, end));
    tokens.add(token);
    if (token.speaks()) {
      beforeLast = last;
      last = token;
    }
    at = end;
  }

  /// A template from its beginning, or from the end of what was put in, to its end, or to the next
  /// that is put in.
  private void template() {
    int end = at + 1;
    while (source.charAt(ended(end)) != '`' && !source.startsWith("${", end)) {
      end += source.charAt(end) == '\\' ? 2 : 1;
    }
    boolean more = source.charAt(end) == '$';
    if (more) {
      braces.push(true);
    }
    put(Kind.TEMPLATE, end + (more ? 2 : 1));
  }

  /// Where a string ends.
  private int behind(char quote) {
    int end = at + 1;
    while (source.charAt(ended(end)) != quote) {
      end += source.charAt(end) == '\\' ? 2 : 1;
    }
    return end + 1;
  }

  /// Where a regular expression ends, before its flags.
  private int behindExpression() {
    int end = at + 1;
    boolean inClass = false;
    while (inClass || source.charAt(ended(end)) != '/') {
      char c = source.charAt(ended(end));
      if (c == '\n') {
        throw new IllegalArgumentException(where() + ": a regular expression without an end");
      }
      inClass = c == '[' || (inClass && c != ']');
      end += c == '\\' ? 2 : 1;
    }
    return end + 1;
  }

  private boolean dividing() {
    if (last == null) {
      return false;
    }
    return switch (last.kind()) {
      case WORD ->
          !BEFORE_VALUES.contains(last.text()) || (beforeLast != null && beforeLast.is("."));
      case MARK -> AFTER_VALUES.contains(last.text());
      case TEMPLATE -> last.text().endsWith("`");
      default -> true;
    };
  }

  private int whilst(int from, IntPredicate fits) {
    int end = from;
    while (end < source.length() && fits.test(source.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isWord(int c) {
    return Character.isUnicodeIdentifierPart(c) || c == '$' || c == '_' || c == '#' || c == '\\';
  }

  private int ended(int index) {
    return found(index < source.length() ? index : -1);
  }

  private int found(int index) {
    if (index < 0) {
      throw new IllegalArgumentException(where() + ": something without an end");
    }
    return index;
  }

  private String where() {
    return "line " + (source.substring(0, at).chars().filter(c -> c == '\n').count() + 1);
  }
}
