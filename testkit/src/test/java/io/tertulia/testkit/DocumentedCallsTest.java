package io.tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples of the documents, run as they stand there: by bash and curl, block after block.
@ExtendWith(TertuliaExtension.class)
class DocumentedCallsTest {
  private static final Path DOCS = Path.of("../docs");

  /// Blocks that name no language.
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\n(.*?)^```$");

  /// Every call must be carried out, and the command that signs tokens says the app's key.
  private static final String BEFORE =
      """
      set -eu -o pipefail
      curl() { command curl --silent --show-error --fail-with-body "$@"; }
      TOKEN=$KEY
      tertulia() { echo "$KEY"; }
      """;

  @TempDir private Path folder;

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (Path folder : List.of(DOCS, DOCS.resolve(".."))) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(one -> one.toString().endsWith(".md")).toList()) {
          if (examples(file).findAny().isPresent()) {
            pages.add(file);
          }
        }
      }
    }
    return pages;
  }

  private static Stream<String> examples(Path page) throws IOException {
    return BLOCK
        .matcher(Files.readString(page))
        .results()
        .map(block -> block.group(1))
        .filter(block -> block.contains("curl "));
  }

  @Test
  void pages_for_back_ends_have_examples() throws IOException {
    assertThat(pages())
        .extracting(page -> page.getFileName().toString())
        .contains("rest.md", "import-export.md", "webhooks.md");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void every_example_is_carried_out(Path page, People people) throws Exception {
    String script =
        examples(page)
            .collect(Collectors.joining())
            .replace("./tertulia ", "tertulia ")
            .replace("http://127.0.0.1:7070", people.server().uri().toString())
            .replace("/v1/demo", "/v1/" + people.appId());
    Path said = folder.resolve("said");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", BEFORE + script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("KEY", people.secretKey());
    Process bash;
    try {
      bash = builder.start();
    } catch (IOException e) {
      Assumptions.abort("bash cannot be run here: " + e.getMessage());
      return;
    }
    assertThat(bash.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(bash.exitValue()).as(Files.readString(said)).isZero();
  }
}
