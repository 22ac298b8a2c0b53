package io.tertulia.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path folder;

  @Test
  void what_is_given_wins_over_the_environment_and_that_over_the_file() throws Exception {
    Path file = folder.resolve("tertulia.properties");
    Files.writeString(file, "port=1\nhost=file\ngate.frame-bytes = 64KiB\ngate.silence=2m\n");
    var config =
        ServerConfig.read(
            Map.of("port", "3"),
            file,
            Map.of("TERTULIA_PORT", "2", "TERTULIA_HOST", "environment", "PATH", "/bin"));
    assertThat(config.port()).isEqualTo(3);
    assertThat(config.host()).isEqualTo("environment");
    assertThat(config.limits().gate().frameBytes()).isEqualTo(64 << 10);
    assertThat(config.limits().gate().silence()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.limits().chat()).isEqualTo(Limits.DEFAULT.chat());
  }

  @Test
  void an_unknown_key_stops_the_start_and_names_the_nearest() throws Exception {
    Path file = folder.resolve("tertulia.properties");
    Files.writeString(file, "gate.frame-byte=1\n");
    assertThatThrownBy(() -> ServerConfig.read(Map.of(), file, Map.of()))
        .hasMessage("gate.frame-byte: unknown setting (did you mean gate.frame-bytes?)");
    Files.writeString(file, "");
    assertThatThrownBy(() -> ServerConfig.read(Map.of(), file, Map.of("TERTULIA_PROT", "1")))
        .hasMessage("TERTULIA_PROT: unknown setting (did you mean TERTULIA_PORT?)");
  }

  @Test
  void a_value_that_is_none_names_its_key() {
    assertThatThrownBy(() -> read("port", "many")).hasMessageStartingWith("port: many (expected: ");
    assertThatThrownBy(() -> read("port", "70000"))
        .hasMessage("port: 70000 (expected: 0 to 65535)");
    assertThatThrownBy(() -> read("dev", "yes")).hasMessageStartingWith("dev: yes (expected: ");
    assertThatThrownBy(() -> read("gate.silence", "75"))
        .hasMessageStartingWith("gate.silence: 75 (expected: ");
    assertThatThrownBy(() -> read("files.url", "files.example.com"))
        .hasMessageStartingWith("files.url: files.example.com (expected: ");
  }

  @Test
  void no_two_keys_share_a_variable() {
    var keys = Settings.flatten(ServerConfig.DEFAULT).keySet();
    assertThat(keys.stream().map(ServerConfig::variable).distinct()).hasSize(keys.size());
  }

  @Test
  void the_operations_page_names_every_setting_and_its_default() throws Exception {
    String page = Files.readString(root().resolve("docs/operations.md"));
    Settings.flatten(ServerConfig.DEFAULT)
        .forEach((key, value) -> assertThat(page).contains("| `" + key + "` | " + value + " |"));
  }

  @Test
  void the_operations_page_names_no_setting_that_is_not_there() throws Exception {
    String page = Files.readString(root().resolve("docs/operations.md"));
    String table = page.substring(page.indexOf("| Key |"), page.indexOf("## Health"));
    assertThat(Pattern.compile("(?m)^\\| `([^`]+)`").matcher(table).results().map(m -> m.group(1)))
        .containsExactlyInAnyOrderElementsOf(Settings.flatten(ServerConfig.DEFAULT).keySet());
  }

  private static void read(String key, String value) throws Exception {
    ServerConfig.read(Map.of(key, value), null, Map.of());
  }

  private static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve(".mvn"))) {
      at = at.getParent();
    }
    return at;
  }
}
