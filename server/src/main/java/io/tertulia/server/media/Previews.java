package io.tertulia.server.media;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;

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
  /// @param previews where each of them goes; files of these names are replaced
  /// @return false when there can be none: it is broken, too large, or of another type
  /// @throws IOException when the previews cannot be written
  public static boolean make(
      FileChannel original, String mediaType, int maxPixels, Map<PreviewSize, Path> previews)
      throws IOException {
    int wanted = previews.keySet().stream().mapToInt(PreviewSize::pixels).max().orElse(0);
    Canvas canvas = decode(original, mediaType, maxPixels, wanted);
    if (canvas == null) {
      return false;
    }
    for (PreviewSize size : PreviewSize.largestFirst()) {
      Path path = previews.get(size);
      if (path != null) {
        canvas = canvas.fit(size.pixels());
        write(canvas.upright(), path);
      }
    }
    return true;
  }

  /// Whatever a decoder throws means that there is no preview; that includes what it throws when it
  /// goes too deep, or wants more memory than there is.
  private static @Nullable Canvas decode(
      FileChannel original, String mediaType, int maxPixels, int wanted) {
    if (!MEDIA_TYPES.contains(mediaType)) {
      return null;
    }
    try {
      Picture picture = Picture.read(mediaType, new FileBytes(original));
      if (picture == null || !DecodingCost.of(picture, mediaType, original).isWithin(maxPixels)) {
        return null;
      }
      return Decoder.decode(original, mediaType, picture, wanted, PATIENCE);
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return null;
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
