package io.tertulia.protocol.file;

/// As what a file was uploaded. It decides which kind of block shows it, whatever the bytes are.
public enum FileKind {
  FILE("file"),
  IMAGE("image"),
  VIDEO("video"),
  AUDIO("audio"),
  /// A recording of somebody speaking.
  VOICE("voice");

  private final String wire;

  FileKind(String wire) {
    this.wire = wire;
  }

  /// The word in JSON and in the metadata of an upload.
  public String wire() {
    return wire;
  }

  /// The kind of that word.
  ///
  /// @throws IllegalArgumentException when it is none
  public static FileKind parse(String wire) {
    for (FileKind kind : values()) {
      if (kind.wire.equals(wire)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "kind: " + wire + " (expected: file, image, video, audio or voice)");
  }
}
