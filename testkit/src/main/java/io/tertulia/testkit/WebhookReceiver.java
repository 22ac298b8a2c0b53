package io.tertulia.testkit;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The application's own server as it hears of events: it keeps what it is told, and answers as the
/// test wants, well or badly. Safe for use by any thread.
public final class WebhookReceiver implements AutoCloseable {
  /// Says that it took the event.
  public static final Answer TAKE =
      new Answer.Says("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");

  /// Says that it has trouble of its own.
  public static final Answer FAIL =
      new Answer.Says("HTTP/1.1 500 Trouble\r\nContent-Length: 0\r\n\r\n");

  private final ServerSocket door;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<Heard> heard = new ArrayList<>();
  private volatile Function<Heard, Answer> manners = event -> TAKE;

  private WebhookReceiver(ServerSocket door) {
    this.door = door;
    Thread.ofVirtual().start(this::admit);
  }

  /// Listens at a port of 127.0.0.1.
  ///
  /// @param port 0 for a free one
  public static WebhookReceiver start(int port) {
    try {
      var door = new ServerSocket();
      door.setReuseAddress(true);
      door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return new WebhookReceiver(door);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where it is.
  public String url() {
    return "http://127.0.0.1:" + port() + "/hooks?from=tertulia";
  }

  /// The port that it listens at.
  public int port() {
    return door.getLocalPort();
  }

  /// How it answers from now on. What it does not take is heard all the same.
  public void answer(Function<Heard, Answer> how) {
    manners = how;
  }

  /// All that it was told, taken or not.
  public List<Heard> heard() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  /// Waits until it was told enough, for half a minute at most.
  ///
  /// @throws AssertionError when it was not
  public List<Heard> awaitUntil(Predicate<List<Heard>> enough) {
    long end = System.nanoTime() + 30_000_000_000L;
    synchronized (heard) {
      while (!enough.test(List.copyOf(heard))) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new AssertionError("not told enough: " + heard);
        }
        try {
          heard.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new AssertionError("interrupted", e);
        }
      }
      return List.copyOf(heard);
    }
  }

  /// Waits until it was told of so many different events; tells each once, in the order in which it
  /// first came.
  public List<Heard> awaitEvents(int count) {
    return once(awaitUntil(all -> once(all).size() >= count));
  }

  /// Each event once, in the order in which it first came.
  public static List<Heard> once(List<Heard> all) {
    Map<String, Heard> byId = new LinkedHashMap<>();
    all.forEach(event -> byId.putIfAbsent(event.id(), event));
    return List.copyOf(byId.values());
  }

  /// Stops listening, and cuts who is connected.
  @Override
  public void close() {
    try {
      door.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void admit() {
    while (!door.isClosed()) {
      try {
        Socket socket = door.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> listen(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void listen(Socket socket) {
    try (socket) {
      var in = new BufferedInputStream(socket.getInputStream());
      for (Heard event = read(in); event != null; event = read(in)) {
        Answer answer = manners.apply(event);
        synchronized (heard) {
          heard.add(event);
          heard.notifyAll();
        }
        if (!(answer instanceof Answer.Says words)) {
          if (answer == Answer.Silence.HANG) {
            in.read();
          }
          return;
        }
        socket.getOutputStream().write(words.response().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // The server went, or was cut.
    } finally {
      open.remove(socket);
    }
  }

  private static @Nullable Heard read(InputStream in) throws IOException {
    String line = line(in);
    if (line.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new HashMap<>();
    String request = line;
    for (line = line(in); !line.isEmpty(); line = line(in)) {
      String[] parts = line.split(":", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
    }
    byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    return new Heard(request, headers, new String(body, StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /// One request.
  ///
  /// @param line its first line
  /// @param headers by name in small letters
  public record Heard(String line, Map<String, String> headers, String body) {
    public Heard {
      headers = Map.copyOf(headers);
    }

    /// The event.
    public Fields event() {
      return Fields.of(Json.parse(body), "");
    }

    public String id() {
      return event().text("id");
    }

    public String type() {
      return event().text("type");
    }

    public Fields data() {
      return event().object("data");
    }
  }

  /// How a request is answered.
  public sealed interface Answer {
    /// The bytes of a response.
    record Says(String response) implements Answer {}

    /// Without a word.
    enum Silence implements Answer {
      /// The connection stays open.
      HANG,
      /// The connection ends.
      CLOSE
    }
  }
}
