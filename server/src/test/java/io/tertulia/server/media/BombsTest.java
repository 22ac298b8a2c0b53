package io.tertulia.server.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.content.PreviewSize;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bombs go off, or not, in a process of little memory.
class BombsTest {

  @Test
  void no_bomb_takes_more_than_little_memory(@TempDir Path folder) throws Exception {
    for (Map.Entry<String, Supplier<byte[]>> bomb : Bombs.all().entrySet()) {
      Files.write(folder.resolve(bomb.getKey()), bomb.getValue().get());
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                BombsTest.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();

    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.lines())
        .contains(
            "affordable.png true",
            "deep.png true",
            "text.png true",
            "profile.png true",
            "exif.jpg true",
            "pixels.png false",
            "row.png false",
            "screen.gif false",
            "frame.gif false",
            "canvas.webp false",
            "inside-lossless.webp false",
            "inside-lossy.webp false",
            "header.jpg false",
            "progressive.jpg false",
            "scans.jpg false",
            "one-scan.jpg false",
            "box.mp4 false",
            "nested.mp4 false",
            "endless.webm false",
            "zeros.zip false");
  }

  /// Looks at each file of a folder, and makes a preview of it.
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Map<PreviewSize, Path> previews = Map.of(PreviewSize.LARGE, folder.resolve("preview"));
    for (String name : Bombs.all().keySet()) {
      MediaFacts facts = MediaInspector.look(folder.resolve(name));
      try (FileChannel file = FileChannel.open(folder.resolve(name))) {
        boolean made = Previews.make(file, facts.mediaType(), 50_000_000, previews);
        System.out.println(name + " " + made);
      }
    }
  }
}
