package io.tertulia.protocol.content;

/// How large a preview of a picture is. It keeps the picture's proportions and is never larger than
/// the picture.
public enum PreviewSize {
  /// For a list: at most 320 pixels wide and high.
  SMALL("small", 320),
  /// For a screen: at most 1280 pixels wide and high.
  LARGE("large", 1280);

  private final String wire;
  private final int pixels;

  PreviewSize(String wire, int pixels) {
    this.wire = wire;
    this.pixels = pixels;
  }

  /// The size of that word.
  ///
  /// @throws IllegalArgumentException when it is none
  public static PreviewSize parse(String wire) {
    for (PreviewSize size : values()) {
      if (size.wire.equals(wire)) {
        return size;
      }
    }
    throw new IllegalArgumentException("preview: " + wire + " (expected: small or large)");
  }

  /// The word in a URL.
  public String wire() {
    return wire;
  }

  /// The longest side at most.
  public int pixels() {
    return pixels;
  }
}
