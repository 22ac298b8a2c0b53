package io.tertulia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The page that tells where each name of the Data API is, and which test shows it, is whole and
/// true.
class DataApiPageTest {
  private static final List<String> PACKAGES =
      List.of(
          "io.tertulia.client",
          "io.tertulia.protocol",
          "io.tertulia.protocol.content",
          "io.tertulia.protocol.filter");

  /// Why a name may still be missing.
  private static final Set<String> LATER = Set.of();

  private static final Pattern ROW =
      Pattern.compile("\\| `([^`]+)` \\| (–|`([^`]+)`) \\| (.+) \\|");
  private static final String NOT_YET = "not yet: ";
  private static final String NONE = "none";

  private static List<Row> rows;
  private static NamedTests tests;

  /// @param java null for none
  private record Row(String name, String java, String proof) {}

  @BeforeAll
  static void read() throws IOException {
    Path root = Sources.root();
    rows =
        Files.readAllLines(root.resolve("docs/data-api.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .map(DataApiPageTest::row)
            .toList();
    tests = NamedTests.read();
  }

  @Test
  void every_name_of_the_inventory_has_a_row() throws IOException {
    List<String> inventory =
        Files.readAllLines(
            Sources.root().resolve("testkit/src/test/resources/data-api-inventory.txt"));
    assertThat(inventory).hasSizeGreaterThan(300).doesNotHaveDuplicates();
    assertThat(rows).extracting(Row::name).containsExactlyElementsOf(inventory);
  }

  @Test
  void every_java_member_exists_unless_its_row_says_not_yet() {
    assertThat(rows)
        .filteredOn(row -> row.java != null)
        .allSatisfy(row ->
            assertThat(exists(row.java))
                .as("%s: %s exists (%s)", row.name, row.java, row.proof)
                .isEqualTo(!row.proof.startsWith(NOT_YET)));
  }

  @Test
  void every_row_names_a_test_that_exists_or_says_why_it_has_none() {
    Map<String, Integer> later = new TreeMap<>();
    for (Row row : rows) {
      if (row.proof.startsWith(NOT_YET)) {
        String why = row.proof.substring(NOT_YET.length());
        assertThat(LATER).as(row.name).contains(why);
        later.merge(why, 1, Integer::sum);
      } else if (row.java == null) {
        assertThat(row.proof).as(row.name).startsWith(NONE);
      } else {
        tests.assertShown(row.name, row.proof);
      }
    }
    if (!later.isEmpty()) {
      System.out.println("names of the Data API that are not there yet: " + later);
    }
  }

  private static Row row(String line) {
    Matcher row = ROW.matcher(line);
    assertThat(row.matches()).as(line).isTrue();
    return new Row(row.group(1), row.group(3), row.group(4));
  }

  /// Says whether a type, or a method of one, is there and public: `Type`, `Type.member` or
  /// `Type.Builder.member`.
  private static boolean exists(String java) {
    Optional<Class<?>> whole = type(java);
    int dot = java.lastIndexOf('.');
    if (whole.isPresent() || dot < 0) {
      return whole.isPresent();
    }
    String member = java.substring(dot + 1);
    return type(java.substring(0, dot))
        .map(type -> Arrays.stream(type.getMethods()).map(Method::getName).anyMatch(member::equals))
        .orElse(false);
  }

  private static Optional<Class<?>> type(String name) {
    for (String home : PACKAGES) {
      try {
        Class<?> type = Class.forName(home + "." + name.replace('.', '$'));
        return Modifier.isPublic(type.getModifiers()) ? Optional.of(type) : Optional.empty();
      } catch (ClassNotFoundException e) {
        // It may be in the next one.
      }
    }
    return Optional.empty();
  }
}
