package io.tertulia.server.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.ParseContext;

/// Looks at the bytes of a file, and tells what they are.
///
/// Whatever a file holds, this returns within a bounded time and memory: types are told by the
/// first 64 KiB, all else by headers. Safe for use by any thread; waits for the disk alone.
public final class MediaInspector {
  private static final int FIRST = 64 << 10;

  private MediaInspector() {}

  /// What the bytes of a file say; unknown is what they do not, or say wrongly.
  ///
  /// @throws IOException when the file cannot be opened
  public static MediaFacts look(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path)) {
      String mediaType = mediaType(file);
      try {
        return facts(mediaType, new FileBytes(file));
      } catch (IOException | RuntimeException e) {
        return new MediaFacts(mediaType, null, null, null);
      }
    }
  }

  private static MediaFacts facts(String mediaType, FileBytes bytes) throws IOException {
    return switch (mediaType) {
      case "application/ogg", "audio/ogg", "audio/opus", "audio/vorbis", "audio/speex" ->
          Ogg.read(bytes);
      case "application/x-matroska", "video/x-matroska", "video/webm" -> Matroska.read(bytes);
      case "audio/vnd.wave" -> Sound.wav(bytes);
      case "audio/x-flac" -> Sound.flac(bytes);
      case "audio/mpeg" -> Sound.mp3(bytes);
      case "video/quicktime",
          "video/mp4",
          "audio/mp4",
          "application/mp4",
          "video/x-m4v",
          "video/3gpp",
          "image/heic",
          "image/heif",
          "image/avif" ->
          IsoMedia.read(bytes, mediaType);
      default -> picture(mediaType, bytes);
    };
  }

  private static MediaFacts picture(String mediaType, FileBytes bytes) throws IOException {
    Picture picture = Picture.read(mediaType, bytes);
    return picture == null
        ? new MediaFacts(mediaType, null, null, null)
        : new MediaFacts(mediaType, picture.uprightWidth(), picture.uprightHeight(), null);
  }

  /// A type by content, never by name. The library is loaded with the first file.
  private static String mediaType(FileChannel file) throws IOException {
    ByteBuffer first = ByteBuffer.allocate(FIRST);
    while (first.hasRemaining() && file.read(first, first.position()) > 0) {
      // Until there is enough, or no more.
    }
    return mediaType(Arrays.copyOf(first.array(), first.position()));
  }

  private static String mediaType(byte[] first) {
    try (TikaInputStream stream = TikaInputStream.get(first)) {
      return MimeTypes.getDefaultMimeTypes()
          .detect(stream, new Metadata(), new ParseContext())
          .getBaseType()
          .toString();
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return MediaFacts.UNKNOWN.mediaType();
    }
  }
}
