package io.tertulia.client;

import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.file.FileKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What is known of a recording of somebody speaking.
///
/// @param filename with its extension, not empty. Folders, control characters and marks of
///   direction in it do not count, nor what is beyond 255 characters
/// @param duration at most a billion seconds; null to let the server look
public record VoiceMetadata(String filename, @Nullable Duration duration) {
  public VoiceMetadata {
    Arguments.text("filename", filename);
    FileDetails ignored = new FileDetails(FileKind.VOICE, filename, null, null, duration);
  }

  /// With nothing but a name: the server looks for the rest.
  public VoiceMetadata(String filename) {
    this(filename, null);
  }

  FileDetails details() {
    return new FileDetails(
        FileKind.VOICE, FileDetails.cleanFilename(filename), null, null, duration);
  }
}
