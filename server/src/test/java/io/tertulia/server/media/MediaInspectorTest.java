package io.tertulia.server.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaInspectorTest {
  private static final Path FILES = Path.of("src/test/resources/media");

  @ParameterizedTest
  @CsvSource({
    "photo-1.jpg, image/jpeg",
    "photo-2.jpg, image/jpeg",
    "photo-3.jpg, image/jpeg",
    "photo-4.jpg, image/jpeg",
    "photo-5.jpg, image/jpeg",
    "photo-6.jpg, image/jpeg",
    "photo-7.jpg, image/jpeg",
    "photo-8.jpg, image/jpeg",
    "jpeg-named.html, image/jpeg",
    "picture.png, image/png",
    "transparent.png, image/png",
    "picture.bmp, image/bmp",
    "picture.avif, image/avif",
    "lossy.webp, image/webp",
    "lossless.webp, image/webp",
    "transparent.webp, image/webp",
  })
  void a_picture_is_as_large_as_it_is_seen_upright(String name, String mediaType)
      throws IOException {
    assertThat(look(name)).isEqualTo(new MediaFacts(mediaType, 160, 120, null));
  }

  @ParameterizedTest
  @CsvSource({"animated.gif, image/gif", "animated.webp, image/webp"})
  void a_picture_that_moves_is_a_picture(String name, String mediaType) throws IOException {
    assertThat(look(name)).isEqualTo(new MediaFacts(mediaType, 96, 64, null));
  }

  @ParameterizedTest
  @CsvSource({
    "phone.mp4, video/mp4, 180, 320",
    "phone.mov, video/quicktime, 180, 320",
    "faststart.mp4, video/mp4, 320, 180",
    "fragmented.mp4, video/mp4, 320, 180",
    "video.webm, video/webm, 320, 180"
  })
  void a_video_is_as_large_as_it_is_seen_upright_and_has_a_length(
      String name, String mediaType, int width, int height) throws IOException {
    MediaFacts facts = look(name);

    assertThat(facts.mediaType()).isEqualTo(mediaType);
    assertThat(facts.width()).isEqualTo(width);
    assertThat(facts.height()).isEqualTo(height);
    assertThat(facts.duration()).isBetween(Duration.ofMillis(1_900), Duration.ofMillis(2_250));
  }

  @ParameterizedTest
  @CsvSource({
    "voice.ogg, audio/ogg",
    "vorbis.ogg, audio/ogg",
    "voice.webm, audio/webm",
    "voice-live.webm, audio/webm",
    "voice.m4a, audio/mp4",
    "voice-live.m4a, audio/mp4",
    "constant.mp3, audio/mpeg",
    "variable.mp3, audio/mpeg",
    "voice.wav, audio/wav",
    "voice.flac, audio/flac"
  })
  void a_sound_has_a_length(String name, String mediaType) throws IOException {
    MediaFacts facts = look(name);

    assertThat(facts.mediaType()).isEqualTo(mediaType);
    assertThat(facts.width()).isNull();
    assertThat(facts.height()).isNull();
    assertThat(facts.duration()).isBetween(Duration.ofMillis(3_450), Duration.ofMillis(3_600));
  }

  @ParameterizedTest
  @CsvSource({
    "document.pdf, application/pdf",
    "archive.zip, application/zip",
    "notes.txt, text/plain",
    "noise.bin, application/octet-stream",
    "empty.bin, application/octet-stream",
    "page.html, text/html",
    "page.xhtml, application/xhtml+xml",
    "drawing.svg, image/svg+xml",
    "note.xml, application/xml",
    "program.js, text/plain",
    // No browser that obeys nosniff takes these for a page.
    "bare.html, text/plain",
    "polyglot.gif, image/gif"
  })
  void a_type_is_told_by_content(String name, String mediaType) throws IOException {
    assertThat(look(name).mediaType()).isEqualTo(mediaType);
  }

  @ParameterizedTest
  @CsvSource({
    "cut.jpg, image/jpeg",
    "cut.png, image/png",
    "cut.mp4, video/mp4",
    "cut.ogg, audio/ogg",
    "cut.webp, image/webp"
  })
  void a_file_that_broke_off_has_a_type(String name, String mediaType) throws IOException {
    assertThat(look(name).mediaType()).isEqualTo(mediaType);
  }

  @Test
  void a_name_tells_nothing(@TempDir Path folder) throws IOException {
    Path lying = Files.copy(FILES.resolve("page.html"), folder.resolve("photo.jpg"));

    assertThat(MediaInspector.look(lying).mediaType()).isEqualTo("text/html");
  }

  /// As phones make them: of tiles, with the turn beside them.
  @Test
  void a_photo_of_tiles_is_as_large_as_its_whole(@TempDir Path folder) throws IOException {
    byte[] tile = box("ispe", ByteBuffer.allocate(12).putInt(0).putInt(512).putInt(512).array());
    byte[] whole =
        box("ispe", ByteBuffer.allocate(12).putInt(0).putInt(4_032).putInt(3_024).array());
    byte[] turn = box("irot", new byte[] {3});
    byte[] parts = box("iprp", box("ipco", tile, whole, turn));
    byte[] meta = box("meta", new byte[4], parts);
    byte[] type = box("ftyp", "heic\0\0\0\0mif1heic".getBytes(StandardCharsets.US_ASCII));
    Path photo = folder.resolve("photo");
    Files.write(photo, type);
    Files.write(photo, meta, StandardOpenOption.APPEND);

    assertThat(MediaInspector.look(photo))
        .isEqualTo(new MediaFacts("image/heic", 3_024, 4_032, null));
  }

  private static byte[] box(String type, byte[]... contents) {
    int length = 8 + Arrays.stream(contents).mapToInt(content -> content.length).sum();
    ByteBuffer box = ByteBuffer.allocate(length).putInt(length);
    box.put(type.getBytes(StandardCharsets.US_ASCII));
    Arrays.stream(contents).forEach(box::put);
    return box.array();
  }

  private static MediaFacts look(String name) throws IOException {
    return MediaInspector.look(FILES.resolve(name));
  }
}
