package io.tertulia.client;

import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.file.FileKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What is known of a film.
///
/// @param filename with its extension, not empty. Folders, control characters and marks of
///   direction in it do not count, nor what is beyond 255 characters
/// @param width pixels as seen upright, 0 or more; null to let the server look
/// @param height pixels as seen upright, 0 or more; null to let the server look
/// @param duration at most a billion seconds; null to let the server look
public record VideoMetadata(
    String filename,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Duration duration) {
  public VideoMetadata {
    Arguments.text("filename", filename);
    FileDetails ignored = new FileDetails(FileKind.VIDEO, filename, width, height, duration);
  }

  /// With nothing but a name: the server looks for the rest.
  public VideoMetadata(String filename) {
    this(filename, null, null, null);
  }

  FileDetails details() {
    return new FileDetails(
        FileKind.VIDEO, FileDetails.cleanFilename(filename), width, height, duration);
  }
}
