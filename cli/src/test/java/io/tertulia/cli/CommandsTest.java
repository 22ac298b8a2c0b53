package io.tertulia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.cli.terminal.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands as people and scripts see them. Servers run as processes of their own.
class CommandsTest {
  @TempDir Path folder;

  @Test
  void a_server_says_where_it_is_and_ends_well_when_told_to() throws Exception {
    Process server = serve();
    try {
      URI uri = uri(server);
      String token = run(0, "token", "--app", "demo", "--admin", "--data", data()).out().strip();
      HttpRequest request =
          HttpRequest.newBuilder(uri.resolve("/v1/demo/users/alice"))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .PUT(HttpRequest.BodyPublishers.ofString("{\"name\":\"Alice\"}"))
              .build();
      try (HttpClient client = HttpClient.newHttpClient()) {
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      }
      server.destroy();
      assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(server.exitValue()).isEqualTo(0);
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void the_first_start_on_a_folder_prints_a_link_for_a_browser() throws Exception {
    Process first = serve();
    try {
      URI uri = uri(first);
      assertThat(greeting(first)).containsOnlyOnce("  " + uri + "/#key=");
    } finally {
      first.destroyForcibly().waitFor();
    }
    Process service = serve();
    try {
      uri(service);
      assertThat(greeting(service)).doesNotContain("#key=");
    } finally {
      service.destroyForcibly();
    }
  }

  @Test
  void a_second_server_on_one_folder_is_told_who_holds_it() throws Exception {
    Process first = serve();
    try {
      uri(first);
      Process second = serve();
      String error =
          new String(
              second.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(second.waitFor()).isEqualTo(1);
      assertThat(error.strip())
          .isEqualTo(
              "tertulia: data folder %s: held by process %d (stop it, or take another folder with --data)"
                  .formatted(data(), first.pid()));
    } finally {
      first.destroyForcibly();
    }
  }

  @Test
  void wrong_usage_is_one_line_and_two() throws Exception {
    assertThat(run(2, "serve", "--prot", "1").err()).hasLineCount(1).contains("--prot");
    assertThat(run(2, "token").err()).hasLineCount(1).contains("--app");
    assertThat(run(2, "token", "--app", "demo").err()).hasLineCount(1).contains("--user");
    assertThat(run(2, "token", "--app", "a", "--user", "b", "--admin").err()).hasLineCount(1);
    assertThat(run(2, "token", "--app", "a", "--user", "b", "--ttl", "soon").err())
        .isEqualTo("tertulia: --ttl: soon (expected: a time such as 500ms, 30s, 5m, 2h or 7d)\n");
    assertThat(run(2, "dance").err()).hasLineCount(1).contains("dance");
    assertThat(run(2).err()).hasLineCount(1).contains("--help");
  }

  @Test
  void a_token_without_a_store_says_what_to_do() throws Exception {
    assertThat(run(1, "token", "--app", "demo", "--user", "alice", "--data", data()).err())
        .isEqualTo(
            "tertulia: data folder %s: no store in it (name the server's folder with --data)\n"
                .formatted(data()));
  }

  @Test
  void every_command_explains_itself() throws Exception {
    assertThat(run(0, "--help").out()).contains("serve", "token");
    assertThat(run(0, "serve", "--help").out()).contains("--port", "--dev", "TERTULIA_");
    assertThat(run(0, "token", "--help").out()).contains("--admin", "--ttl");
    assertThat(run(0, "upload", "--help").out()).contains("--in", "--kind", "FILE");
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private Process serve() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "serve", "--port", "0", "--data", data()));
    return new ProcessBuilder(command).start();
  }

  private static URI uri(Process server) throws IOException {
    BufferedReader out = server.inputReader();
    String first = String.valueOf(out.readLine());
    String said = "Tertulia is listening on ";
    assertThat(first).startsWith(said);
    return URI.create(first.substring(said.length()));
  }

  /// What it says behind its first line.
  private static String greeting(Process server) throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader out = server.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      if (line.startsWith("Health: ")) {
        break;
      }
    }
    return said.toString();
  }

  private static Ran run(int status, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int ended =
        Main.commands(Surroundings.real())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    assertThat(ended).as(err.toString()).isEqualTo(status);
    return new Ran(out.toString(), err.toString());
  }

  private record Ran(String out, String err) {}
}
