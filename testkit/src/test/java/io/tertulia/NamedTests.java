package io.tertulia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The tests of all modules, for pages that name them.
///
/// @param byClass names of methods by the simple name of their class
record NamedTests(Map<String, Set<String>> byClass) {
  private static final Pattern SHOWN = Pattern.compile("`(\\w+)\\.(\\w+)`");
  private static final Pattern TEST = Pattern.compile("@(?:Parameterized)?Test\\b");
  private static final Pattern METHOD = Pattern.compile("void (\\w+)\\(");

  static NamedTests read() throws IOException {
    Map<String, Set<String>> tests = new HashMap<>();
    try (Stream<Path> tree = Files.walk(Sources.root())) {
      for (Path file : tree.filter(NamedTests::isTest).toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        tests.computeIfAbsent(name, n -> new HashSet<>()).addAll(methods(Files.readString(file)));
      }
    }
    return new NamedTests(tests);
  }

  /// Fails unless there is a test of that name: `Class.method` between backquotes.
  void assertShown(String row, String name) {
    Matcher shown = SHOWN.matcher(name);
    assertThat(shown.matches()).as("%s: %s is a test", row, name).isTrue();
    assertThat(byClass.getOrDefault(shown.group(1), Set.of()))
        .as("%s: tests of %s", row, shown.group(1))
        .contains(shown.group(2));
  }

  /// The first methods behind annotations that make tests of them.
  private static Set<String> methods(String source) {
    Set<String> names = new HashSet<>();
    Matcher annotation = TEST.matcher(source);
    Matcher method = METHOD.matcher(source);
    while (annotation.find()) {
      if (method.find(annotation.end())) {
        names.add(method.group(1));
      }
    }
    return names;
  }

  private static boolean isTest(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.contains("/src/test/java/") && path.endsWith("Test.java");
  }
}
