package io.tertulia.protocol.content;

import io.tertulia.protocol.file.FileDetails;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A voice message.
///
/// @param duration null when unknown
public record VoiceBlock(
    FileToken token, String url, long size, String filename, @Nullable Duration duration)
    implements FileBlock {
  public VoiceBlock {
    FileParts.check(url, size, filename);
    FileDetails.check(null, null, duration);
  }
}
