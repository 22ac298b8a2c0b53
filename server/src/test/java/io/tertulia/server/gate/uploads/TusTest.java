package io.tertulia.server.gate.uploads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import io.tertulia.server.gate.uploads.Wire.Answer;
import io.tertulia.server.identity.Apps.NewApp;
import io.tertulia.server.identity.Tokens;
import java.io.IOException;
import java.net.Socket;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Uploads by tus, as good and bad clients make them.
class TusTest {
  private static final byte[] HELLO = "hello world".getBytes(UTF_8);

  private final Server server = TestServer.shared();
  private NewApp app;
  private String bearer;
  private String uploads;

  @BeforeEach
  void create() throws Exception {
    app = TestServer.app(server);
    bearer = Tokens.app(app.key(), app.app().id(), Instant.now().plusSeconds(60));
    uploads = "/v1/" + app.app().id() + "/uploads";
  }

  @Test
  void an_upload_is_begun_filled_and_told_its_token() throws Exception {
    Answer begun = begin(11);
    assertThat(begun.status()).isEqualTo(201);
    assertThat(begun.header("Upload-Offset")).isEqualTo("0");
    assertThat(begun.header("Tertulia-File-Token")).isNull();
    String one = begun.header("Location");
    assertThat(one).startsWith(uploads + "/");
    Answer first = tus().part(0, "hello".getBytes(UTF_8)).ask("PATCH", one);
    assertThat(first.status()).isEqualTo(204);
    assertThat(first.header("Upload-Offset")).isEqualTo("5");
    assertThat(first.header("Tertulia-File-Token")).isNull();
    assertThat(look(one).header("Upload-Offset")).isEqualTo("5");
    Answer last = tus().part(5, " world".getBytes(UTF_8)).chunked().ask("PATCH", one);
    assertThat(last.status()).isEqualTo(204);
    assertThat(last.header("Upload-Offset")).isEqualTo("11");
    String token = last.header("Tertulia-File-Token");
    assertThat(token).startsWith("ft_");
    Answer whole = look(one);
    assertThat(whole.header("Tertulia-File-Token")).isEqualTo(token);
    assertThat(whole.header("Upload-Length")).isEqualTo("11");
    assertThat(whole.header("Upload-Metadata"))
        .isEqualTo("filename " + Wire.base64("a.txt") + ",kind " + Wire.base64("file"));
    assertThat(bytes(token)).isEqualTo(HELLO);
  }

  @Test
  void every_answer_names_the_version_and_is_not_kept() throws Exception {
    Answer begun = begin(11);
    for (Answer answer :
        new Answer[] {
          begun,
          look(begun.header("Location")),
          tus().part(0, HELLO).ask("PATCH", begun.header("Location")),
          tus().part(0, HELLO).ask("PATCH", uploads + "/none"),
          tus().ask("DELETE", begun.header("Location")),
          new Wire(server).tus().ask("POST", uploads)
        }) {
      assertThat(answer.header("Tus-Resumable")).isEqualTo("1.0.0");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
      assertThat(answer.header("Access-Control-Expose-Headers")).contains("Tertulia-File-Token");
    }
  }

