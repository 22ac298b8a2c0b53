package io.tertulia.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// A way to a server over HTTP that answers some requests by itself, as a store in trouble does.
/// One request a connection.
final class Grumbler implements AutoCloseable {
  private final URI server;
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicInteger refused = new AtomicInteger();
  private final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private volatile Predicate<String> refuses = line -> false;
  private volatile Predicate<String> ignores = line -> false;
  private volatile Predicate<String> swallows = line -> false;
  private volatile String answer = "";

  Grumbler(URI server) throws IOException {
    this.server = server;
    Thread.ofVirtual().start(this::listen);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /// Answers requests with an error of S3 from now on.
  ///
  /// @param which by the first line, such as `PUT /bucket/key HTTP/1.1`
  void refuse(int status, String code, Predicate<String> which) {
    String body = "<Error><Code>" + code + "</Code><Message>no</Message></Error>";
    answer =
        "HTTP/1.1 %d no\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
            .formatted(status, body.length(), body);
    refuses = which;
  }

  /// Says nothing to requests from now on, for as long as the client waits.
  void ignore(Predicate<String> which) {
    ignores = which;
  }

  /// Lets requests through from now on, and loses their answers, but each only once.
  void swallow(Predicate<String> which) {
    swallows = which;
  }

  /// How many were refused so far.
  int refused() {
    return refused.get();
  }

  /// The first lines of all requests so far.
  Queue<String> seen() {
    return seen;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> answer(client));
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private void answer(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      int end = head.indexOf("\r\n") + 2;
      if (end < 2) {
        return;
      }
      String line = head.substring(0, end - 2);
      seen.add(line);
      if (ignores.test(line)) {
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
        return;
      }
      if (refuses.test(line)) {
        refused.incrementAndGet();
        client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        client.shutdownOutput();
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
        return;
      }
      try (Socket onward = new Socket(server.getHost(), server.getPort())) {
        String last = head.substring(0, end) + "Connection: close\r\n" + head.substring(end);
        onward.getOutputStream().write(last.getBytes(StandardCharsets.ISO_8859_1));
        Thread.ofVirtual().start(() -> pass(client, onward));
        if (swallows.test(line)) {
          swallows = other -> false;
          onward.getInputStream().transferTo(OutputStream.nullOutputStream());
        } else {
          onward.getInputStream().transferTo(client.getOutputStream());
        }
      }
    } catch (IOException e) {
      // One of both is gone; so is the other now.
    }
  }

  private static void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Over.
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    int newlines = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      head.write(b);
      if (b == '\n') {
        newlines++;
      } else if (b != '\r') {
        newlines = 0;
      }
      if (newlines == 2) {
        break;
      }
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }
}
