package io.tertulia.protocol.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A megabyte of what a parser may choke on. With work that grows as the square of the text, none
/// of these would come to an end within hours.
class HostileMarkupTest {
  private static final int LENGTH = 1_000_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "_",
        "*a ",
        "*a",
        " *a",
        "*a_b~c ",
        "*_~a",
        " *a _b ~c",
        "*a* _b_ ",
        "`",
        "```",
        "``` ",
        "```a",
        "```\n",
        "<",
        "<https://ex.test|",
        "<https://ex.test|a>",
        "<actionlink:a?",
        "<actionlink:a|*",
        "<actionlink:a?%41=%|x>",
        "<mailto:",
        "|>",
        "(",
        ")",
        "(1",
        "(1)",
        "(1 ",
        "1 (1 ",
        "(1(1)",
        "(1) 1",
        "1",
        "1 ",
        "1-",
        "1-a",
        "12.05.2024 ",
        "1234567-12345 ",
        "020-123 4567 ",
        "020-123 4567(",
        "+",
        "+1",
        "a",
        "a.",
        "a.b-",
        "a..",
        "é.",
        "ß",
        "ex.test",
        "ex.test ",
        "ex.test.",
        "ex.test/",
        "ex.test_",
        "ex.test)",
        "a@",
        "a@a",
        "a@b.test@",
        "joe@ex.test ",
        "joe@ex.test_",
        "joe..",
        "_a",
        "@",
        "h",
        "http",
        "http://",
        "https://!",
        "https://a",
        "https://a.",
        "https://ex.test)",
        "https://ex.test/(",
        "https://a:",
        "https://a@",
        "https://[",
        "- a\n",
        "- a\n\n",
        "-\n",
        "- ",
        "\n",
        "\r",
        " ",
        "\uFFFC",
        "\uFFFC*a",
        "😀*"
      })
  void a_megabyte_of_it_is_parsed(String pattern) {
    String text = pattern.repeat(LENGTH / pattern.length());
    TextBlock block = MarkupParser.parse(text, Sender.TRUSTED);
    assertThat(block.toMarkup()).hasSizeLessThan(2 * LENGTH);
    if (pattern.contains("<")) {
      // A user's text takes the same way but for the angle forms.
      assertThat(TextBlock.parse(text).toMarkup()).hasSizeLessThan(2 * LENGTH);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*a ",
        "(",
        "a.",
        "1 ",
        "<https://ex.test|",
        "<actionlink:.|",
        "https://ex.test)",
        " _"
      })
  void a_megabyte_of_it_behind_something_else_is_parsed(String pattern) {
    for (String start : new String[] {"*", "(1", "https://ex.test/", "joe@", "<tel:1|", "```"}) {
      String text = start + pattern.repeat(LENGTH / pattern.length()) + "*>)";
      assertThat(MarkupParser.parse(text, Sender.TRUSTED).toPlaintext()).isNotEmpty();
    }
  }
}
