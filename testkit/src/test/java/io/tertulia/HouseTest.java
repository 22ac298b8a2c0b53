package io.tertulia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How the sources of all modules are cut and named.
class HouseTest {
  private static final Pattern KIND =
      Pattern.compile(
          ".*(Util|Utils|Helper|Manager|Impl|Base|Common|Info|Data|Wrapper|Processor)"
              + "|Abstract([A-Z].*)?|I[A-Z][a-z].*");

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
}
