package io.tertulia.protocol.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '"',
      value = {
        "*a*b* => [{'type':'bold','children':['a*b']}]",
        "*a *b* c => [{'type':'bold','children':['a *b']},' c']",
        "*_* => [{'type':'bold','children':['_']}]",
        "*b** => ['*b**']",
        "😀*b*😀 => ['😀',{'type':'bold','children':['b']},'😀']",
        "❤️*b* => ['❤️',{'type':'bold','children':['b']}]",
        "é*b* => ['é*b*']",
        "e\u0301*b* => ['e\u0301*b*']",
        "*b*é => ['*b*é']",
        "```a```*b* => [{'type':'codeSpan','text':'a'},{'type':'bold','children':['b']}]",
        "*```a```* => [{'type':'bold','children':[{'type':'codeSpan','text':'a'}]}]",
        "``````x``` => ['```',{'type':'codeSpan','text':'x'}]",
        "+ a *b => [{'type':'bulletList','children':[{'type':'bulletPoint','children':['a *b']}]}]",
        "\uFFFC*a* => ['\uFFFC',{'type':'bold','children':['a']}]"
      })
  void emphasis_and_code_follow_the_rules_where_the_vectors_are_silent(String text, String nodes) {
    assertThat(NodeJson.array(TextBlock.parse(text).children()))
        .isEqualTo(Json.parse(nodes.replace('\'', '"')));
  }

  @Test
  void code_may_span_the_lines_of_a_bullet_point() {
    assertThat(TextBlock.parse("- ```\na\nb\n```\n- c").children())
        .containsExactly(
            new BulletList(
                List.of(
                    new BulletPoint(List.of(new CodeSpan("a\nb"))),
                    new BulletPoint(List.of(new Text("c"))))));
  }

  @Test
  void blank_lines_between_lists_stay_but_for_the_breaks_beside_the_lists() {
    var list = new BulletList(List.of(new BulletPoint(List.of(new Text("a")))));
    assertThat(TextBlock.parse("x\n\n- a\n\n\n- a\n\ny").children())
        .containsExactly(new Text("x\n"), list, new Text("\n"), list, new Text("\ny"));
  }

  @Test
  void a_text_of_blank_lines_has_no_nodes() {
    assertThat(TextBlock.parse(" \r\n\t\n \r").children()).isEmpty();
  }

  @Test
  void an_action_takes_its_parameters_from_a_form() {
    TextBlock block =
        MarkupParser.parse(
            "<ActionLink:go?a=1+2&b&=&c=%C3%A9%26&a=3|*Go* ```>```>", Sender.TRUSTED);
    assertThat(block.children()).hasSize(1);
    ActionLink link = (ActionLink) block.children().get(0);
    assertThat(link.params()).isEqualTo(Map.of("a", "3", "b", "", "", "", "c", "é&"));
    assertThat(link.children()).hasSize(3).last().isEqualTo(new CodeSpan(">"));
    assertThat(block.toMarkup()).isEqualTo("<actionlink:go?a=3&b=&=&c=%C3%A9%26|*Go* ```>```>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<https://ex.test>",
        "<https://ex.test|>",
        "<https://ex.test| >",
        "<https://ex.test|x",
        "<https://ex.test|x\n>",
        "<https://|x>",
        "<ex.test|x>",
        "<ftp://ex.test|x>",
        "<actionlink:|x>",
        "<actionlink:a b|x>",
        "<actionlink:a.b|x>",
        "<actionbutton:v?a=%|x>",
        "<actionbutton:v?a=%zz|x>",
        "<actionbutton:v?a=%FF|x>",
        "<actionbutton:v?a=b c|x>",
        "<actionother:v|x>"
      })
  void what_is_no_angle_form_stays_text(String text) {
    TextBlock block = MarkupParser.parse(text, Sender.TRUSTED);
    assertThat(block.toPlaintext()).isEqualTo(text);
    assertThat(block.children())
        .noneMatch(node -> node instanceof Link || node instanceof ActionLink)
        .noneMatch(node -> node instanceof ActionButton);
  }

  @Test
  void an_angle_form_may_follow_a_broken_one() {
    assertThat(MarkupParser.parse("<https://a.test <tel:112|x>", Sender.TRUSTED).children())
        .last()
        .isEqualTo(new Link("tel:112", List.of(new Text("x"))));
  }

  @Test
  void plaintext_shows_labels_names_and_list_points() {
    TextBlock block =
        TextBlock.of(
            new Text("Hi "),
            new Mention("u1", "Ann"),
            new BulletList(
                List.of(
                    new BulletPoint(List.of(new Link("https://ex.test", List.of(new Text("x"))))),
                    new BulletPoint(List.of(new CustomEmoji(":cat:"), new CodeSpan("y"))))),
            new Text("end"));
    assertThat(block.toPlaintext()).isEqualTo("Hi @Ann\n- x\n- :cat:y\nend");
    assertThat(block.toMarkup()).isEqualTo("Hi @Ann\n- <https://ex.test|x>\n- :cat:```y```\nend");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\nx", "x\n", "\n", "`x", "x`", "\nx`", "x\n\ny"})
  void code_survives_its_markup(String code) {
    TextBlock block = TextBlock.of(new Text("a "), new CodeSpan(code), new Text(" b"));
    assertThat(TextBlock.parse(block.toMarkup())).isEqualTo(block);
  }
}
