package io.tertulia.server.gate.uploads;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import io.tertulia.server.gate.rest.Described;
import io.tertulia.server.gate.rest.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// HTTP byte by byte: requests as nobody's client would send them.
final class Wire {
  private static final int PATIENCE_MILLIS = 15_000;

  private final Server server;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private byte[] body = new byte[0];
  private boolean tellsLength = true;

  Wire(Server server) {
    this.server = server;
  }

  /// Sends this header too.
  Wire with(String name, String value) {
    headers.put(name, value);
    return this;
  }

  Wire bearer(String token) {
    return with("Authorization", "Bearer " + token);
  }

  /// Speaks tus.
  Wire tus() {
    return with("Tus-Resumable", "1.0.0");
  }

  /// Names a file in the metadata of an upload.
  Wire metadata(String filename, String kind) {
    return with("Upload-Metadata", "filename " + base64(filename) + ",kind " + base64(kind));
  }

  /// Brings these bytes as a part of an upload.
  Wire part(long offset, byte[] bytes) {
    return with("Content-Type", "application/offset+octet-stream")
        .with("Upload-Offset", Long.toString(offset))
        .body(bytes);
  }

  Wire body(byte[] bytes) {
    body = bytes;
    return this;
  }

  Wire body(String text) {
    return body(text.getBytes(UTF_8));
  }

  /// Sends the body in chunks, without its length.
  Wire chunked() {
    tellsLength = false;
    return with("Transfer-Encoding", "chunked");
  }

  /// Sends all of it and reads the answer to its end.
  Answer ask(String method, String path) throws IOException {
    try (Socket socket = open(method, path, body.length, body)) {
      Answer answer = read(socket);
      String type = Exchange.mediaType(headers.getOrDefault("Content-Type", ""));
      Described.here()
          .mustBe(
              new Exchange(
                  Exchange.method(method, headers.get("X-HTTP-Method-Override")),
                  path,
                  type,
                  new String(body, UTF_8),
                  answer.status,
                  answer.headers,
                  answer.body));
      return answer;
    }
  }

  /// Says that so many bytes will come, and sends the body only.
  Socket open(String method, String path, long announced) throws IOException {
    return open(method, path, announced, body);
  }

  /// Reads an answer to its end.
  static Answer read(Socket socket) throws IOException {
    return Answer.parse(socket.getInputStream().readAllBytes());
  }

  /// The bytes at a URL.
  static byte[] bytes(String url) throws IOException {
    try (InputStream in = URI.create(url).toURL().openStream()) {
      return in.readAllBytes();
    }
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private Socket open(String method, String path, long announced, byte[] sent) throws IOException {
    var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: x\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (tellsLength && (announced > 0 || !method.equals("HEAD"))) {
      head.append("Content-Length: " + announced + "\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    var request = new ByteArrayOutputStream();
    request.writeBytes(head.toString().getBytes(UTF_8));
    request.writeBytes(tellsLength ? sent : chunks(sent));
    var socket = new Socket(server.uri().getHost(), server.uri().getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.getOutputStream().write(request.toByteArray());
    return socket;
  }

  private static byte[] chunks(byte[] bytes) {
    var chunks = new ByteArrayOutputStream();
    for (int at = 0; at < bytes.length; at += 1000) {
      int length = Math.min(1000, bytes.length - at);
      chunks.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(UTF_8));
      chunks.write(bytes, at, length);
      chunks.writeBytes("\r\n".getBytes(UTF_8));
    }
    chunks.writeBytes("0\r\n\r\n".getBytes(UTF_8));
    return chunks.toByteArray();
  }

  /// What the server said.
  ///
  /// @param headers by name in small letters
  record Answer(int status, Map<String, String> headers, String body) {
    static Answer parse(byte[] bytes) {
      String text = new String(bytes, ISO_8859_1);
      while (text.startsWith("HTTP/1.1 100")) {
        text = text.substring(text.indexOf("\r\n\r\n") + 4);
      }
      int end = text.indexOf("\r\n\r\n");
      if (end < 0) {
        throw new AssertionError("no answer: " + text);
      }
      String[] lines = text.substring(0, end).split("\r\n", -1);
      Map<String, String> headers = new LinkedHashMap<>();
      for (int i = 1; i < lines.length; i++) {
        String[] header = lines[i].split(":", 2);
        headers.put(header[0].toLowerCase(Locale.ROOT), header[1].strip());
      }
      String body = new String(text.substring(end + 4).getBytes(ISO_8859_1), UTF_8);
      return new Answer(Integer.parseInt(lines[0].substring(9, 12)), headers, body);
    }

    /// A header; null when it is missing.
    String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }

    Fields json() {
      return Fields.of(Json.parse(body), "");
    }

    /// The code of an error.
    String code() {
      return json().text("code");
    }
  }
}
