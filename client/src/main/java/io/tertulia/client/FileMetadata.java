package io.tertulia.client;

import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.file.FileKind;

/// What is known of a file of no particular kind.
///
/// @param filename with its extension, not empty. Folders, control characters and marks of
///   direction in it do not count, nor what is beyond 255 characters
public record FileMetadata(String filename) {
  public FileMetadata {
    Arguments.text("filename", filename);
  }

  FileDetails details() {
    return new FileDetails(FileKind.FILE, FileDetails.cleanFilename(filename), null, null, null);
  }
}
