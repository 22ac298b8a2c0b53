package io.tertulia.server.gate.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Requests that break off.
final class HttpCut {
  private HttpCut() {}

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
