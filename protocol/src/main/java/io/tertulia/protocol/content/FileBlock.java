package io.tertulia.protocol.content;

import io.tertulia.protocol.json.Json;

/// A received file. How it was uploaded, not the message, decides which kind it is; a kind nobody
/// knows is generic.
@SuppressWarnings("exports")
public sealed interface FileBlock extends ContentBlock, SendContentBlock
    permits GenericFileBlock, ImageBlock, VideoBlock, AudioBlock, VoiceBlock {

  /// With this the file can be sent again.
  FileToken token();

  /// Where the file can be downloaded, without a log-in; in an app that wants signed addresses this
  /// one is not, and the session tells one that is.
  String url();

  /// Bytes, 0 or more.
  long size();

  /// The name with its extension.
  String filename();

  @Override
  default Json json() {
    return BlockJson.write(this);
  }
}
