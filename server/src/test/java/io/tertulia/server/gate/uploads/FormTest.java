package io.tertulia.server.gate.uploads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import io.tertulia.server.TestServer;
import io.tertulia.server.gate.uploads.Wire.Answer;
import io.tertulia.server.identity.Apps.NewApp;
import io.tertulia.server.identity.Tokens;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that come whole, in forms and as bodies, from good and bad clients.
class FormTest {
  private static final String END = "--b--\r\n";

  @TempDir private static Path data;
  private static Server server;
  private NewApp app;
  private String files;
  private String bearer;

  @BeforeAll
  static void start() throws IOException {
    server = Server.start(ServerConfig.DEFAULT.at("127.0.0.1", 0).in(data));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void create() throws Exception {
    app = TestServer.app(server);
    bearer = Tokens.app(app.key(), app.app().id(), Instant.now().plusSeconds(60));
    files = "/v1/" + app.app().id() + "/files";
  }

  @Test
  void a_form_with_a_file_is_taken() throws Exception {
    Fields told =
        told(form(text("width", "640"), file("plan.txt", "hello"), text("kind", "image") + END));
    assertThat(told.text("filename")).isEqualTo("plan.txt");
    assertThat(told.integer("size")).isEqualTo(5);
    assertThat(told.text("mediaType")).isEqualTo("text/plain");
    assertThat(told.text("subtype")).isEqualTo("image");
    assertThat(told.integer("width")).isEqualTo(640);
    assertThat(content(told)).isEqualTo("hello");
  }

  @Test
  void texts_behind_the_file_count_and_a_name_of_its_own_wins() throws Exception {
    Fields told =
        told(
            form(
                file("x.bin", "hello"),
                text("filename", "été.ogg"),
                text("kind", "voice"),
                text("duration", "1.5"),
                text("else", "whatever") + END));
    assertThat(told.text("filename")).isEqualTo("été.ogg");
    assertThat(told.text("subtype")).isEqualTo("voice");
    assertThat(told.numberOrNull("duration")).isEqualTo(1.5);
  }

  @Test
  void the_kind_follows_from_the_content_when_nobody_says_it() throws Exception {
    String gif = "GIF89a\u0001\0\u0001\0\0\0\0;";
    assertThat(told(form(file("x.txt", gif) + END)).text("subtype")).isEqualTo("image");
    assertThat(told(form(file("x.gif", "plain") + END)).has("subtype")).isFalse();
  }

  @Test
  void a_body_is_taken_as_it_is() throws Exception {
    Wire wire = wire().with("Content-Type", "application/pdf").body("%PDF-1.4 hello");
    Fields told = told(wire.ask("POST", files + "?filename=a%20b.pdf"));
    assertThat(told.text("filename")).isEqualTo("a b.pdf");
    assertThat(told.text("mediaType")).isEqualTo("application/pdf");
    assertThat(content(told)).isEqualTo("%PDF-1.4 hello");
    Fields chunked = told(wire().body("hello").chunked().ask("POST", files + "?filename=x"));
    assertThat(content(chunked)).isEqualTo("hello");
  }

  @Test
  void bytes_that_look_like_a_boundary_stay_bytes() throws Exception {
    String tricky = "\r\n--\r\n--a\r\n--B--\r\n-\r\n--\r\r\n--";
    assertThat(content(told(form(file("x", tricky.repeat(3000)) + END))))
        .isEqualTo(tricky.repeat(3000));
  }

  static Stream<Arguments> badForms() {
    String good = file("x.txt", "hello");
    return Stream.of(
        Arguments.of("no part", END),
        Arguments.of("nothing", ""),
        Arguments.of("no form", "hello"),
        Arguments.of("no file", text("filename", "x") + END),
        Arguments.of("a file under another name", good.replace("\"file\"", "\"photo\"") + END),
        Arguments.of("two files", good + good + END),
        Arguments.of("an empty file", file("x.txt", "") + END),
        Arguments.of("no end", good),
        Arguments.of("a file without an end", good.substring(0, good.length() - 2)),
        Arguments.of("headers without an end", "--b\r\nContent-Disposition: form-data; na"),
        Arguments.of("10,000 parts", text("a", "b").repeat(10_000) + good + END),
        Arguments.of("10,000 parts behind it", good + text("a", "b").repeat(10_000) + END),
        Arguments.of(
            "1 MB of headers",
            good.replace("\r\n\r\n", "\r\nA: " + "x".repeat(1 << 20) + "\r\n\r\n") + END),
        Arguments.of(
            "many headers", good.replace("\r\n\r\n", "\r\nA: x".repeat(10_000) + "\r\n\r\n") + END),
        Arguments.of("1 MB before it", "x".repeat(1 << 20) + "\r\n" + good + END),
        Arguments.of("1 MB of text", text("filename", "x".repeat(1 << 20)) + good + END),
        Arguments.of("1 MB of other text", text("else", "x".repeat(1 << 20)) + good + END),
        Arguments.of("1 MB of text behind it", good + text("else", "x".repeat(1 << 20)) + END),
        Arguments.of("a form inside", nested() + END),
        Arguments.of("a wrong kind", text("kind", "cake") + good + END),
        Arguments.of("a wrong width", good + text("width", "-1") + END),
        Arguments.of("a wrong duration", good + text("duration", "long") + END));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badForms")
  void a_form_that_is_none_or_brings_not_one_file_is_refused(String name, String body)
      throws Exception {
    Answer refused =
        wire()
            .with("Content-Type", "multipart/form-data; boundary=b")
            .body(body)
            .ask("POST", files);
    assertThat(refused.status()).as(refused.body()).isEqualTo(400);
    assertThat(refused.json().text("error")).isEqualTo("BAD_REQUEST");
    assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; border=b",
      })
  void a_form_without_a_boundary_is_refused(String type) throws Exception {
    Answer refused =
        wire().with("Content-Type", type).body(file("x", "hello") + END).ask("POST", files);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().text("message")).startsWith("Content-Type: ");
    String endless = "multipart/form-data; boundary=" + "b".repeat(71);
    assertThat(wire().with("Content-Type", endless).body("x").ask("POST", files).status())
        .isEqualTo(400);
    assertNothingLeft();
  }

