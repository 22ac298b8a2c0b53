package io.tertulia.server.media;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadProgressListener;

/// Decodes the first frame of a picture, and no more of its pixels than are of use: where the
/// preview will be much smaller, only each second or third pixel of a row, and row, is kept.
final class Decoder {
  /// How many bytes of pixels are kept at most, whatever is wanted.
  private static final long MAX_KEPT = 52_000_000;

  /// What a pixel takes, unless it takes more.
  private static final int PIXEL = 4;

  private Decoder() {}

  /// Decodes a picture that was found to be affordable.
  ///
  /// @param wanted the longest side of the preview
  static Canvas decode(
      FileChannel file, String mediaType, Picture picture, int wanted, Duration patience)
      throws IOException {
    ImageReader reader =
        mediaType.equals("image/webp")
            ? new WebPImageReaderSpi().createReaderInstance()
            : ImageIO.getImageReadersByMIMEType(mediaType).next();
    try (PatientInput input = new PatientInput(file, patience)) {
      reader.setInput(input, !mediaType.equals("image/webp"), true);
      reader.addIIOReadProgressListener(new Impatience(input));
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if ((long) width * height > picture.pixels()) {
        throw new IOException("frame: larger than its picture");
      }
      ImageReadParam settings = reader.getDefaultReadParam();
      int step = step(width, height, wanted, pixelBytes(reader));
      settings.setSourceSubsampling(step, step, 0, 0);
      BufferedImage image = reader.read(0, settings);
      if (input.isOver()) {
        throw new IOException("picture: takes too long");
      }
      return new Canvas(image, picture.orientation());
    } finally {
      reader.dispose();
    }
  }

  /// What a pixel takes in memory: twice as much where colours have 16 bits.
  private static int pixelBytes(ImageReader reader) throws IOException {
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    return types.hasNext()
        ? Math.max(PIXEL, types.next().getColorModel().getPixelSize() / Byte.SIZE)
        : PIXEL;
  }

  /// Twice the pixels that are wanted are kept each way, so that averages of them are smooth.
  private static int step(int width, int height, int wanted, int pixelBytes) {
    int step = Math.max(1, Math.max(width, height) / (2 * wanted));
    while ((long) (width / step) * (height / step) * pixelBytes > MAX_KEPT) {
      step++;
    }
    return step;
  }

  /// Stops a reader whose time is over between two rows.
  private record Impatience(PatientInput input) implements IIOReadProgressListener {
    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
      if (input.isOver()) {
        source.abort();
      }
    }

    @Override
    public void sequenceStarted(ImageReader source, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}

    @Override
    public void readAborted(ImageReader source) {}
  }
}
