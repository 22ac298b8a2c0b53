package io.tertulia.protocol.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {

  @Test
  void every_emoji_that_is_fully_qualified_stays_as_it_is() {
    List<String> all =
        Resource.lines("emoji.txt").stream()
            .filter(line -> !line.startsWith("# "))
            .flatMap(line -> Stream.of(line.split(" ", -1)))
            .toList();

    assertThat(all).hasSize(3_790).doesNotHaveDuplicates();
    assertThat(all).allSatisfy(emoji -> assertThat(Emoji.canonical(emoji)).isEqualTo(emoji));
  }

  @Test
  void every_other_string_of_the_emoji_test_becomes_fully_qualified() {
    List<String[]> all =
        Resource.lines("emoji-unqualified.txt").stream()
            .filter(line -> !line.startsWith("# "))
            .map(line -> line.split(" ", -1))
            .toList();

    assertThat(all).hasSize(1_252);
    assertThat(all)
        .allSatisfy(pair -> assertThat(Emoji.canonical(pair[0])).as(pair[0]).isEqualTo(pair[1]));
  }

  @Test
  void a_selector_that_is_not_needed_is_taken_away() {
    assertThat(Emoji.canonical("\uD83D\uDC4D\uFE0F")).isEqualTo("\uD83D\uDC4D");
    assertThat(Emoji.canonical("\u2764")).isEqualTo("\u2764\uFE0F");
  }

  @Test
  void the_name_of_a_custom_emoji_stays_as_it_is() {
    assertThat(Emoji.canonical(":party-parrot_+1:")).isEqualTo(":party-parrot_+1:");
    assertThat(Emoji.canonical(":" + "x".repeat(48) + ":")).hasSize(50);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "1",
        "#",
        "\uFE0F",
        "\u200D",
        ":-)",
        "::",
        ":a b:",
        ":a",
        "ok",
        "\uD83D\uDC4D\uD83D\uDC4D",
        " \uD83D\uDC4D",
        "\uD83D",
        "\uDC4D",
        "\u2764\uFE0E",
        "\uD83C\uDDE9",
        "\uD83D\uDC4D\uD83C\uDFFD\uD83C\uDFFD"
      })
  void what_is_not_exactly_one_emoji_is_none(String text) {
    assertThat(Emoji.canonical(text)).isNull();
  }

  @Test
  void a_long_text_is_none() {
    assertThat(Emoji.canonical("\uD83D\uDC4D".repeat(5_000))).isNull();
    assertThat(Emoji.canonical("\uFE0F".repeat(10_000))).isNull();
    assertThat(Emoji.canonical(":" + "x".repeat(49) + ":")).isNull();
  }
}
