package io.tertulia.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebFilesTest {
  private static final Pattern IMPORT =
      Pattern.compile("\\b(?:from|import)\\s*\\(?[\"']([^\"']+)[\"']");

  private final WebFiles files = new WebFiles();

  @Test
  void a_file_is_told_by_its_path_with_its_type() {
    WebFile index = Objects.requireNonNull(files.find("client/index.js"));
    assertThat(index.type()).isEqualTo("text/javascript; charset=utf-8");
    assertThat(index.gzip()).isNotNull().hasSizeLessThan(index.bytes().length);
    assertThat(files.find("client/index.js")).isSameAs(index);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "client",
        "client/",
        "client/no.js",
        "../pom.xml",
        "client/../client/index.js",
        "/client/index.js",
        "client//index.js",
        "package-info.class",
        "WebFiles.class",
        "lib/lit-html/../lit-html/lit-html.js",
        "client/%2e%2e/x.js",
        "client/index.js/"
      })
  void nothing_else_is_there(String path) {
    assertThat(files.find(path)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"client/index.js", "lib/lit.js", "dashboard/index.js"})
  void every_module_finds_what_it_imports(String entry) {
    Set<String> seen = new HashSet<>();
    Deque<String> next = new ArrayDeque<>(Set.of(entry));
    while (!next.isEmpty()) {
      String path = next.pop();
      if (seen.add(path)) {
        WebFile file = files.find(path);
        assertThat(file).as(path).isNotNull();
        String source = new String(file.bytes(), StandardCharsets.UTF_8);
        Matcher imports = IMPORT.matcher(source.replaceAll("(?s)/\\*.*?\\*/|//[^\n]*", ""));
        while (imports.find()) {
          assertThat(imports.group(1)).as("in " + path).startsWith(".");
          next.add(URI.create(path).resolve(imports.group(1)).toString());
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(2);
  }
}
