package io.tertulia.server.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/// A picture in memory as it is stored, and how it is to be turned.
///
/// @param orientation as EXIF counts: 1 to 8
record Canvas(BufferedImage image, int orientation) {

  /// This picture, with its longest side at most so many pixels; never enlarged.
  Canvas fit(int side) {
    int longest = Math.max(image.getWidth(), image.getHeight());
    double scale = Math.min(1, (double) side / longest);
    BufferedImage current = image;
    // By halves, so that each pixel of the original counts.
    while (Math.max(current.getWidth(), current.getHeight()) >= 2 * side) {
      current = resize(current, (current.getWidth() + 1) / 2, (current.getHeight() + 1) / 2);
    }
    return new Canvas(
        resize(current, scaled(image.getWidth(), scale), scaled(image.getHeight(), scale)),
        orientation);
  }

  /// The picture as it is to be seen.
  BufferedImage upright() {
    if (orientation == 1) {
      return image;
    }
    int width = image.getWidth();
    int height = image.getHeight();
    boolean lies = orientation > 4;
    BufferedImage turned = opaque(lies ? height : width, lies ? width : height);
    Graphics2D graphics = turned.createGraphics();
    graphics.drawImage(image, turn(orientation, width, height), null);
    graphics.dispose();
    return turned;
  }

  private static int scaled(int side, double scale) {
    return (int) Math.max(1, Math.round(side * scale));
  }

  private static BufferedImage resize(BufferedImage image, int width, int height) {
    BufferedImage resized = opaque(width, height);
    Graphics2D graphics = resized.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return resized;
  }

  private static BufferedImage opaque(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return image;
  }

  /// Takes a point of what is stored to where it is seen.
  private static AffineTransform turn(int orientation, int width, int height) {
    return switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }
}
