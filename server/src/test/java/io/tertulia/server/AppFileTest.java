package io.tertulia.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.ConversationSync;
import io.tertulia.server.identity.Role.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Settings of apps from a file.
class AppFileTest {
  @TempDir Path folder;

  @Test
  void what_the_file_says_counts_from_the_start_on_and_the_rest_stays() throws Exception {
    write("{\"demo\":{\"conversationSync\":\"off\",\"roles\":{\"x\":{\"edit\":\"all\"}}}}");
    AppSettings settings = started();
    assertThat(settings.conversationSync()).isEqualTo(ConversationSync.OFF);
    assertThat(settings.role("x").edit()).isEqualTo(Scope.ALL);
    assertThat(settings.userSync()).isTrue();
    write("{\"demo\":{\"userSync\":false}}");
    settings = started();
    assertThat(settings.userSync()).isFalse();
    assertThat(settings.conversationSync()).isEqualTo(ConversationSync.OFF);
    assertThat(settings.role("x").edit()).isEqualTo(Scope.ALL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"shop":{}} | shop: no such app
          {"demo":{"roles":{"x":{"edti":"all"}}}} | demo.roles.x.edti: unknown (expected: edit)
          {"demo":{"conversationSync":"on"}} | demo.conversationSync: on (expected: open, invite or off)
          {"demo":{"rols":{}}} | demo.rols: unknown (expected: roles)
          {"demo":7} | demo: an integer (expected: an object)
          [] | JSON: an array (expected: an object)
          { | (start marker at line: 1, column: 1)
          """)
  void a_mistake_stops_the_start_and_is_named(String json, String message) throws Exception {
    write(json);
    assertThatThrownBy(this::started)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("app-settings: " + file() + ": ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_file_that_is_not_there_stops_the_start() {
    assertThatThrownBy(this::started)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("app-settings: " + file() + ": cannot be read");
  }

  @Test
  void the_example_of_the_page_is_one() throws Exception {
    String page = Files.readString(Path.of("../docs/roles.md"));
    int start = page.indexOf("```json\n") + "```json\n".length();
    write(page.substring(start, page.indexOf("```", start)));
    AppSettings settings = started();
    assertThat(settings.conversationSync()).isEqualTo(ConversationSync.INVITE);
    assertThat(settings.role("moderator").delete()).isEqualTo(Scope.ALL);
    assertThat(settings.role("anybody").masker().mask("Darn, write to joe@foo.test"))
        .isEqualTo("(hidden information), write to (hidden information)");
  }

  private AppSettings started() throws Exception {
    ServerConfig config =
        ServerConfig.read(Map.of("app-settings", file().toString()), null, Map.of())
            .at("127.0.0.1", 0)
            .in(folder.resolve("data"));
    try (Server server = Server.start(config)) {
      return server.apps().find("demo").join().settings();
    }
  }

  private Path file() {
    return folder.resolve("apps.json");
  }

  private void write(String json) throws IOException {
    Files.writeString(file(), json);
  }
}