  @Test
  void an_empty_body_is_refused() throws Exception {
    assertThat(wire().ask("POST", files + "?filename=x").status()).isEqualTo(400);
    assertNothingLeft();
  }

  @Test
  void a_file_that_is_too_large_is_refused_before_it_comes() throws Exception {
    try (Socket socket = wire().open("POST", files + "?filename=x", 1L << 40)) {
      Answer refused = Wire.read(socket);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.code()).isEqualTo("FILE_REJECTED");
    }
    assertNothingLeft();
  }

  @Test
  void a_body_that_breaks_off_leaves_nothing() throws Exception {
    for (String type : new String[] {"text/plain", "multipart/form-data; boundary=b"}) {
      Wire wire = wire().with("Content-Type", type).body(file("x", "hello".repeat(10_000)));
      try (Socket socket = wire.open("POST", files, 1 << 20)) {
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
      }
    }
    assertNothingLeft();
  }

  @Test
  void only_the_app_uploads_so() throws Exception {
    String alice = Tokens.user(app.key(), app.app().id(), "alice", null);
    for (Wire wire : new Wire[] {new Wire(server), new Wire(server).bearer(alice)}) {
      Answer refused = wire.body("hello").ask("POST", files + "?filename=x");
      assertThat(refused.status()).isEqualTo(401);
    }
    assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../x.txt", "..\\x.txt", "C:\\a\\x.txt", "/x.txt", "\u202ex.txt"})
  void a_name_that_could_do_harm_is_cleaned(String name) throws Exception {
    Fields told = told(form(file(name, "hello") + END));
    assertThat(told.text("filename")).isEqualTo("x.txt");
    assertThat(content(told)).isEqualTo("hello");
  }

  @Test
  void a_very_long_name_keeps_its_extension() throws Exception {
    String name = told(form(file("é".repeat(300) + ".txt", "hello") + END)).text("filename");
    assertThat(name).hasSize(255).endsWith("é.txt");
  }

  private Fields told(Answer taken) throws IOException {
    assertThat(taken.status()).as(taken.body()).isEqualTo(200);
    String token = taken.json().text("attachmentToken");
    return wire().ask("GET", files + "/" + token).json();
  }

  private Answer form(String... parts) throws IOException {
    return wire()
        .with("Content-Type", "multipart/form-data; boundary=b")
        .body(String.join("", parts))
        .ask("POST", files);
  }

  private static String content(Fields told) throws IOException {
    return new String(Wire.bytes(told.text("url")), UTF_8);
  }

  private Wire wire() {
    return new Wire(server).bearer(bearer);
  }

  private static String text(String name, String value) {
    return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }

  private static String file(String name, String content) {
    return "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
        + name
        + "\"\r\nContent-Type: text/html\r\n\r\n"
        + content
        + "\r\n";
  }

  private static String nested() {
    return file("x", "--c\r\nContent-Disposition: file; filename=\"a\"\r\n\r\nhello\r\n--c--")
        .replace("text/html", "multipart/mixed; boundary=c");
  }

  private static void assertNothingLeft() throws IOException {
    // Whoever breaks off sees the connection end before the server has cleaned up.
    while (!server.counters().text().contains("tertulia_transfers 0\n")) {
      Thread.onSpinWait();
    }
    try (Stream<Path> staged = Files.list(data.resolve("uploads"))) {
      assertThat(staged).isEmpty();
    }
  }
}
