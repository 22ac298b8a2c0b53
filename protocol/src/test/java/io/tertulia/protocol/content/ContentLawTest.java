package io.tertulia.protocol.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What holds for any content. A failing seed stands in the message.
class ContentLawTest {
  private static final int SEEDS = 5_000;

  @Test
  void any_text_can_be_parsed_and_gives_what_its_sender_may_send() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var random = new RandomContent(seed);
      for (String text : List.of(random.soup(), random.noise())) {
        for (Sender sender : Sender.values()) {
          TextBlock block = MarkupParser.parse(text, sender);
          assertThat(ContentBlock.read(block.json(), "")).as("seed %d", seed).isEqualTo(block);
          if (!Characters.isBlank(block.toPlaintext())) {
            ContentRules.check(List.of(block), sender);
          }
        }
      }
    }
  }

  @Test
  void what_was_parsed_is_parsed_again_from_its_markup() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var random = new RandomContent(seed);
      for (String text : List.of(random.soup(), random.noise())) {
        for (Sender sender : Sender.values()) {
          TextBlock block = MarkupParser.parse(text, sender);
          assertThat(MarkupParser.parse(block.toMarkup(), sender))
              .as("seed %d: %s", seed, Json.of(text.replaceAll("[\uD800-\uDFFF]", "?")).toText())
              .isEqualTo(block);
        }
      }
    }
  }

  @Test
  void the_plaintext_of_text_without_markup_is_the_text() {
    for (long seed = 0; seed < SEEDS; seed++) {
      String text = new RandomContent(seed).plain();
      for (Sender sender : Sender.values()) {
        TextBlock block = MarkupParser.parse(text, sender);
        assertThat(block.toPlaintext()).as("seed %d", seed).isEqualTo(withoutOuterLines(text));
        assertThat(block.toMarkup()).as("seed %d", seed).isEqualTo(block.toPlaintext());
      }
    }
  }

  private static String withoutOuterLines(String text) {
    List<String> lines = new ArrayList<>(text.replace("\r\n", "\n").lines().toList());
    while (!lines.isEmpty() && lines.getFirst().isBlank()) {
      lines.removeFirst();
    }
    while (!lines.isEmpty() && lines.getLast().isBlank()) {
      lines.removeLast();
    }
    return String.join("\n", lines);
  }

  @Test
  void what_is_written_is_read_again() {
    for (long seed = 0; seed < SEEDS; seed++) {
      ContentBlock block = new RandomContent(seed).block();
      Json json = Json.parse(block.json().toBytes());
      assertThat(ContentBlock.read(json, "")).as("seed %d", seed).isEqualTo(block);
    }
  }

  @Test
  void any_block_has_a_plaintext_and_a_markup_that_can_be_parsed() {
    for (long seed = 0; seed < SEEDS; seed++) {
      TextBlock block = new RandomContent(seed).textBlock();
      MarkupParser.parse(block.toMarkup(), Sender.TRUSTED);
      assertThat(block.toPlaintext().length()).isLessThanOrEqualTo(block.toMarkup().length());
    }
  }
}
