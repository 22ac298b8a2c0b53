package io.tertulia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page for operators names the counters that there are.
class OperationsPageTest {
  @Test
  void the_page_names_every_counter_and_no_other() throws IOException {
    Path root = Sources.root();
    Set<String> counters = new TreeSet<>();
    try (Stream<Path> files = Files.walk(root.resolve("server/src/main/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        counters.addAll(names("\"(tertulia_[a-z_]+)", file));
      }
    }
    assertThat(names("`(tertulia_[a-z_]+)", root.resolve("docs/operations.md")))
        .isNotEmpty()
        .isEqualTo(counters);
  }

  private static Set<String> names(String pattern, Path file) throws IOException {
    Set<String> names = new TreeSet<>();
    Pattern.compile(pattern)
        .matcher(Files.readString(file))
        .results()
        .forEach(found -> names.add(found.group(1)));
    return names;
  }
}
