package io.tertulia.server.gate.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.file.FileKind;
import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import io.tertulia.server.files.Downloads;
import io.tertulia.server.files.StoredFile;
import io.tertulia.server.files.Uploader;
import io.tertulia.server.files.Uploads.Source;
import io.tertulia.server.gate.RawHttp;
import io.tertulia.server.identity.App;
import io.tertulia.server.identity.AppSettings;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files as their URLs give them.
class FileServingTest {
  private static final byte[] PNG =
      HexFormat.of()
          .parseHex(
              "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
                  + "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
                  + "0000000049454e44ae426082");

  private final Server server = TestServer.shared();
  private App app;

  @BeforeEach
  void app() throws SQLException {
    app = TestServer.app(server).app();
  }

  @Test
  void a_file_comes_with_all_that_keeps_it_harmless() throws Exception {
    StoredFile file = upload("small.png", PNG);
    String head = get(path(file));
    assertThat(head)
        .startsWith("HTTP/1.1 200")
        .contains("content-type: image/png\r")
        .contains("content-length: " + PNG.length + "\r")
        .contains("Content-Disposition: inline; filename=\"small.png\"\r")
        .contains("X-Content-Type-Options: nosniff\r")
        .contains("Content-Security-Policy: default-src 'none'; ")
        .contains("Cross-Origin-Resource-Policy: cross-origin\r")
        .contains("Access-Control-Allow-Origin: *\r")
        .contains("Cache-Control: public, max-age=31536000, immutable\r")
        .contains("Accept-Ranges: bytes\r")
        .contains("ETag: \"" + file.sha256() + "\"\r");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "page.png|<!DOCTYPE html><html><script>alert(1)</script></html>",
        "page.html|<html><body onload='alert(1)'>",
        "face.svg|<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "face.jpg|<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        "code.js|alert(1)",
        "feed.xml|<?xml version='1.0'?><a/>",
      })
  void what_is_active_is_saved_whatever_it_is_called(String name, String content) throws Exception {
    assertThat(get(path(upload(name, content.getBytes(StandardCharsets.UTF_8)))))
        .startsWith("HTTP/1.1 200")
        .contains("Content-Disposition: attachment; ")
        .contains("Content-Security-Policy: default-src 'none'; sandbox\r")
        .contains("X-Content-Type-Options: nosniff\r");
  }

  @Test
  void a_file_has_its_name_in_any_script() throws Exception {
    String name = "Füße 写真 👍 \"100%\" ;.txt";
    StoredFile file = upload(name, new byte[] {1});
    assertThat(file.details().filename()).isEqualTo(name);
    assertThat(get(path(file)))
        .startsWith("HTTP/1.1 200")
        .contains("filename*=UTF-8''F%C3%BC%C3%9Fe%20%E5%86%99%E7%9C%9F%20%F0%9F%91%8D%20%22100");
  }

  @Test
  void what_is_not_there_is_not_found() throws Exception {
    StoredFile file = upload("small.png", PNG);
    String other = TestServer.app(server).app().id();
    String id = file.id();
    for (String path :
        List.of(
            "/files/" + app.id() + "/" + id + "/other.png",
            "/files/" + app.id() + "/" + id + "/small.png%00",
            "/files/" + app.id() + "/" + id.substring(1) + "A/small.png",
            "/files/" + other + "/" + id + "/small.png",
            "/files/nowhere/" + id + "/small.png",
            "/files/" + app.id() + "/" + id,
            "/files/" + app.id() + "/%2e%2e%2f%2e%2e/small.png",
            "/files/" + app.id() + "/../../tertulia.db")) {
      assertThat(get(path)).as(path).startsWith("HTTP/1.1 404");
    }
    assertThat(say("PUT " + path(file) + " HTTP/1.1\n\n"))
        .startsWith("HTTP/1.1 405")
        .contains("Allow: GET, HEAD");
  }

  @Test
  void a_part_comes_as_asked_for() throws Exception {
    byte[] bytes = new byte[3_000_000];
    new Random(1).nextBytes(bytes);
    StoredFile file = upload("large", bytes);
    try (var client = RawHttp.open(server.uri())) {
      assertPart(client, file, "bytes=0-0", bytes, 0, 1);
      assertPart(client, file, "bytes=1000000-2999998", bytes, 1_000_000, 2_999_999);
      assertPart(client, file, "bytes=-70000", bytes, 2_930_000, 3_000_000);
      client.send("GET " + path(file) + " HTTP/1.1\nRange: bytes=0-1,5-6\n\n");
      String whole = client.head();
      assertThat(whole).startsWith("HTTP/1.1 200");
      assertThat(client.body(RawHttp.length(whole))).isEqualTo(bytes);
      client.send("GET " + path(file) + " HTTP/1.1\nRange: bytes=3000000-\n\n");
      assertThat(client.answer())
          .startsWith("HTTP/1.1 416")
          .contains("Content-Range: bytes */3000000\r");
      client.send("HEAD " + path(file) + " HTTP/1.1\nRange: bytes=0-0\n\n");
      assertThat(client.head()).startsWith("HTTP/1.1 200").contains("content-length: 3000000");
    }
  }

  private void assertPart(
      RawHttp client, StoredFile file, String range, byte[] bytes, int from, int to)
      throws Exception {
    client.send("GET " + path(file) + " HTTP/1.1\nRange: " + range + "\n\n");
    String head = client.head();
    assertThat(head)
        .startsWith("HTTP/1.1 206")
        .contains("Content-Range: bytes " + from + "-" + (to - 1) + "/" + bytes.length + "\r");
    assertThat(RawHttp.length(head)).isEqualTo(to - from);
    assertThat(client.body(to - from)).isEqualTo(Arrays.copyOfRange(bytes, from, to));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "If-None-Match: TAG|304",
        "If-None-Match: W/TAG|304",
        "If-None-Match: \"a\", TAG|304",
        "If-None-Match: *|304",
        "If-None-Match: \"a\"|200",
        "If-Match: TAG|200",
        "If-Match: *|200",
        "If-Match: \"a\"|412",
        "Range: bytes=0-0~If-Range: TAG|206",
        "Range: bytes=0-0~If-Range: \"a\"|200",
        "Range: bytes=0-0~If-Range: W/TAG|200",
        "Range: bytes=0-0~If-Range: Sun, 22 Nov 2026 12:00:00 GMT|200",
        "Range: bytes=0-0~If-None-Match: TAG|304",
      })
  void a_client_that_has_the_file_is_spared_it(String headers, int status) throws Exception {
    StoredFile file = upload("small.png", PNG);
    String tag = "\"" + file.sha256() + "\"";
    String answer =
        say(
            "GET %s HTTP/1.1\n%s\n\n"
                .formatted(path(file), headers.replace("TAG", tag).replace("~", "\n")));
    assertThat(answer).startsWith("HTTP/1.1 " + status);
    if (status == 304) {
      assertThat(answer).contains("ETag: " + tag).contains("Cache-Control").endsWith("\r\n\r\n");
      assertThat(answer).doesNotContain("content-length");
    }
  }

  @Test
  void an_empty_file_is_a_file() throws Exception {
    assertThat(get(path(upload("empty", new byte[0]))))
        .startsWith("HTTP/1.1 200")
        .contains("content-length: 0\r");
  }

  @Test
  void where_urls_are_signed_no_other_opens() throws Exception {
    app = TestServer.app(server, AppSettings.DEFAULT.withSignedFileUrls(true)).app();
    StoredFile file = upload("small.png", PNG);
    StoredFile other = upload("small.png", PNG);
    Downloads downloads = server.files().downloads();
    String signature = downloads.signature(file);
    assertThat(get(path(file) + "?" + signature))
        .startsWith("HTTP/1.1 200")
        .contains("Cache-Control: private, ");
    String later = signature.replaceFirst("expires=(\\d)", "expires=9$1");
    for (String query :
        List.of(
            "",
            "?" + downloads.signature(other),
            "?" + later,
            "?expires=1&signature=a",
            "?expires=" + "9".repeat(30) + "&signature=a",
            "?expires=&signature=")) {
      assertThat(get(path(file) + query))
          .as(query)
          .startsWith("HTTP/1.1 403")
          .contains("Access-Control-Allow-Origin: *\r")
          .contains("\"error\":\"FORBIDDEN\"")
          .contains("signature: ");
    }
  }

  @Test
  void a_preview_that_is_none_is_said_to_be_none() throws Exception {
    StoredFile file = upload("text.txt", "Hello".getBytes(StandardCharsets.UTF_8));
    assertThat(get(path(file) + "?preview=small"))
        .startsWith("HTTP/1.1 404")
        .contains("preview: none");
    assertThat(get(path(file) + "?preview=huge")).startsWith("HTTP/1.1 400");
  }

  @Test
  void a_preview_is_a_smaller_picture() throws Exception {
    var picture = new BufferedImage(1500, 900, BufferedImage.TYPE_INT_RGB);
    var png = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", png);
    StoredFile file = upload("plan.png", png.toByteArray());
    try (var client = RawHttp.open(server.uri())) {
      String path = path(file) + "?preview=small";
      client.send("GET " + path + " HTTP/1.1\n\n");
      String head = client.head();
      assertThat(head)
          .startsWith("HTTP/1.1 200")
          .contains("content-type: image/jpeg\r")
          .contains("X-Content-Type-Options: nosniff\r")
          .contains("Cache-Control: public, ");
      byte[] jpeg = client.body(RawHttp.length(head));
      BufferedImage preview = ImageIO.read(new ByteArrayInputStream(jpeg));
      assertThat(preview.getWidth()).isEqualTo(320);
      assertThat(preview.getHeight()).isEqualTo(192);
      client.send("HEAD " + path + " HTTP/1.1\n\n");
      assertThat(client.head()).contains("content-length: " + jpeg.length + "\r");
      String tag = "\"" + file.sha256() + ".small\"";
      client.send("GET " + path + " HTTP/1.1\nIf-None-Match: " + tag + "\n\n");
      assertThat(client.head()).startsWith("HTTP/1.1 304");
    }
  }

  private StoredFile upload(String name, byte[] bytes) throws Exception {
    Iterator<ByteBuffer> pieces = List.of(ByteBuffer.wrap(bytes)).iterator();
    Source source = () -> pieces.hasNext() && bytes.length > 0 ? pieces.next() : null;
    var details = new FileDetails(FileKind.FILE, name, null, null, null);
    var uploaded =
        server
            .files()
            .uploads()
            .take(new Uploader(app.key(), app.id(), null), source, type -> details);
    return server.files().downloads().find(app.key(), uploaded.token());
  }

  private String path(StoredFile file) {
    return Downloads.path(app.id(), file);
  }

  private String get(String path) throws Exception {
    return say("GET " + path + " HTTP/1.1\n\n");
  }

  private String say(String request) throws Exception {
    try (var client = RawHttp.open(server.uri())) {
      client.send(request.replaceFirst("HTTP/1.1\n", "HTTP/1.1\nConnection: close\n"));
      return client.rest();
    }
  }
}
