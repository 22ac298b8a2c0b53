package io.tertulia.testkit.backend;

import static io.tertulia.testkit.backend.BackEnds.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.backend.ImportSnapshot;
import io.tertulia.backend.TalkBackend;
import io.tertulia.backend.Theme;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Whole apps, and how they look, in the hands of the application's own server.
@ExtendWith(TertuliaExtension.class)
class AppArchivesTest {
  @TempDir Path folder;

  @Test
  @ResourceLock("a server prepares one export at a time")
  void an_app_goes_into_a_file_and_comes_back(People people) throws Exception {
    TalkBackend backend = BackEnds.of(people);
    people.conversation("tea", "alice", "bob");
    backend.conversation("tea").send("alice", "Hello");
    Path file = folder.resolve("app.jsonl");
    backend.exportTo(file);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(8).anyMatch(line -> line.contains("Hello"));
    backend.conversation("tea").delete();
    assertThat(backend.importFrom(file)).isEqualTo(new ImportSnapshot(8, 4));
    assertThat(backend.importFrom(file)).isEqualTo(new ImportSnapshot(8, 0));
    backend.exportTo(file);
    assertThat(Files.readAllLines(file)).isEqualTo(lines);
  }

  @Test
  void a_wrong_line_is_named_and_a_file_that_is_not_there_too(People people) throws Exception {
    TalkBackend backend = BackEnds.of(people);
    Path file = Files.writeString(folder.resolve("wrong.jsonl"), "{}");
    assertThat(assertRefused(ErrorCode.INVALID_ARGUMENT, () -> backend.importFrom(file)))
        .hasMessageContaining("line 1: ");
    assertThatThrownBy(() -> backend.importFrom(folder.resolve("none")))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void themes_are_set_and_deleted_one_by_one(People people) {
    TalkBackend backend = BackEnds.of(people);
    Theme dark = new Theme("default", Map.of("layout.json", "{}"));
    backend.setTheme("dark", dark);
    backend.setTheme("light", new Theme("default", Map.of()));
    backend.setTheme("light", new Theme("other", Map.of()));
    assertThat(backend.themes())
        .containsExactly(Map.entry("dark", dark), Map.entry("light", new Theme("other", Map.of())));
    backend.deleteTheme("light");
    backend.deleteTheme("light");
    assertThat(backend.themes()).containsOnlyKeys("dark");
  }
}
