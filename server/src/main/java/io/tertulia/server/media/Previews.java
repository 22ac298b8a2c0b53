package io.tertulia.server.media;

import io.tertulia.protocol.content.PreviewSize;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/// Makes small JPEG pictures of pictures: upright, on white where the original is transparent,
/// never larger than the original, and without anything that is not a pixel, so that no place where
/// a photo was taken travels with it.
///
/// What an original would take is known by its header, and what would take too much is not decoded.
/// It costs some 50 MB of heap, 100 MB for a WebP, and outside of the heap 100 MB for a JPEG that
/// builds up slowly.
public final class Previews {
  /// The media types of which there are previews.
  public static final Set<String> MEDIA_TYPES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

  /// How long one picture may take.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final float QUALITY = 0.82f;

  static {
    // A server has no screen, whatever its environment says.
    System.setProperty("java.awt.headless", "true");
    ImageIO.setUseCache(false);
  }

  private Previews() {}

  /// Makes previews of a picture; takes up to seconds of one core.
  ///
  /// @param mediaType by content, one of [#MEDIA_TYPES]
  /// @param maxPixels a picture of more is not decoded
  /// @param previews where each of them goes, at least one; files of these names are replaced
  /// @return false when there can be none: it is broken, too large, or of another type
  /// @throws IOException when the previews cannot be written
  public static boolean make(
      FileChannel original, String mediaType, int maxPixels, Map<PreviewSize, Path> previews)
      throws IOException {
    Map<PreviewSize, BufferedImage> images =
        images(original, mediaType, maxPixels, previews.keySet());
    for (Map.Entry<PreviewSize, BufferedImage> image : images.entrySet()) {
      write(image.getValue(), Objects.requireNonNull(previews.get(image.getKey())));
    }
    return !images.isEmpty();
  }

  /// The pictures that are wanted; none when there can be none. Whatever a decoder throws means
  /// that; that includes what it throws when it goes too deep, or wants more memory than there is.
  private static Map<PreviewSize, BufferedImage> images(
      FileChannel original, String mediaType, int maxPixels, Set<PreviewSize> wanted) {
    if (!MEDIA_TYPES.contains(mediaType)) {
      return Map.of();
    }
    List<PreviewSize> largestFirst =
        wanted.stream().sorted(Comparator.comparingInt(PreviewSize::pixels).reversed()).toList();
    try {
      Picture picture = Picture.read(mediaType, new FileBytes(original));
      if (picture == null || !DecodingCost.of(picture, mediaType, original).isWithin(maxPixels)) {
        return Map.of();
      }
      int largest = largestFirst.getFirst().pixels();
      Canvas canvas = Decoder.decode(original, mediaType, picture, largest, PATIENCE);
      Map<PreviewSize, BufferedImage> images = new EnumMap<>(PreviewSize.class);
      for (PreviewSize size : largestFirst) {
        canvas = canvas.fit(size.pixels());
        images.put(size, canvas.upright());
      }
      return images;
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return Map.of();
    }
  }

  private static void write(BufferedImage image, Path path) throws IOException {
    Files.deleteIfExists(path);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(path.toFile())) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } finally {
      writer.dispose();
    }
  }
}
