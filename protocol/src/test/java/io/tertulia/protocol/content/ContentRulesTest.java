package io.tertulia.protocol.content;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.tertulia.protocol.content.Markup.Style;
import io.tertulia.protocol.json.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentRulesTest {

  /// The vectors of markup.md for explicit nodes.
  @ParameterizedTest(name = "{0}, accepted: {1}, {2}")
  @MethodSource("vectors")
  void an_explicit_node_is_accepted_or_rejected_as_the_specification_says(
      Sender sender, boolean accepted, Json node) {
    if (accepted) {
      assertThatNoException().isThrownBy(() -> request(sender, node));
    } else {
      assertThatIllegalArgumentException().isThrownBy(() -> request(sender, node));
    }
  }

  static Stream<Arguments> vectors() {
    return Resource.objects("node-vectors.json")
        .map(vector ->
            Arguments.of(
                Sender.valueOf(vector.text("sender")),
                vector.flag("accepted"),
                vector.object("node").json()));
  }

  private static void request(Sender sender, Json node) {
    Json block =
        Json.object()
            .put("type", "text")
            .put("children", new Json.Arr(List.of(Json.of("x"), node)))
            .build();
    ContentRules.check(List.of(SendContentBlock.read(block, "content[0]")), sender);
  }

  @Test
  void content_is_exactly_one_block() {
    var block = TextBlock.of(new Text("x"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContentRules.check(List.of(), Sender.TRUSTED))
        .withMessage("content: 0 blocks (expected: exactly 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContentRules.check(List.of(block, block), Sender.TRUSTED))
        .withMessage("content: 2 blocks (expected: exactly 1)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t ", "\u00A0\u3000", "\u200B", "``` ```", "\u2060\u0000"})
  void text_that_shows_nothing_is_rejected(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContentRules.check(List.of(TextBlock.parse(text)), Sender.USER))
        .withMessage("content[0]: blank text (expected: something to read)");
  }

  @Test
  void a_node_that_may_not_be_sent_is_named_by_its_path() {
    var button = new ActionButton("vote", Map.of(), List.of(new Text("Yes")));
    var block =
        TextBlock.of(new Text("Vote: "), new Markup(Style.BOLD, List.of(new Text("!"), button)));
    assertThatCode(() -> ContentRules.check(List.of(block), Sender.TRUSTED))
        .doesNotThrowAnyException();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContentRules.check(List.of(block), Sender.USER))
        .withMessage(
            "content[0].children[1].children[1]: actionButton (expected: a node that may be sent)");
  }

  @Test
  void files_and_places_are_content_too() {
    var file = new SendFileBlock(new FileToken("ft_1"));
    assertThatNoException().isThrownBy(() -> ContentRules.check(List.of(file), Sender.USER));
    var place = new LocationBlock(52.37, 4.89);
    assertThatNoException().isThrownBy(() -> ContentRules.check(List.of(place), Sender.USER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"poll\"}",
        "{\"type\":\"codeBlock\",\"text\":\"x\",\"language\":\"java\"}",
        "{\"type\":\"blockquote\",\"children\":[\"x\"]}"
      })
  void unknown_nodes_are_rejected_from_everybody(String node) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request(Sender.TRUSTED, Json.parse(node)))
        .withMessageStartingWith("content[0].children[1]: ");
  }

  @Test
  void unknown_blocks_are_rejected_from_everybody() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SendContentBlock.read(Json.parse("{\"type\":\"poll\"}"), "content[0]"))
        .withMessage("content[0].type: poll (expected: text, file or location)");
  }
}
