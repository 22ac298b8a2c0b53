package io.tertulia.server.gate.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.server.Limits;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import io.tertulia.server.files.FileLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody takes an archive and does not read on.
class SlowExportTest {
  private static final int LARGE = 24 << 20;
  private static final byte[] HEADER =
      Site.archive("{\"type\":\"tertulia\",\"version\":1,\"app\":\"a\"}");

  @TempDir Path folder;

  @Test
  void it_keeps_no_files_of_others_and_no_more_archives_go_and_come_than_may() throws Exception {
    var files = Limits.DEFAULT.files();
    var few =
        new FileLimits(
            files.maxBytes(),
            files.anonymousBytes(),
            files.unsent(),
            files.unsentTime(),
            files.pixels(),
            files.previewsWaiting(),
            files.urlTime(),
            1);
    Limits all = Limits.DEFAULT;
    var limits =
        new Limits(
            all.gate(), all.rates(), all.chat(), all.search(), all.follow(), all.store(), few);
    ServerConfig config = ServerConfig.DEFAULT.with(limits).at("127.0.0.1", 0).in(folder);
    try (Server server = Server.start(config)) {
      Site slow = new Site(server, "slow");
      Site other = new Site(server, "other");
      shows(slow, new byte[LARGE]);
      shows(other, new byte[] {1, 2, 3});
      try (Socket socket = begin(slow)) {
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        assertThat(other.send("GET", "/export", new byte[0]).statusCode()).isEqualTo(503);
        assertThat(other.send("POST", "/import", HEADER).statusCode()).isEqualTo(200);
        try (Socket _ = HttpCut.begin(other, HEADER.length)) {
          assertThat(slow.send("POST", "/import", HEADER).statusCode()).isEqualTo(503);
        }
        assertThat(slow.ok("DELETE", "/users/alice", "").toText()).contains("pending");
        assertThat(other.ok("DELETE", "/users/alice", "").toText()).isEqualTo("{}");
      }
      int status = other.send("GET", "/export", new byte[0]).statusCode();
      while (status == 503) {
        status = other.send("GET", "/export", new byte[0]).statusCode();
      }
      assertThat(status).isEqualTo(200);
    }
  }

  private static void shows(Site site, byte[] bytes) throws Exception {
    site.ok("PUT", "/users/alice", "{\"name\":\"Alice\"}");
    site.ok("PUT", "/conversations/tea", "{\"participants\":[\"alice\"]}");
    String token = site.upload("large.bin", bytes);
    site.message(
        "tea",
        "{\"type\":\"UserMessage\",\"sender\":\"alice\",\"attachmentToken\":\"" + token + "\"}");
  }

  private static Socket begin(Site site) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress(site.server.uri().getHost(), site.server.uri().getPort()));
    String head =
        "GET /v1/%s/export HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(site.app.app().id(), site.app.key().reveal());
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
