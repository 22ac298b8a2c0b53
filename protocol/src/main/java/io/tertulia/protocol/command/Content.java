package io.tertulia.protocol.command;

import io.tertulia.protocol.content.SendContentBlock;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a message is to say: text with markup, which the server parses, or finished blocks.
public sealed interface Content {

  /// Text with markup.
  record Text(String text) implements Content {}

  /// Finished blocks; today exactly one.
  record Blocks(List<SendContentBlock> blocks) implements Content {
    public Blocks {
      blocks = List.copyOf(blocks);
    }
  }

  /// The members `text` or `content`; null when there is neither.
  ///
  /// @throws IllegalArgumentException when there are both
  static @Nullable Content read(Fields fields) {
    String text = fields.textOrNull("text");
    boolean hasBlocks = fields.json().get("content") != null;
    if (text != null && hasBlocks) {
      throw fields.bad("content", "together with text", "one of the two");
    }
    if (text != null) {
      return new Text(text);
    }
    return hasBlocks ? new Blocks(fields.list("content", SendContentBlock::read)) : null;
  }

  static void write(@Nullable Content content, Json.Builder out) {
    switch (content) {
      case null -> {}
      case Text(String text) -> out.put("text", text);
      case Blocks(List<SendContentBlock> blocks) ->
          out.put("content", new Json.Arr(blocks.stream().map(SendContentBlock::json).toList()));
    }
  }
}
