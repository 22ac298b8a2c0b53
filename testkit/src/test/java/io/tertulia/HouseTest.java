package io.tertulia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How the sources of all modules are cut and named.
class HouseTest {
  private static final Pattern KIND =
      Pattern.compile(
          ".*(Util|Utils|Helper|Manager|Impl|Base|Common|Info|Data|Wrapper|Processor)"
              + "|Abstract([A-Z].*)?|I[A-Z][a-z].*");

  /// Files that are still to be cut; whoever cuts one takes its name out.
  private static final Set<String> UNCUT = Set.of("chatbox.js", "composer.js", "dashboard.css");

  private static Sources sources;

  @BeforeAll
  static void read() throws IOException {
    sources = Sources.read();
    assertThat(sources.files()).isNotEmpty();
  }

  @Test
  void no_file_has_more_than_300_lines() {
    assertThat(sources.files()).filteredOn(file -> file.lines() > 300).isEmpty();
  }

  @Test
  void no_script_and_no_style_sheet_of_the_web_side_has_more_than_300_lines() throws IOException {
    var folder = Sources.root().resolve("web/src/main/resources");
    List<Path> longer = new ArrayList<>();
    try (var tree = Files.walk(folder)) {
      for (Path path : tree.filter(HouseTest::isOfBrowsers).toList()) {
        try (var lines = Files.lines(path)) {
          if (lines.count() > 300) {
            longer.add(folder.relativize(path));
          }
        }
      }
    }
    assertThat(longer).isEmpty();
  }

  @Test
  void half_of_the_files_have_at_most_100_lines() {
    var lines = sources.files().stream().mapToInt(Sources.File::lines).sorted().toArray();
    assertThat(lines[(lines.length - 1) / 2]).isLessThanOrEqualTo(100);
  }

  @Test
  void no_body_of_a_method_has_more_than_40_lines() {
    assertThat(sources.files())
        .flatExtracting(Sources.File::bodies)
        .filteredOn(body -> body.lines() > 40)
        .isEmpty();
  }

  @Test
  void types_are_named_by_what_they_are_not_by_their_kind() {
    assertThat(sources.files())
        .flatExtracting(Sources.File::types)
        .filteredOn(name -> KIND.matcher(name).matches())
        .isEmpty();
  }

  @Test
  void every_package_says_what_it_is() {
    assertThat(sources.packages())
        .filteredOn(folder -> !Files.exists(folder.resolve("package-info.java")))
        .isEmpty();
  }

  private static boolean isOfBrowsers(Path path) {
    String name = path.getFileName().toString();
    return name.matches(".*\\.(js|css)") && !UNCUT.contains(name);
  }
}
