package io.tertulia.protocol.content;

/// How large a preview of a picture is. It keeps the picture's proportions and is never larger than
/// the picture.
public enum PreviewSize {
  /// For a list: at most 320 pixels wide and high.
  SMALL("small"),
  /// For a screen: at most 1280 pixels wide and high.
  LARGE("large");

  private final String wire;

  PreviewSize(String wire) {
    this.wire = wire;
  }

  /// The word in a URL.
  public String wire() {
    return wire;
  }
}
