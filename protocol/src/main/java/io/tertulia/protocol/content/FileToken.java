package io.tertulia.protocol.content;

/// Names an uploaded file; comes from an upload or from a received [FileBlock], and can be sent
/// more than once.
///
/// @param value opaque, not empty
public record FileToken(String value) {
  public FileToken {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("fileToken: empty (expected: the token of an upload)");
    }
  }
}
