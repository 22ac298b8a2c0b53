package io.tertulia.server.masking;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.List;
import java.util.Locale;

/// What is hidden in texts, and from whom. `docs/roles.md` tells it to those who choose.
///
/// @param links whether web addresses are hidden
/// @param emails whether mail addresses are hidden
/// @param phones whether phone numbers are hidden
/// @param allowedHosts hosts that links may lead to; `*.example.com` means those below it, without
///   itself
/// @param words hidden where they stand as whole words, in whatever case
/// @param replacement what is shown instead
public record Masking(
    Mode mode,
    boolean links,
    boolean emails,
    boolean phones,
    List<String> allowedHosts,
    List<String> allowedEmails,
    List<String> allowedPhones,
    List<String> words,
    List<Expression> patterns,
    String replacement) {
  /// The longest list of words, hosts, mail addresses or phone numbers.
  public static final int MAX_ITEMS = 1_000;

  /// The longest word, host, mail address, phone number or replacement, in characters.
  public static final int MAX_ITEM_LENGTH = 255;

  /// How many patterns there may be, and exceptions to one.
  public static final int MAX_PATTERNS = 20;

  /// The longest pattern, in characters.
  public static final int MAX_PATTERN_LENGTH = 500;

  /// How many steps all patterns and exceptions may have together: so many things are tried at each
  /// character of a text, at most. `x{900}` has 900.
  public static final int MAX_STEPS = 1_000;

  /// Hides nothing.
  public static final Masking NONE =
      new Masking(
          Mode.NONE,
          false,
          false,
          false,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          "(hidden information)");

  private static final List<String> MEMBERS =
      List.of(
          "mode",
          "links",
          "emails",
          "phones",
          "allowedHosts",
          "allowedEmails",
          "allowedPhones",
          "words",
          "patterns",
          "replacement");

  public Masking {
    allowedHosts = List.copyOf(allowedHosts);
    allowedEmails = List.copyOf(allowedEmails);
    allowedPhones = List.copyOf(allowedPhones);
    words = List.copyOf(words);
    patterns = List.copyOf(patterns);
  }

  /// In whose messages something is hidden.
  public enum Mode {
    /// In none.
    NONE,
    /// In all, the reader's own too.
    ALL,
    /// In those of others: authors see what they wrote and are not told that others do not.
    OTHERS;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A pattern in the syntax of RE2, which takes time in proportion to the text.
  ///
  /// @param match what is hidden
  /// @param except what stays nevertheless: a hit inside one of these
  public record Expression(String match, List<String> except) {
    public Expression {
      except = List.copyOf(except);
    }

    private static Expression read(Fields in) {
      in.only(List.of("match", "except"));
      checkPattern(in.text("match"), in.at("match"));
      checkCount(in, "except", in.texts("except").size(), MAX_PATTERNS);
      in.list(
          "except",
          (json, path) -> {
            checkPattern(Fields.asText(json, path), path);
            return path;
          });
      return new Expression(in.text("match"), in.texts("except"));
    }

    private int steps() {
      int steps = Pattern.compile(match).programSize();
      for (String spared : except) {
        steps += Pattern.compile(spared).programSize();
      }
      return steps;
    }

    private Json json() {
      return Json.object().put("match", match).putAll("except", texts(except)).build();
    }
  }

  /// Reads settings; what is missing is as in [#NONE].
  ///
  /// @throws IllegalArgumentException naming the first member that is unknown, too long or no
  ///   pattern
  public static Masking read(Fields in) {
    in.only(MEMBERS);
    List<Expression> patterns = in.objects("patterns", Expression::read);
    checkCount(in, "patterns", patterns.size(), MAX_PATTERNS);
    int steps = patterns.stream().mapToInt(Expression::steps).sum();
    if (steps > MAX_STEPS) {
      throw in.bad("patterns", steps + " steps", "at most " + MAX_STEPS);
    }
    return new Masking(
        mode(in),
        in.flag("links"),
        in.flag("emails"),
        in.flag("phones"),
        items(in, "allowedHosts"),
        items(in, "allowedEmails"),
        items(in, "allowedPhones"),
        items(in, "words"),
        patterns,
        item(in.textOr("replacement", NONE.replacement), in.at("replacement")));
  }

  public Json json() {
    return Json.object()
        .put("mode", mode.wire())
        .put("links", new Json.Bool(links))
        .put("emails", new Json.Bool(emails))
        .put("phones", new Json.Bool(phones))
        .putAll("allowedHosts", texts(allowedHosts))
        .putAll("allowedEmails", texts(allowedEmails))
        .putAll("allowedPhones", texts(allowedPhones))
        .putAll("words", texts(words))
        .putAll("patterns", patterns.stream().map(Expression::json).toList())
        .put("replacement", replacement)
        .build();
  }

  private static Mode mode(Fields in) {
    String wire = in.textOr("mode", Mode.NONE.wire());
    for (Mode mode : Mode.values()) {
      if (mode.wire().equals(wire)) {
        return mode;
      }
    }
    throw in.bad("mode", wire, "none, all or others");
  }

  private static List<String> items(Fields in, String name) {
    checkCount(in, name, in.texts(name).size(), MAX_ITEMS);
    return in.list(name, (json, path) -> item(Fields.asText(json, path), path));
  }

  private static String item(String text, String path) {
    if (text.isBlank() || text.length() > MAX_ITEM_LENGTH) {
      throw new IllegalArgumentException(
          path + ": " + text.length() + " characters (expected: 1 to " + MAX_ITEM_LENGTH + ")");
    }
    return text;
  }

  private static void checkPattern(String pattern, String path) {
    if (pattern.isEmpty() || pattern.length() > MAX_PATTERN_LENGTH) {
      throw new IllegalArgumentException(
          path
              + ": "
              + pattern.length()
              + " characters (expected: 1 to "
              + MAX_PATTERN_LENGTH
              + ")");
    }
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          path + ": " + e.getMessage() + " (expected: a pattern in the syntax of RE2)", e);
    }
  }

  private static void checkCount(Fields in, String name, int count, int max) {
    if (count > max) {
      throw in.bad(name, Integer.toString(count), "at most " + max);
    }
  }

  private static List<Json> texts(List<String> items) {
    return items.stream().map(Json::of).toList();
  }
}
