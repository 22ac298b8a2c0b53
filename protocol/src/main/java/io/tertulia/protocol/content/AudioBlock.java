package io.tertulia.protocol.content;

import io.tertulia.protocol.file.FileDetails;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A sound file.
///
/// @param duration null when unknown
public record AudioBlock(
    FileToken token, String url, long size, String filename, @Nullable Duration duration)
    implements FileBlock {
  public AudioBlock {
    FileParts.check(url, size, filename);
    FileDetails.check(null, null, duration);
  }
}
