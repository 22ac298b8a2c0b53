package io.tertulia.protocol.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.tertulia.protocol.content.Markup.Style;
import io.tertulia.protocol.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentValuesTest {
  private static final List<TextNode> LABEL = List.of(new Text("x"));

  @Test
  void text_nests_sixteen_levels_deep_and_no_deeper() {
    TextNode node = new Text("x");
    for (int levels = 1; levels < 16; levels++) {
      node = new Markup(Style.ITALIC, List.of(node));
    }
    TextNode sixteen = node;
    assertThatNoException().isThrownBy(() -> TextBlock.of(sixteen));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TextBlock.of(new Markup(Style.BOLD, List.of(sixteen))))
        .withMessage("text: nodes nested deeper (expected: at most 16 levels)");
  }

  @Test
  void lists_stand_at_the_top_only_and_bullet_points_in_lists_only() {
    var point = new BulletPoint(LABEL);
    var list = new BulletList(List.of(point));
    assertThatNoException().isThrownBy(() -> TextBlock.of(list, list));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TextBlock.of(point))
        .withMessage("text.children: bulletPoint (expected: bullet points in a bulletList only)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Markup(Style.ITALIC, List.of(list)))
        .withMessage("italic.children: bulletList (expected: nodes that stand in a line)");
    assertThatIllegalArgumentException().isThrownBy(() -> new BulletPoint(List.of(list)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Link("https://ex.test", List.of(point)));
  }

  @Test
  void a_label_holds_no_link_of_any_kind_at_any_depth() {
    for (TextNode inner :
        List.of(
            new Link("https://ex.test", LABEL),
            new AutoLink("https://ex.test", "ex.test"),
            new ActionLink("a", Map.of(), LABEL),
            new ActionButton("a", Map.of(), LABEL))) {
      List<TextNode> label = List.of(new Markup(Style.BOLD, List.of(inner)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Link("https://ex.test", label))
          .withMessageEndingWith("(expected: a label without links)");
      assertThatIllegalArgumentException().isThrownBy(() -> new ActionLink("a", Map.of(), label));
      assertThatIllegalArgumentException().isThrownBy(() -> new ActionButton("a", Map.of(), label));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ex.test",
        "HTTP://ex.test:8080/a?b#c",
        "http://localhost",
        "https://[::1]/",
        "mailto:a@ex.test",
        "tel:+31612345678"
      })
  void a_link_leads_to_web_mail_or_phone(String url) {
    assertThat(new Link(url, LABEL).url()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "/rel",
        "//ex.test",
        "ex.test",
        "https:ex.test",
        "https://",
        "https:///a",
        "https://a b",
        "https://ex.test/a\\b",
        "https://ex.test/\n",
        "https://-x-/",
        "ftp://ex.test",
        "javascript:alert(1)",
        "JavaScript:1",
        "data:text/html,x",
        "mailto:",
        "tel:",
        "tel:x"
      })
  void a_link_leads_nowhere_else(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Link(url, LABEL))
        .withMessageStartingWith("link.url: " + url);
  }

  @ParameterizedTest
  @ValueSource(strings = {":a:", ":cat_roomba:", ":+1:", ":x-Y_9:"})
  void a_custom_emoji_is_a_name_between_colons(String text) {
    assertThat(new CustomEmoji(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "::", ":::", "a", ":a", "a:", ":a b:", ":é:", ":a:b:"})
  void what_is_no_name_between_colons_is_no_custom_emoji(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new CustomEmoji(text));
  }

  @Test
  void a_custom_emoji_has_at_most_fifty_characters() {
    assertThatNoException().isThrownBy(() -> new CustomEmoji(":" + "a".repeat(48) + ":"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CustomEmoji(":" + "a".repeat(49) + ":"));
  }

  @Test
  void a_mention_names_a_user() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Mention("", "Ann"))
        .withMessage("mention.id: empty (expected: a user id)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a.b", "é", "a?"})
  void an_action_is_named_by_letters_digits_and_dashes(String action) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ActionButton(action, Map.of(), LABEL))
        .withMessageStartingWith("actionButton.action: ");
    assertThatIllegalArgumentException().isThrownBy(() -> new ActionLink(action, Map.of(), LABEL));
  }

  @ParameterizedTest
  @CsvSource({"90.1,0", "-90.1,0", "0,180.1", "0,-180.1", "NaN,0", "0,Infinity"})
  void a_place_is_on_earth(double latitude, double longitude) {
    assertThatIllegalArgumentException().isThrownBy(() -> new LocationBlock(latitude, longitude));
  }

  @Test
  void values_do_not_change_with_the_collections_they_were_made_of() {
    List<TextNode> children = new ArrayList<>(LABEL);
    Map<String, String> params = new LinkedHashMap<>(Map.of("a", "b"));
    var link = new ActionLink("a", params, children);
    var block = new TextBlock(children);
    params.clear();
    children.clear();
    assertThat(link.params()).containsEntry("a", "b");
    assertThat(link.children()).isEqualTo(LABEL);
    assertThat(block.children()).isEqualTo(LABEL);
  }

  @Test
  void what_is_known_cannot_be_unknown() {
    var bold = (Json.Obj) Json.parse("{\"type\":\"bold\",\"children\":[]}");
    assertThatIllegalArgumentException().isThrownBy(() -> new UnknownNode(bold));
    var text = (Json.Obj) Json.parse("{\"type\":\"text\"}");
    assertThatIllegalArgumentException().isThrownBy(() -> new UnknownBlock(text));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UnknownBlock((Json.Obj) Json.parse("{}")));
  }

  @Test
  void a_preview_is_asked_for_by_the_address_of_the_picture() {
    var plain = new ImageBlock(new FileToken("t"), "/files/a/b/c.png", 1, "c.png", null, null);
    assertThat(plain.previewUrl(PreviewSize.SMALL)).isEqualTo("/files/a/b/c.png?preview=small");
    var signed = new ImageBlock(plain.token(), plain.url() + "?expires=1", 1, "c.png", 1, 2);
    assertThat(signed.previewUrl(PreviewSize.LARGE))
        .isEqualTo("/files/a/b/c.png?expires=1&preview=large");
  }
}
