package io.tertulia.protocol.content;

import io.tertulia.protocol.json.Json;

/// A part of a message that can be sent; what was received can be sent again as it is.
@SuppressWarnings("exports")
public sealed interface SendContentBlock
    permits TextBlock, SendFileBlock, FileBlock, LocationBlock {

  /// Reads a block of a request; `path` names it in errors. Of a file only the token is read.
  ///
  /// @throws IllegalArgumentException when the type is unknown or the block is not as it should be
  static SendContentBlock read(Json json, String path) {
    return BlockJson.readSent(json, path);
  }

  /// The block as it stands on the wire.
  Json json();
}
