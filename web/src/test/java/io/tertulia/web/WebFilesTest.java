package io.tertulia.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebFilesTest {
  /// What a file asks for.
  private static final Pattern NEEDED =
      Pattern.compile(
          "(?:^import (?:\\{[^}]*} from )?|src=|href=)[\"']((?:\\.|/web/)[^\"']+)[\"']",
          Pattern.MULTILINE);

  private static final Pattern FETCHED =
      Pattern.compile("new URL\\('(\\.[^']+\\.[a-z]+)', import\\.meta\\.url\\)");
  private static final Path ROOT = Path.of("src/main/resources/io/tertulia/web");

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
  @ValueSource(
      strings = {
        "chat/index.js",
        "client/index.js",
        "client/frames.js",
        "dashboard/index.js",
        "lib/lit.js",
        "pages/playground.html",
        "pages/dashboard.html"
      })
  void whatever_is_asked_for_leads_to_what_is_there_for_ever(String entry) {
    Set<String> seen = new HashSet<>();
    Deque<String> next = new ArrayDeque<>(Set.of(entry));
    while (!next.isEmpty()) {
      String path = next.pop();
      if (seen.add(path)) {
        WebFile file = files.find(path);
        assertThat(file).as(path).isNotNull();
        assertThat(file.lasting()).as(path).isEqualTo(!path.equals(entry));
        Matcher needs = NEEDED.matcher(new String(file.bytes(), StandardCharsets.UTF_8));
        while (needs.find()) {
          next.add(URI.create("/web/" + path).resolve(needs.group(1)).getPath().substring(5));
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(1);
  }

  @Test
  void every_module_that_was_written_is_handed_out() throws Exception {
    try (Stream<Path> written = Files.walk(ROOT)) {
      assertThat(written.filter(path -> path.toString().endsWith(".js")))
          .hasSizeGreaterThan(80)
          .allSatisfy(path ->
              assertThat(files.find(ROOT.relativize(path).toString())).as("%s", path).isNotNull());
    }
  }

  @Test
  void what_modules_fetch_is_there() throws Exception {
    List<String> fetched = new ArrayList<>();
    try (Stream<Path> written = Files.walk(ROOT)) {
      for (Path path : written.filter(Files::isRegularFile).toList()) {
        Matcher found = FETCHED.matcher(Files.readString(path));
        while (found.find()) {
          Path wanted = path.resolveSibling(found.group(1)).normalize();
          fetched.add(ROOT.relativize(wanted).toString());
        }
      }
    }
    assertThat(fetched).isNotEmpty().allSatisfy(path -> assertThat(files.find(path)).isNotNull());
  }

  @Test
  void the_address_of_another_version_leads_to_the_file_of_this_one() {
    String other = "v-00000000000000000000/";
    for (String path : List.of("chat.js", "pages/playground.css", "lib/uplot/uPlot.min.css")) {
      String moved = Objects.requireNonNull(files.moved(other + path));
      String now = URI.create("/" + other + path).resolve(moved).getPath().substring(1);
      assertThat(now).endsWith("/" + path);
      assertThat(Objects.requireNonNull(files.find(now)).lasting()).isTrue();
      assertThat(files.find(other + path)).isNull();
      assertThat(files.moved(now)).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "chat.js",
        "chat/index.js",
        "v-00000000000000000000",
        "v-00000000000000000000/",
        "v-00000000000000000000/none.js",
        "v-00000000000000000000/../chat.js",
        "v-00000000000000000000//chat.js",
        "v-0000000000000000000/chat.js",
        "v-0000000000000000000g/chat.js",
        "a/v-00000000000000000000/chat.js",
        "v-00000000000000000000/chat.js\n"
      })
  void no_other_address_leads_anywhere(String path) {
    assertThat(files.moved(path)).isNull();
  }

  @Test
  void the_chat_is_small() {
    Matcher needs = NEEDED.matcher(text("chat/index.js"));
    int bytes = 0;
    while (needs.find()) {
      WebFile file = Objects.requireNonNull(files.find(needs.group(1).substring(3)));
      bytes += Objects.requireNonNull(file.gzip()).length;
    }
    assertThat(bytes).isBetween(30_000, 100_000);
  }

  private String text(String path) {
    return new String(Objects.requireNonNull(files.find(path)).bytes(), StandardCharsets.UTF_8);
  }
}
