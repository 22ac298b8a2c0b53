package io.tertulia.server.archive;

import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;

/// A part of what an archived message says.
public sealed interface Part {

  /// A part that says everything itself; never a file.
  record Block(ContentBlock block) implements Part {
    public Block {
      if (block instanceof FileBlock) {
        throw new IllegalArgumentException("content: a file by token (expected: by its id)");
      }
    }
  }

  /// A file of the archive.
  ///
  /// @param id the file's, as in its own line
  record FileOf(String id) implements Part {}

  static Part read(Json json, String path) {
    Fields fields = Fields.of(json, path);
    String file = fields.text("type").equals("file") ? fields.textOrNull("file") : null;
    return file == null ? new Block(ContentBlock.read(json, path)) : new FileOf(file);
  }

  default Json json() {
    return switch (this) {
      case Block(ContentBlock block) -> block.json();
      case FileOf(String id) -> Json.object().put("type", "file").put("file", id).build();
    };
  }
}
