package io.tertulia.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {
  @Test
  void ordinary_text_of_all_scripts_stays_as_it_is() {
    String text = "Grüße, 你好, שלום, مرحبا, 👩‍👩‍👧 |QuaD-^[]\\ ~ ";
    assertThat(SafeText.line(text)).isEqualTo(text);
  }

  @Test
  void control_characters_are_shown_and_not_carried_out() {
    assertThat(SafeText.line("\u001b[2Jx\u0007\b\r\n\u007f\u009b31m"))
        .isEqualTo("\\u001b[2Jx\\u0007\\u0008\\u000d\\u000a\\u007f\\u009b31m");
  }

  @Test
  void letters_cannot_be_reordered() {
    assertThat(SafeText.line("a\u202eb\u2066c\u200fd\u061ce"))
        .isEqualTo("a\\u202eb\\u2066c\\u200fd\\u061ce");
  }

  @Test
  void separators_of_lines_and_halves_of_characters_are_shown() {
    assertThat(SafeText.line("a\u2028b\u2029c\ud800d")).isEqualTo("a\\u2028b\\u2029c\\ud800d");
  }

  @Test
  void a_tab_is_a_space() {
    assertThat(SafeText.line("a\tb")).isEqualTo("a b");
  }

  @Test
  void later_lines_of_a_block_cannot_pass_for_lines_of_ours() {
    assertThat(SafeText.block("hi\n12:00 bob: forged\r\nend\u001b", "  "))
        .isEqualTo("hi\n  12:00 bob: forged\n  end\\u001b");
  }

  @Test
  void an_excerpt_is_one_short_line() {
    assertThat(SafeText.excerpt("  a\n\n b  c ", 10)).isEqualTo("a b c");
    assertThat(SafeText.excerpt("👍👍👍👍", 2)).isEqualTo("👍👍…");
  }
}
