package io.tertulia;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The README is true: its Java compiles, runs and says what it should; its links lead somewhere.
class ReadmeTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void the_example_compiles_and_greets_the_world() throws Exception {
    ServerConfig config =
        ServerConfig.read(
            Map.of("port", "0", "dev", "true", "data", folder.resolve("data").toString()),
            null,
            Map.of());
    try (Server server = Server.start(config)) {
      assertThat(output(compiled(example(server.uri())))).contains("Hello, world");
    }
  }

  @Test
  void every_link_leads_to_a_file() throws IOException {
    for (Path page : pages()) {
      Matcher links = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(Files.readString(page));
      while (links.find()) {
        assertThat(page.resolveSibling(links.group(1))).as(page + " links").exists();
      }
    }
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (Path folder : List.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("docs/adr"))) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
      }
    }
    return pages;
  }

  private static String example(URI server) throws IOException {
    Matcher block =
        Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(ROOT.resolve("README.md")));
    assertThat(block.find()).isTrue();
    String source = block.group(1);
    String elsewhere =
        source.replace(
            ".builder(\"demo\", \"alice\")",
            ".builder(\"demo\", \"alice\").baseUri(java.net.URI.create(\"" + server + "\"))");
    assertThat(elsewhere).isNotEqualTo(source);
    return elsewhere;
  }

  private Path compiled(String source) throws IOException {
    Path file = Files.writeString(folder.resolve("Hello.java"), source);
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                errors,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "-d",
                folder.toString(),
                file.toString());
    assertThat(status).as(errors.toString(StandardCharsets.UTF_8)).isZero();
    return folder;
  }

  private static String output(Path classes) throws Exception {
    Process hello =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                classes
                    + java.io.File.pathSeparator
                    + System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                "Hello")
            .redirectErrorStream(true)
            .start();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream copy = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      hello.getInputStream().transferTo(copy);
    }
    assertThat(hello.waitFor()).as(said.toString(StandardCharsets.UTF_8)).isZero();
    return said.toString(StandardCharsets.UTF_8);
  }
}
