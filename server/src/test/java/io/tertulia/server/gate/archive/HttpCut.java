package io.tertulia.server.gate.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Requests that break off.
final class HttpCut {
  private HttpCut() {}

  /// Begins to send an archive, and returns when the server wants its first byte.
  static Socket begin(Site site, int length) throws IOException {
    Socket socket = new Socket(site.server.uri().getHost(), site.server.uri().getPort());
    String head =
        "POST /v1/%s/import HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n"
            .formatted(site.app.app().id(), site.app.key().reveal(), length);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    assertThat(answer).isEqualTo("HTTP/1.1 100");
    return socket;
  }

  /// Sends the first bytes of an archive as if all were to come, closes its half, and waits until
  /// the server has closed the other.
  static void post(Site site, byte[] archive, int bytes) throws IOException {
    try (Socket socket = new Socket(site.server.uri().getHost(), site.server.uri().getPort())) {
      OutputStream out = socket.getOutputStream();
      String head =
          "POST /v1/%s/import HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
              .formatted(site.app.app().id(), site.app.key().reveal(), archive.length);
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(archive, 0, bytes);
      out.flush();
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    }
  }
}
