package io.tertulia.protocol.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Json;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The test vectors of the specification: markup.md (1 to 71) and data-api.md 2.12 (from 101).
class MarkupVectorsTest {

  @ParameterizedTest(name = "{0} {1}: {2}")
  @MethodSource("vectors")
  void markup_means_the_nodes_that_the_specification_says(
      long number, Sender sender, String text, List<Json> nodes) {
    assertThat(MarkupParser.parse(text, sender).children().stream().map(TextNode::json).toList())
        .as(text)
        .isEqualTo(nodes);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @MethodSource("vectors")
  void what_was_parsed_is_parsed_again_from_its_markup(
      long number, Sender sender, String text, List<Json> nodes) {
    TextBlock block = MarkupParser.parse(text, sender);
    assertThat(MarkupParser.parse(block.toMarkup(), sender)).isEqualTo(block);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @MethodSource("vectors")
  void the_nodes_of_the_specification_are_read_and_written_unchanged(
      long number, Sender sender, String text, List<Json> nodes) {
    Json block = Json.object().put("type", "text").put("children", new Json.Arr(nodes)).build();
    assertThat(ContentBlock.read(block, "").json()).isEqualTo(block);
    assertThat(ContentBlock.read(block, "")).isEqualTo(MarkupParser.parse(text, sender));
  }

  static Stream<Arguments> vectors() {
    return Resource.objects("markup-vectors.json")
        .map(vector ->
            Arguments.of(
                vector.integer("number"),
                Sender.valueOf(vector.text("sender")),
                vector.text("text"),
                vector.list("nodes", (json, path) -> json)));
  }
}