  @Test
  void the_server_says_what_it_can_to_anybody() throws Exception {
    for (String path : new String[] {uploads, uploads + "/x"}) {
      Answer answer = new Wire(server).ask("OPTIONS", path);
      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.header("Tus-Version")).isEqualTo("1.0.0");
      assertThat(answer.header("Tus-Extension"))
          .isEqualTo("creation,creation-with-upload,termination,expiration");
      assertThat(answer.header("Tus-Max-Size")).isEqualTo("104857600");
      assertThat(answer.header("Access-Control-Allow-Headers")).contains("Upload-Metadata");
    }
  }

  @Test
  void another_version_is_refused() throws Exception {
    String one = begin(11).header("Location");
    Answer other = wire().with("Tus-Resumable", "0.2.2").part(0, HELLO).ask("PATCH", one);
    assertThat(other.status()).isEqualTo(412);
    assertThat(other.header("Tus-Version")).isEqualTo("1.0.0");
    assertThat(wire().ask("POST", uploads).status()).isEqualTo(412);
    assertThat(look(one).header("Upload-Offset")).isEqualTo("0");
  }

  @Test
  void bytes_of_another_type_are_refused() throws Exception {
    String one = begin(11).header("Location");
    Answer other = tus().part(0, HELLO).with("Content-Type", "text/plain").ask("PATCH", one);
    assertThat(other.status()).isEqualTo(415);
    assertThat(begun(11).body(HELLO).ask("POST", uploads).status()).isEqualTo(415);
    assertThat(look(one).header("Upload-Offset")).isEqualTo("0");
  }

  @Test
  void bytes_at_another_offset_are_refused_and_change_nothing() throws Exception {
    String one = begin(22).header("Location");
    tus().part(0, HELLO).ask("PATCH", one);
    for (long offset : new long[] {0, 10, 12, 22, 1L << 40}) {
      Answer other = tus().part(offset, new byte[1]).ask("PATCH", one);
      assertThat(other.status()).isEqualTo(409);
      assertThat(other.code()).isEqualTo("INVALID_ARGUMENT");
    }
    assertThat(look(one).header("Upload-Offset")).isEqualTo("11");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-|filename YQ==|Upload-Length: missing",
        "-1|filename YQ==|Upload-Length: -1",
        "many|filename YQ==|Upload-Length: many",
        "99999999999999999999|filename YQ==|Upload-Length",
        "5|-|Upload-Metadata: missing",
        "5|filename|Upload-Metadata.filename: missing",
        "5|filename ###|Upload-Metadata.filename: no Base64",
        "5|kind ZmlsZQ==|Upload-Metadata.filename: missing",
        "5|filename YQ==,kind eA==|kind: x",
        "5|filename YQ==,width LTE=|width: -1",
        "5|filename YQ==,duration eA==|duration: x",
      })
  void an_upload_that_is_not_described_is_refused(String length, String metadata, String why)
      throws Exception {
    Wire wire = tus();
    if (length != null) {
      wire.with("Upload-Length", length);
    }
    if (metadata != null) {
      wire.with("Upload-Metadata", metadata);
    }
    Answer refused = wire.ask("POST", uploads);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().text("message")).startsWith(why);
    assertThat(refused.code()).isEqualTo("INVALID_ARGUMENT");
  }

  @Test
  void a_file_that_is_too_large_is_refused_before_its_first_byte() throws Exception {
    Answer refused = begin(100L * 1024 * 1024 + 1);
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.code()).isEqualTo("FILE_REJECTED");
    Wire asks = begun(1L << 40).part(0, new byte[0]).with("Expect", "100-continue");
    try (Socket socket = asks.open("POST", uploads, 1L << 40)) {
      String said = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(said).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void more_bytes_than_announced_are_refused() throws Exception {
    String one = begin(11).header("Location");
    Answer refused = tus().part(0, new byte[12]).ask("PATCH", one);
    assertThat(refused.status()).isEqualTo(413);
    assertThat(look(one).header("Upload-Offset")).isEqualTo("0");
    Answer chunked = tus().part(0, new byte[5000]).chunked().ask("PATCH", one);
    assertThat(chunked.status()).isEqualTo(413);
    assertThat(chunked.code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(look(one).status()).isEqualTo(404);
    Answer created = begun(11).part(0, new byte[12]).ask("POST", uploads);
    assertThat(created.status()).isEqualTo(413);
  }

  @Test
  void the_first_bytes_may_come_with_the_request_that_begins() throws Exception {
    Answer whole = begun(11).part(0, HELLO).ask("POST", uploads);
    assertThat(whole.status()).isEqualTo(201);
    assertThat(whole.header("Upload-Offset")).isEqualTo("11");
    assertThat(bytes(whole.header("Tertulia-File-Token"))).isEqualTo(HELLO);
    Answer part = begun(11).part(0, "hello".getBytes(UTF_8)).ask("POST", uploads);
    assertThat(part.status()).isEqualTo(201);
    assertThat(part.header("Upload-Offset")).isEqualTo("5");
    Answer rest = tus().part(5, " world".getBytes(UTF_8)).ask("PATCH", part.header("Location"));
    assertThat(bytes(rest.header("Tertulia-File-Token"))).isEqualTo(HELLO);
  }

  @Test
  void a_file_of_no_bytes_is_complete_at_once() throws Exception {
    Answer begun = begin(0);
    assertThat(begun.status()).isEqualTo(201);
    assertThat(bytes(begun.header("Tertulia-File-Token"))).isEmpty();
  }

  @Test
  void a_patch_may_come_as_a_post() throws Exception {
    String one = begin(11).header("Location");
    Answer done = tus().part(0, HELLO).with("X-HTTP-Method-Override", "PATCH").ask("POST", one);
    assertThat(done.status()).isEqualTo(204);
    assertThat(bytes(done.header("Tertulia-File-Token"))).isEqualTo(HELLO);
  }

  @Test
  void an_upload_that_is_given_up_is_gone() throws Exception {
    String one = begin(11).header("Location");
    assertThat(tus().ask("DELETE", one).status()).isEqualTo(204);
    assertThat(look(one).status()).isEqualTo(404);
    assertThat(tus().part(0, HELLO).ask("PATCH", one).status()).isEqualTo(404);
    Answer whole = begun(11).part(0, HELLO).ask("POST", uploads);
    assertThat(tus().ask("DELETE", whole.header("Location")).status()).isEqualTo(204);
    String token = whole.header("Tertulia-File-Token");
    assertThat(wire().ask("GET", "/v1/" + app.app().id() + "/files/" + token).status())
        .isEqualTo(404);
  }

  @Test
  void an_upload_that_was_completed_is_told_again_when_bytes_end_where_it_ends() throws Exception {
    Answer whole = begun(11).part(0, HELLO).ask("POST", uploads);
    Answer again = tus().part(11, new byte[0]).ask("PATCH", whole.header("Location"));
    assertThat(again.status()).isEqualTo(204);
    assertThat(again.header("Tertulia-File-Token")).isEqualTo(whole.header("Tertulia-File-Token"));
  }

  @Test
  void a_name_that_could_do_harm_is_cleaned() throws Exception {
    Map<String, String> names =
        Map.of(
            "../../x",
            "x",
            "..\\..\\x.png",
            "x.png",
            "/etc/passwd",
            "passwd",
            "a\r\nSet-Cookie: x=y.txt",
            "aSet-Cookie: x=y.txt",
            "\u202egpj.exe",
            "gpj.exe",
            "..",
            "file",
            "\0",
            "file",
            "x".repeat(300) + ".tar",
            "x".repeat(251) + ".tar");
    for (Map.Entry<String, String> name : names.entrySet()) {
      Answer whole =
          tus()
              .metadata(name.getKey(), "file")
              .with("Upload-Length", "1")
              .part(0, new byte[1])
              .ask("POST", uploads);
      assertThat(look(whole.header("Location")).header("Upload-Metadata"))
          .startsWith("filename " + Wire.base64(name.getValue()) + ",");
    }
  }

  private Answer begin(long length) throws IOException {
    return begun(length).ask("POST", uploads);
  }

  private Wire begun(long length) {
    return tus().metadata("a.txt", "file").with("Upload-Length", Long.toString(length));
  }

  private Answer look(String path) throws IOException {
    return tus().ask("HEAD", path);
  }

  private Wire tus() {
    return wire().tus();
  }

  private Wire wire() {
    return new Wire(server).bearer(bearer);
  }

  /// The bytes of the file that a token stands for.
  private byte[] bytes(String token) throws IOException {
    Answer told = wire().ask("GET", "/v1/" + app.app().id() + "/files/" + token);
    return Wire.bytes(told.json().text("url"));
  }
}
