package io.tertulia.bench.line;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One WebSocket of one user. Belongs to its loop's thread.
///
/// State: closed → connecting → greeting (the upgrade is asked for, then the user says who he is) →
/// up, from the welcome on → closed.
public final class Line {
  private static final int FIRST_SPACE = 512;
  private static final int SPARE = 1 << 16;
  private static final byte[] NOTHING = {};

  private final Loop loop;
  private final Address address;
  private final String user;
  private final String token;
  private Ear ear;
  private Ledger ledger;
  private @Nullable SocketChannel channel;
  private @Nullable SelectionKey key;
  private boolean upgraded;
  private boolean paused;
  boolean waitsForFlush;
  private final Outgoing out = new Outgoing();
  private byte[] rest = NOTHING;
  private int restEnd;
  private long bytesRead;
  private int own = -1;

  /// @param ledger of the streams that this user reads
  public Line(Loop loop, Address address, String user, String token, Ledger ledger, Ear ear) {
    this.loop = loop;
    this.address = address;
    this.user = user;
    this.token = token;
    this.ledger = ledger;
    this.ear = ear;
  }

  /// Where lines go.
  ///
  /// @param path of the upgrade
  public record Address(InetSocketAddress server, String path) {}

  public String user() {
    return user;
  }

  /// Says which stream this user sends.
  public void send(int stream) {
    own = stream;
  }

  /// Whether this user sends the stream.
  public boolean sends(int stream) {
    return own == stream;
  }

  public Ledger ledger() {
    return ledger;
  }

  /// From now on what comes is taken down there.
  public void take(Ledger other) {
    ledger = other;
  }

  Ear ear() {
    return ear;
  }

  /// From now on this one listens.
  public void tell(Ear other) {
    ear = other;
  }

  /// Bytes of TCP that came, since the line was made.
  public long bytesRead() {
    return bytesRead;
  }

  /// Connects and says hello; [Ear#welcomed] tells when that is done.
  public void connect() {
    upgraded = false;
    paused = false;
    out.clear();
    restEnd = 0;
    try {
      SocketChannel opened = SocketChannel.open();
      channel = opened;
      opened.configureBlocking(false);
      opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
      // Closed at once, so that no port of this machine stays taken for a minute.
      opened.setOption(StandardSocketOptions.SO_LINGER, 0);
      key = loop.register(opened, this);
      if (opened.connect(address.server())) {
        connected();
      }
    } catch (IOException e) {
      fail(String.valueOf(e.getMessage()));
    }
  }

  void finishConnect() throws IOException {
    if (channel != null && channel.finishConnect()) {
      connected();
    }
  }

  private void connected() {
    interest();
    byte[] request =
        ("GET "
                + address.path()
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    out.bytes(request, 0, request.length);
    loop.flushLater(this);
  }

  /// Sends a frame of the client.
  public void say(byte[] json) {
    say(Outgoing.TEXT, json, 0, json.length);
  }

  /// Sends a frame of the client.
  public void say(String json) {
    say(json.getBytes(StandardCharsets.UTF_8));
  }

  /// Asks for a sign of life, if the line is up.
  public void ping() {
    if (upgraded && channel != null) {
      say(Outgoing.PING, NOTHING, 0, 0);
    }
  }

  private void say(byte kind, byte[] bytes, int from, int length) {
    out.frame(kind, bytes, from, length);
    loop.flushLater(this);
  }

  void flush() throws IOException {
    SocketChannel open = channel;
    if (open != null && !out.isEmpty() && open.isConnected()) {
      out.write(open);
      interest();
    }
  }

  /// Stops to read, or goes on.
  public void pause(boolean on) {
    paused = on;
    interest();
  }

  private void interest() {
    SelectionKey registered = key;
    if (registered != null && registered.isValid()) {
      int wanted =
          (paused ? 0 : SelectionKey.OP_READ) | (out.isEmpty() ? 0 : SelectionKey.OP_WRITE);
      if (registered.interestOps() != wanted) {
        registered.interestOps(wanted);
      }
    }
  }

  /// Reads what is there, once.
  ///
  /// @param space that all lines share, around `bytes`; what is no whole frame yet is kept aside
  void read(ByteBuffer space, byte[] bytes) throws IOException {
    SocketChannel open = channel;
    if (open == null) {
      return;
    }
    space.clear();
    space.put(rest, 0, restEnd);
    int count = open.read(space);
    if (count < 0) {
      fail("closed by the server");
      return;
    }
    bytesRead += count;
    loop.count(count);
    int end = space.position();
    int used = takeIn(bytes, end, System.nanoTime());
    restEnd = channel == null ? 0 : end - used;
    if (restEnd > rest.length || (rest.length > SPARE && restEnd < FIRST_SPACE)) {
      rest = new byte[restEnd];
    }
    System.arraycopy(bytes, used, rest, 0, restEnd);
  }

  private int takeIn(byte[] bytes, int end, long now) {
    int at = 0;
    if (!upgraded) {
      at = upgrade(bytes, end);
      if (!upgraded) {
        return 0;
      }
    }
    while (channel != null) {
      int header = Cut.header(bytes, at, end);
      if (header < 0) {
        break;
      }
      int length = Cut.length(bytes, at);
      if (end - at - header < length) {
        loop.checkRoom(header + length);
        break;
      }
      int from = at + header;
      at = from + length;
      frame(bytes, from, at, bytes[from - header], now);
    }
    return at;
  }

  private void frame(byte[] bytes, int from, int to, byte first, long now) {
    switch (first) {
      case Outgoing.TEXT -> Frames.read(this, bytes, from, to, now);
      case Outgoing.PING -> say(Outgoing.PONG, bytes, from, to - from);
      case Outgoing.PONG -> ear.alive(this);
      default -> fail("a WebSocket frame of the kind " + Integer.toHexString(first & 0xff));
    }
  }

  /// The server's yes ends with an empty line.
  private int upgrade(byte[] bytes, int end) {
    for (int at = 3; at < end; at++) {
      if (bytes[at] == '\n' && bytes[at - 2] == '\n') {
        String answer = new String(bytes, 0, at, StandardCharsets.US_ASCII);
        if (!answer.startsWith("HTTP/1.1 101 ")) {
          fail(answer.lines().findFirst().orElse("no answer"));
          return 0;
        }
        upgraded = true;
        say(
            "{\"type\":\"hello\",\"userId\":\""
                + user
                + "\",\"token\":\""
                + token
                + "\",\"agent\":\"bench/1\"}");
        return at + 1;
      }
    }
    return 0;
  }

  /// Closes without a word.
  public void drop() {
    SocketChannel open = channel;
    channel = null;
    key = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException _) {
        // It is of no use any more in any case.
      }
    }
  }

  public boolean isOpen() {
    return channel != null;
  }

  void fail(String why) {
    if (channel != null) {
      drop();
      ear.broken(this, why);
    }
  }
}
