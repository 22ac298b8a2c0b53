package io.tertulia.server.gate;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A WebSocket client that can misbehave.
final class RawLine implements AutoCloseable {
  private static final byte[] MASK = {1, 2, 3, 4};

  private final Socket socket;
  private final OutputStream out;
  private final DataInputStream in;

  private RawLine(Socket socket) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  /// Shakes hands; says nothing yet.
  static RawLine open(Server server, String appId) throws IOException {
    return open(server, appId, 0);
  }

  /// Shakes hands as the browser of a page of that origin does.
  static RawLine ofPage(String origin, Server server, String appId) throws IOException {
    return open(server, appId, 0, "Origin: " + origin + "\n");
  }

  /// @param receiveBuffer bytes that the system takes for a client that does not read; 0 leaves it
  ///   as it is
  static RawLine open(Server server, String appId, int receiveBuffer) throws IOException {
    return open(server, appId, receiveBuffer, "");
  }

  private static RawLine open(Server server, String appId, int receiveBuffer, String header)
      throws IOException {
    Socket socket = new Socket();
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.connect(new java.net.InetSocketAddress(server.uri().getHost(), server.uri().getPort()));
    socket.setSoTimeout(15_000);
    RawLine line = new RawLine(socket);
    line.bytes(
        """
        GET /v1/%s/realtime HTTP/1.1
        Host: x
        Connection: keep-alive, Upgrade
        Upgrade: websocket
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        %s
        """
            .formatted(appId, header)
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    String head = line.head();
    if (!head.startsWith("HTTP/1.1 101") || !head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")) {
      throw new IOException(head);
    }
    return line;
  }

  /// Shakes hands, says hello, and has been welcomed.
  static RawLine welcomed(Server server, String appId, String userId) throws IOException {
    RawLine line = open(server, appId);
    line.send(new ClientFrame.Hello(userId, null, "test"));
    line.receive(ServerFrame.Welcome.class);
    return line;
  }

  void send(ClientFrame frame) throws IOException {
    text(frame.json().toText());
  }

  void text(String text) throws IOException {
    frame(0x81, text.getBytes(StandardCharsets.UTF_8));
  }

  /// A masked frame with that first byte.
  void frame(int first, byte[] content) throws IOException {
    bytes(masked(first, content));
  }

  static byte[] masked(int first, byte[] content) {
    var frame = new ByteArrayOutputStream();
    frame.write(first);
    if (content.length < 126) {
      frame.write(0x80 | content.length);
    } else if (content.length <= 0xffff) {
      frame.write(0x80 | 126);
      frame.write(content.length >> 8);
      frame.write(content.length);
    } else {
      frame.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) content.length >> shift));
      }
    }
    frame.writeBytes(MASK);
    for (int i = 0; i < content.length; i++) {
      frame.write(content[i] ^ MASK[i % 4]);
    }
    return frame.toByteArray();
  }

  void bytes(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /// The next text frame, which must be of that kind.
  <F extends ServerFrame> F receive(Class<F> kind) throws IOException {
    Frame frame = next();
    if (frame.opcode != 1) {
      throw new AssertionError("a frame of kind " + frame.opcode + ": " + frame.text());
    }
    ServerFrame said = ServerFrame.read(Json.parse(frame.content));
    if (!kind.isInstance(said)) {
      throw new AssertionError("said: " + said);
    }
    return kind.cast(said);
  }

  /// The next frame's content, which must be of that kind.
  byte[] receive(int opcode) throws IOException {
    Frame frame = next();
    if (frame.opcode != opcode) {
      throw new AssertionError("a frame of kind " + frame.opcode + ": " + frame.text());
    }
    return frame.content;
  }

  /// Reads until the server has said why it closes, and closed.
  End end() throws IOException {
    ServerFrame.Bye bye = null;
    int status = 0;
    int dones = 0;
    while (true) {
      Frame frame;
      try {
        frame = next();
      } catch (EOFException e) {
        return bye == null
            ? new End(null, status, "", dones)
            : new End(bye.code(), status, bye.message(), dones);
      }
      if (frame.opcode == 8) {
        status = (frame.content[0] & 0xff) << 8 | (frame.content[1] & 0xff);
        frame(0x88, new byte[] {frame.content[0], frame.content[1]});
      } else if (frame.opcode == 1) {
        switch (ServerFrame.read(Json.parse(frame.content))) {
          case ServerFrame.Bye said -> bye = said;
          case ServerFrame.Done done -> dones++;
          default -> {}
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private Frame next() throws IOException {
    int first = in.readUnsignedByte();
    int length = in.readUnsignedByte();
    if ((length & 0x80) != 0) {
      throw new AssertionError("a server must not mask");
    }
    long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
    return new Frame(first & 0xf, in.readNBytes((int) size));
  }

  private String head() throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  /// How a line ended.
  ///
  /// @param code of the last frame; null when there was none
  /// @param status of the close frame; 0 when there was none
  /// @param dones how many commands were said to be done before
  record End(@Nullable ErrorCode code, int status, String message, int dones) {}

  @SuppressWarnings("ArrayRecordComponent")
  private record Frame(int opcode, byte[] content) {
    String text() {
      return new String(content, StandardCharsets.UTF_8);
    }
  }
}
