package io.tertulia.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tertulia.web.Tokens.Kind;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = /['\"`]/g;",
        "x = [/[/]\\//u, /a/]",
        "return /}/",
        "(/*why*/ /b/)",
        "f(a => /c/.test(a))",
        "`${/`/}`",
        "`${a}${/d/}`",
        "!/e/",
        "typeof /f/",
      })
  void a_slash_where_a_value_is_wanted_begins_an_expression(String source) {
    assertThat(kinds(source)).contains(Kind.REGEX);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a / b / c",
        "(a) / 2 / 3",
        "a[0] / 2 / 3",
        "`a` / 2 / 3",
        "a++ / 2 / 3",
        "1_000 / 2 / 3",
        "1. / 2 / 3",
        "x.of / 2 / 3",
        "this.#in / 2 / 3",
        "'a' / 2 / 3",
        "`${a / 2 / 3}`",
      })
  void a_slash_behind_a_value_divides(String source) {
    assertThat(kinds(source)).doesNotContain(Kind.REGEX);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'// no'          | STRING",
        "\"/* no */\"     | STRING",
        "'it\\'s // no'   | STRING",
        "'\\\\'           | STRING",
        "`// no ' \\` $ {` | TEMPLATE",
        "/[/*]\\/\\/x/gu  | REGEX",
        "/* 'yes' */      | COMMENT",
        "// `yes`         | COMMENT",
        "#secret          | WORD",
        "ça$_1            | WORD",
        "0x1f.5           | WORD",
      })
  void what_belongs_together_is_one_token(String source, Kind kind) {
    assertThat(Tokens.of(source)).containsExactly(new Tokens.Token(kind, source));
  }

  @Test
  void a_template_is_taken_apart_at_what_is_put_in() {
    String source = "`a ${{ b: `c ${d} }` }.b /* e */} f // ${'}'}`";
    assertThat(Tokens.of(source).stream().filter(token -> token.kind() == Kind.TEMPLATE))
        .extracting(Tokens.Token::text)
        .containsExactly("`a ${", "`c ${", "} }`", "} f // ${", "}`");
    assertThat(kinds(source)).contains(Kind.COMMENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'a", "`a", "`a ${b", "/* a", "a = /b", "a = /b\n/", "a = /[/]", "'a\\"})
  void what_has_no_end_is_refused(String source) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tokens.of(source))
        .withMessageMatching("line [12]: .*without an end");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chat/message-list.js",
        "client/session.js",
        "dashboard/index.js",
        "lib/lit-html/lit-html.js",
        "lib/uplot/uPlot.esm.js",
      })
  void the_tokens_together_are_the_source(String path) {
    String source = Sources.text(path);
    assertThat(Tokens.of(source).stream().map(Tokens.Token::text).collect(Collectors.joining()))
        .isEqualTo(source);
  }

  private static List<Kind> kinds(String source) {
    return Tokens.of(source).stream().map(Tokens.Token::kind).toList();
  }
}
