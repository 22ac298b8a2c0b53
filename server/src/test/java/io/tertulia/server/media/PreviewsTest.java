package io.tertulia.server.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.content.PreviewSize;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewsTest {
  private static final Path FILES = Path.of("src/test/resources/media");
  private static final int MAX_PIXELS = 50_000_000;

  @TempDir private Path folder;

  /// Each of these shows a quarter red, lime, blue and yellow, once it is upright.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "photo-1.jpg",
        "photo-2.jpg",
        "photo-3.jpg",
        "photo-4.jpg",
        "photo-5.jpg",
        "photo-6.jpg",
        "photo-7.jpg",
        "photo-8.jpg",
        "picture.png",
        "lossy.webp",
        "lossless.webp"
      })
  void a_preview_is_upright(String name) throws IOException {
    BufferedImage preview = preview(FILES.resolve(name), PreviewSize.SMALL);

    assertThat(preview.getWidth()).isEqualTo(160);
    assertThat(preview.getHeight()).isEqualTo(120);
    assertColor(preview, 40, 30, Color.RED);
    assertColor(preview, 120, 30, Color.GREEN);
    assertColor(preview, 40, 90, Color.BLUE);
    assertColor(preview, 120, 90, Color.YELLOW);
  }

  @Test
  void the_place_where_a_photo_was_taken_does_not_travel_with_its_preview() throws IOException {
    assertThat(bytes(FILES.resolve("photo-6.jpg"))).contains("Exif").contains("Tertulia");

    preview(FILES.resolve("photo-6.jpg"), PreviewSize.SMALL);

    assertThat(bytes(folder.resolve("small"))).doesNotContain("Exif").doesNotContain("Tertulia");
  }

  @ParameterizedTest
  @ValueSource(strings = {"transparent.png", "transparent.webp"})
  void what_is_transparent_is_white(String name) throws IOException {
    BufferedImage preview = preview(FILES.resolve(name), PreviewSize.SMALL);

    assertColor(preview, 40, 30, Color.WHITE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"animated.gif", "animated.webp"})
  void a_picture_that_moves_has_a_preview_of_its_first_frame(String name) throws IOException {
    BufferedImage preview = preview(FILES.resolve(name), PreviewSize.SMALL);

    assertThat(preview.getWidth()).isEqualTo(96);
    assertThat(preview.getHeight()).isEqualTo(64);
  }

  @ParameterizedTest
  @CsvSource({"SMALL, 320, 80", "LARGE, 1280, 320"})
  void a_preview_of_a_large_picture_has_its_shape(PreviewSize size, int width, int height)
      throws IOException {
    Path original = folder.resolve("wide.png");
    BufferedImage wide = new BufferedImage(4_000, 1_000, BufferedImage.TYPE_BYTE_GRAY);
    ImageIO.write(wide, "png", original.toFile());

    BufferedImage preview = preview(original, size);

    assertThat(preview.getWidth()).isEqualTo(width);
    assertThat(preview.getHeight()).isEqualTo(height);
  }

  @Test
  void a_line_has_a_preview() throws IOException {
    Path original = folder.resolve("line.png");
    BufferedImage line = new BufferedImage(3_000, 1, BufferedImage.TYPE_BYTE_GRAY);
    ImageIO.write(line, "png", original.toFile());

    BufferedImage preview = preview(original, PreviewSize.SMALL);

    assertThat(preview.getWidth()).isEqualTo(320);
    assertThat(preview.getHeight()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "document.pdf",
        "page.html",
        "drawing.svg",
        "phone.mp4",
        "noise.bin",
        "empty.bin",
        "cut.png",
        "cut.webp",
        "polyglot.gif",
        "picture.bmp"
      })
  void what_is_no_picture_or_broken_has_no_preview(String name) throws IOException {
    assertThat(make(FILES.resolve(name), MAX_PIXELS)).isFalse();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_picture_of_more_pixels_than_the_limit_is_not_decoded() throws IOException {
    Path picture = FILES.resolve("picture.png");

    assertThat(make(picture, 160 * 120)).isTrue();
    assertThat(make(picture, 160 * 120 - 1)).isFalse();
  }

  @Test
  void a_type_that_lies_makes_no_preview() throws IOException {
    for (String mediaType : Previews.MEDIA_TYPES) {
      try (FileChannel file = FileChannel.open(FILES.resolve("page.html"))) {
        assertThat(
                Previews.make(
                    file,
                    mediaType,
                    MAX_PIXELS,
                    Map.of(PreviewSize.SMALL, folder.resolve("small"))))
            .isFalse();
      }
    }
  }

  @Test
  void numbers_are_read_across_the_pieces_of_a_file() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < 40_000; i++) {
      out.write(ByteBuffer.allocate(4).putInt(i).array());
    }
    Path path = Files.write(folder.resolve("numbers"), out.toByteArray());
    try (FileChannel file = FileChannel.open(path);
        PatientInput input = new PatientInput(file, java.time.Duration.ofMinutes(1))) {
      input.readByte();
      input.seek(4 * 4_095 + 2);
      assertThat(input.readShort()).isEqualTo((short) 4_095);
      input.seek(4 * 4_095 + 3);
      assertThat(input.readInt()).isEqualTo((4_095 << 24) | (4_096 >> 8));
    }
  }

  @Test
  void a_picture_that_takes_too_long_is_given_up() throws IOException {
    try (FileChannel file = FileChannel.open(FILES.resolve("picture.png"));
        PatientInput input = new PatientInput(file, java.time.Duration.ofNanos(-1))) {
      org.assertj.core.api.Assertions.assertThatThrownBy(input::read)
          .hasMessage("picture: takes too long");
    }
  }

  private BufferedImage preview(Path original, PreviewSize size) throws IOException {
    assertThat(make(original, MAX_PIXELS)).isTrue();
    return ImageIO.read(folder.resolve(size.wire()).toFile());
  }

  private boolean make(Path original, int maxPixels) throws IOException {
    try (FileChannel file = FileChannel.open(original)) {
      return Previews.make(
          file,
          MediaInspector.look(original).mediaType(),
          maxPixels,
          Map.of(
              PreviewSize.SMALL, folder.resolve("small"),
              PreviewSize.LARGE, folder.resolve("large")));
    }
  }

  private static void assertColor(BufferedImage image, int x, int y, Color expected) {
    Color color = new Color(image.getRGB(x, y));
    assertThat(color.getRed()).isCloseTo(expected.getRed(), within());
    assertThat(color.getGreen()).isCloseTo(expected.getGreen(), within());
    assertThat(color.getBlue()).isCloseTo(expected.getBlue(), within());
  }

  private static org.assertj.core.data.Offset<Integer> within() {
    return org.assertj.core.api.Assertions.within(24);
  }

  private static String bytes(Path path) throws IOException {
    return Files.readString(path, StandardCharsets.ISO_8859_1);
  }
}
