package io.tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An archive that comes to a server which is killed again and again, wherever the import is by
/// then. By `-Dtertulia.kills` it is told how often.
@Timeout(300)
class KilledImportTest {
  private static final int KILLS = Integer.getInteger("tertulia.kills", 5);
  private static final int MESSAGES = 4_000;
  private static final int FILE = 600_000;

  @TempDir Path folder;

  @Test
  void an_import_that_was_cut_anywhere_is_made_again_and_nothing_is_missing_or_twice()
      throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] archive = archive();
    int port = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      try (ChildServer server = ChildServer.start(folder.resolve("killed"), port)) {
        port = server.uri().getPort();
        cut(server, archive, random.nextInt(archive.length));
        server.killAfter(random.nextInt(50));
      }
    }
    byte[] killed;
    try (ChildServer server = ChildServer.start(folder.resolve("killed"), port)) {
      call(server, "POST", "/import", archive);
      killed = call(server, "GET", "/export", new byte[0]);
    }
    try (ChildServer server = ChildServer.start(folder.resolve("calm"), 0)) {
      call(server, "POST", "/import", archive);
      assertThat(lines(killed))
          .as("seed " + seed)
          .isEqualTo(lines(call(server, "GET", "/export", new byte[0])));
    }
    assertThat(lines(killed)).hasSizeGreaterThan(2 * MESSAGES);
  }

  /// Sends the first bytes of an archive and leaves the connection open.
  private static void cut(ChildServer server, byte[] archive, int bytes) throws IOException {
    Socket socket = new Socket(server.uri().getHost(), server.uri().getPort());
    String head =
        "POST /v1/demo/import HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(server.key().reveal(), archive.length);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(archive, 0, bytes);
  }

  private static byte[] call(ChildServer server, String method, String path, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.uri() + "/v1/demo" + path))
            .header("Authorization", "Bearer " + server.key().reveal())
            .method(method, BodyPublishers.ofByteArray(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
      assertThat(answer.statusCode())
          .as(
              new String(
                  answer.body(), 0, Math.min(999, answer.body().length), StandardCharsets.UTF_8))
          .isEqualTo(200);
      return answer.body();
    }
  }

  private static List<String> lines(byte[] archive) {
    return new String(archive, StandardCharsets.UTF_8).lines().toList();
  }

  private static byte[] archive() throws Exception {
    var all = new ByteArrayOutputStream();
    line(all, "{'type':'tertulia','version':1,'app':'x'}");
    for (String user : new String[] {"ann", "ben", "zoe"}) {
      line(all, "{'type':'user','id':'%s','name':'%s','createdAt':1}".formatted(user, user));
    }
    byte[] file = new byte[FILE];
    new Random(3).nextBytes(file);
    line(
        all,
        "{'type':'file','id':'AAAAAAAAAAAAAAAAAAAAAA','kind':'file','filename':'a.bin',"
            + "'mediaType':'application/octet-stream','size':%d,'sha256':'%s'}"
                .formatted(
                    FILE,
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file))));
    for (int at = 0; at < FILE; at += 50_000) {
      byte[] piece = Arrays.copyOfRange(file, at, at + 50_000);
      line(
          all,
          "{'type':'bytes','at':%d,'base64':'%s'}"
              .formatted(at, Base64.getEncoder().encodeToString(piece)));
    }
    for (String room : new String[] {"c1", "c2"}) {
      room(all, room);
    }
    return all.toByteArray();
  }

  private static void room(ByteArrayOutputStream all, String room) {
    line(all, "{'type':'conversation','id':'%s','createdAt':1}".formatted(room));
    for (int i = 1; i <= MESSAGES; i++) {
      String said =
          "{'type':'%s','conversation':'%s','id':'m%d','createdAt':%d,'sender':'ann','origin':'web'"
              .formatted(i % 7 == 0 ? "deleted" : "message", room, i, 10 * i);
      if (i % 7 == 0) {
        line(all, said + "}");
      } else if (i % 100 == 1) {
        line(all, said + ",'content':[{'type':'file','file':'AAAAAAAAAAAAAAAAAAAAAA'}]}");
      } else {
        line(all, said + ",'text':'message %d'}".formatted(i));
      }
      if (i % 5 == 0 && i % 7 != 0) {
        String reaction =
            "{'type':'reaction','conversation':'%s','message':'m%d','emoji':':a:','user':'%s','createdAt':%d}";
        line(all, reaction.formatted(room, i, "ben", 10 * i + 1));
        line(all, reaction.formatted(room, i, "zoe", 10 * i + 2));
      }
    }
    for (String user : new String[] {"ann", "ben"}) {
      line(
          all,
          "{'type':'member','conversation':'%s','user':'%s','access':'ReadWrite','joinedAt':1,'readUntil':77}"
              .formatted(room, user));
    }
  }

  private static void line(ByteArrayOutputStream to, String line) {
    to.writeBytes((line.replace('\'', '"') + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
