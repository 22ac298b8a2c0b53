package io.tertulia.protocol.content;

import io.tertulia.protocol.json.Json;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a message says, kept as the JSON that it was stored as, and read only when somebody looks
/// at it: most that is told of a message goes on as it came. Immutable, and like any other list of
/// the same blocks.
@SuppressWarnings("exports")
public final class PrintedContent extends AbstractList<ContentBlock> {
  private final String text;
  private volatile @Nullable List<ContentBlock> blocks;

  /// @param text as [#json] printed it: an array of blocks
  public PrintedContent(String text) {
    this.text = text;
  }

  /// Contents as JSON.
  public static Json json(List<? extends ContentBlock> content) {
    return content instanceof PrintedContent printed
        ? new Json.Printed(printed.text)
        : new Json.Arr(content.stream().map(ContentBlock::json).toList());
  }

  /// Says whether there are no blocks, without reading them.
  @Override
  public boolean isEmpty() {
    return text.equals("[]");
  }

  @Override
  public ContentBlock get(int index) {
    return blocks().get(index);
  }

  @Override
  public int size() {
    return blocks().size();
  }

  private List<ContentBlock> blocks() {
    List<ContentBlock> known = blocks;
    if (known == null) {
      known =
          ((Json.Arr) Json.parse(text))
              .items().stream().map(block -> ContentBlock.read(block, "content")).toList();
      blocks = known;
    }
    return known;
  }
}
