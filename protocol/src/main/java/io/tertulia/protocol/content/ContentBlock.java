package io.tertulia.protocol.content;

import io.tertulia.protocol.json.Json;

/// A part of a message as it is received; today every message has exactly one.
@SuppressWarnings("exports")
public sealed interface ContentBlock permits TextBlock, FileBlock, LocationBlock, UnknownBlock {

  /// Reads a received block; `path` names it in errors. A type nobody knows becomes an
  /// [UnknownBlock].
  ///
  /// @throws IllegalArgumentException when a block of a known type is not as it should be
  static ContentBlock read(Json json, String path) {
    return BlockJson.read(json, path);
  }

  /// The block as it stands on the wire.
  Json json();
}
