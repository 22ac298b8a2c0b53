package io.tertulia.client;

import io.tertulia.protocol.content.ContentBlock;
import java.util.List;

/// What a message says in another language.
///
/// @param content as many blocks as the message has, of the same kinds
/// @param plaintext the text without formatting, as in [MessageSnapshot#plaintext]
public record Translation(List<ContentBlock> content, String plaintext) {
  public Translation {
    content = List.copyOf(content);
  }
}
