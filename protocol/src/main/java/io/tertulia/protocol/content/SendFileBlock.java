package io.tertulia.protocol.content;

import io.tertulia.protocol.json.Json;

/// An uploaded file, to be sent.
@SuppressWarnings("exports")
public record SendFileBlock(FileToken token) implements SendContentBlock {
  @Override
  public Json json() {
    return Json.object().put("type", "file").put("fileToken", token.value()).build();
  }
}
