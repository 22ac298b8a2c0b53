package io.tertulia.client;

import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.file.FileKind;
import org.jspecify.annotations.Nullable;

/// What is known of a picture.
///
/// @param filename with its extension, not empty. Folders, control characters and marks of
///   direction in it do not count, nor what is beyond 255 characters
/// @param width pixels as seen upright, 0 or more; null to let the server look
/// @param height pixels as seen upright, 0 or more; null to let the server look
public record ImageMetadata(String filename, @Nullable Integer width, @Nullable Integer height) {
  public ImageMetadata {
    Arguments.text("filename", filename);
    FileDetails ignored = new FileDetails(FileKind.IMAGE, filename, width, height, null);
  }

  /// With nothing but a name: the server looks for the rest.
  public ImageMetadata(String filename) {
    this(filename, null, null);
  }

  FileDetails details() {
    return new FileDetails(
        FileKind.IMAGE, FileDetails.cleanFilename(filename), width, height, null);
  }
}
