package io.tertulia.server.gate.uploads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import io.tertulia.server.TestServer;
import io.tertulia.server.gate.uploads.Wire.Answer;
import io.tertulia.server.identity.Apps.NewApp;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Uploads to servers with other settings.
class FileSettingsTest {
  private static final String PAGE = "<!DOCTYPE html><html><script>alert(1)</script></html>";

  @TempDir private Path data;
  private Server server;
  private NewApp app;

  @AfterEach
  void stop() throws IOException {
    server.close();
    try (Stream<Path> staged = Files.list(data.resolve("uploads"))) {
      assertThat(staged).isEmpty();
    }
  }

  @Test
  void a_line_that_drips_is_ended_and_what_came_stays() throws Exception {
    start(Map.of("gate.transfer-time", "500ms"));
    String one =
        tus().with("Upload-Length", "100000").ask("POST", path("/uploads")).header("Location");
    try (Socket line = tus().part(0, new byte[1000]).open("PATCH", one, 100_000)) {
      assertThat(Wire.read(line).status()).isEqualTo(408);
    }
    assertThat(tus().ask("HEAD", one).header("Upload-Offset")).isEqualTo("1000");
    assertThat(tus().ask("DELETE", one).status()).isEqualTo(204);
  }

  @Test
  void files_are_told_under_the_address_that_the_settings_name() throws Exception {
    start(Map.of("files.url", "https://files.example.test/x/"));
    Answer taken = wire().body("hello").ask("POST", path("/files?filename=a.txt"));
    String token = taken.json().text("attachmentToken");
    assertThat(wire().ask("GET", path("/files/" + token)).json().text("url"))
        .startsWith("https://files.example.test/x/files/" + app.app().id() + "/");
  }

  @Test
  void a_type_that_is_blocked_is_known_by_its_content() throws Exception {
    start(Map.of("files.blocked-types", "text/html"));
    Wire lies = wire().with("Content-Type", "image/png").body(PAGE);
    Answer refused = lies.ask("POST", path("/files?filename=photo.png&kind=image"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("FILE_REJECTED");
    Answer begun = tus().with("Upload-Length", "" + PAGE.length()).ask("POST", path("/uploads"));
    String one = begun.header("Location");
    Answer last = tus().part(0, PAGE.getBytes(UTF_8)).ask("PATCH", one);
    assertThat(last.status()).isEqualTo(400);
    assertThat(last.code()).isEqualTo("FILE_REJECTED");
    assertThat(tus().ask("HEAD", one).status()).isEqualTo(404);
    assertThat(wire().body("hello").ask("POST", path("/files?filename=a.html")).status())
        .isEqualTo(200);
  }

  @Test
  void a_file_that_becomes_too_large_while_it_comes_is_refused() throws Exception {
    start(Map.of("files.max-bytes", "1000"));
    Answer refused = wire().body("x".repeat(5000)).chunked().ask("POST", path("/files"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("FILE_REJECTED");
    String form =
        "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n"
            + "x".repeat(5000)
            + "\r\n--b--\r\n";
    Wire posted = wire().with("Content-Type", "multipart/form-data; boundary=b").body(form);
    assertThat(posted.ask("POST", path("/files")).code()).isEqualTo("FILE_REJECTED");
    assertThat(wire().body("x".repeat(1000)).ask("POST", path("/files")).status()).isEqualTo(200);
  }

  private void start(Map<String, String> settings) throws Exception {
    ServerConfig config = ServerConfig.read(settings, null, Map.of());
    server = Server.start(config.at("127.0.0.1", 0).in(data));
    app = TestServer.app(server);
  }

  private String path(String below) {
    return "/v1/" + app.app().id() + below;
  }

  private Wire tus() {
    return wire().tus().metadata("photo.png", "image");
  }

  private Wire wire() {
    return new Wire(server).bearer(app.key().reveal());
  }
}
