package io.tertulia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The page that tells which test shows each call of the original's REST API is whole and true.
class RestIndexPageTest {
  private static final int CALLS = 34;
  private static final Pattern CALL =
      Pattern.compile("(?m)^\\| (\\d+) \\| `([A-Z]+ /[^`]+)` \\| (.+) \\|$");
  private static final Pattern RULE = Pattern.compile("(?m)^\\| ([^#\\d-][^|]+) \\| (`.+`) \\|$");
  private static final Pattern OURS = Pattern.compile("(?m)^\\| `([A-Z]+ /[^`]+)`");

  private static String page;
  private static NamedTests tests;

  @BeforeAll
  static void read() throws IOException {
    page = Files.readString(Sources.root().resolve("docs/rest-index.md"));
    tests = NamedTests.read();
  }

  @Test
  void every_call_of_the_original_has_a_row() {
    assertThat(all(CALL, page).map(row -> Integer.valueOf(row.group(1))).distinct())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, CALLS).boxed().toList());
  }

  @Test
  void every_row_names_a_test_that_exists() {
    all(CALL, page).forEach(row -> tests.assertShown(row.group(2), row.group(3)));
    assertThat(all(RULE, page)).hasSizeGreaterThan(9);
    all(RULE, page).forEach(row -> tests.assertShown(row.group(1), row.group(2)));
  }

  @Test
  void every_call_of_the_original_is_one_of_ours() throws IOException {
    String ours = Files.readString(Sources.root().resolve("docs/rest.md"));
    List<String> calls = all(OURS, ours).map(row -> row.group(1)).toList();
    assertThat(all(CALL, page).map(row -> row.group(2))).hasSize(CALLS + 3).isSubsetOf(calls);
  }

  private static Stream<MatchResult> all(Pattern rows, String text) {
    return rows.matcher(text).results();
  }
}
