package io.tertulia.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.web.Tokens.Token;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LeanTest {
  @Test
  void comments_and_indents_go() {
    String source =
        """
        /** A thing. @type {string} */
        export class A { // yes
          /* one
             line */
          #b = 1;

            c() {
              return this.#b /* half */ / 2;
            }
        }
        """;
    assertThat(lean(source))
        .isEqualTo(
            """
            export class A {
            #b = 1;
            c() {
            return this.#b / 2;
            }
            }
            """);
  }

  @Test
  void a_line_ends_where_it_did() {
    assertThat(lean("a /* b\n */ c")).isEqualTo("a\nc\n");
    assertThat(lean("a // b\nc")).isEqualTo("a\nc\n");
    assertThat(lean("a/**/b")).isEqualTo("a b\n");
  }

  @Test
  void what_is_written_in_texts_stays() {
    String source = "a = '// b' + `\n  /* c */ ${d /* e */}\n  f` + /[/*]  g/;";
    assertThat(lean(source)).isEqualTo("a = '// b' + `\n  /* c */ ${d }\n  f` + /[/*]  g/;\n");
  }

  @Test
  void who_wrote_it_stays() {
    String licence = "/**\n * @license\n * Copyright 2017 Google LLC\n */";
    assertThat(lean(licence + "\nconst a = 1;\n//# sourceMappingURL=a.js.map"))
        .isEqualTo(licence + "\nconst a = 1;\n");
    assertThat(lean("/*! mine */ a")).isEqualTo("/*! mine */ a\n");
  }

  /// Every module that is handed out says what its source says.
  @ParameterizedTest
  @MethodSource("modules")
  void nothing_that_is_run_goes(String path) {
    String source = Sources.text(path);
    assertThat(said(Lean.of(source))).isEqualTo(said(Tokens.of(source)));
  }

  static List<String> modules() {
    return new Scripts(
            List.of(
                "chat/index.js", "client/index.js", "dashboard/index.js", "pages/playground.js"),
            Sources::text)
        .paths().stream().sorted().toList();
  }

  private static List<String> said(List<Token> tokens) {
    return tokens.stream().filter(Token::speaks).map(Token::text).toList();
  }

  private static String lean(String source) {
    return Lean.of(source).stream().map(Token::text).collect(Collectors.joining());
  }
}
