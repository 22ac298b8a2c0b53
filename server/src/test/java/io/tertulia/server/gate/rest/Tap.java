package io.tertulia.server.gate.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Stands between a client that brings its own HTTP and a server, and holds what passes against the
/// description. What is unlike it is answered with 500, and kept.
final class Tap implements AutoCloseable {
  private static final Set<String> OF_ONE_HOP =
      Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade", "expect");

  private final URI server;
  private final HttpServer front;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Throwable> unlike = new ConcurrentLinkedQueue<>();

  private Tap(URI server) throws IOException {
    this.server = server;
    this.front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    front.setExecutor(threads);
    front.createContext("/", this::pass);
    front.start();
  }

  static Tap before(URI server) throws IOException {
    return new Tap(server);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + front.getAddress().getPort());
  }

  /// What passed and was not as described.
  Queue<Throwable> unlike() {
    return unlike;
  }

  private void pass(HttpExchange asked) throws IOException {
    try (asked) {
      HttpResponse<byte[]> answer =
          DescribedClient.shared().send(request(asked), BodyHandlers.ofByteArray());
      answer
          .headers()
          .map()
          .forEach((name, values) -> {
            if (!OF_ONE_HOP.contains(name)) {
              asked.getResponseHeaders().put(name, values);
            }
          });
      // A client that begins anew each time meets no connection that is about to end.
      asked.getResponseHeaders().set("Connection", "close");
      byte[] body = answer.body();
      asked.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
      asked.getResponseBody().write(body);
    } catch (AssertionError | UncheckedIOException e) {
      unlike.add(e);
      asked.sendResponseHeaders(500, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(HttpExchange asked) throws IOException {
    byte[] body = asked.getRequestBody().readAllBytes();
    var request =
        HttpRequest.newBuilder(URI.create(server + asked.getRequestURI().toString()))
            .method(
                asked.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    asked
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!OF_ONE_HOP.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return request.build();
  }

  @Override
  public void close() {
    front.stop(0);
    threads.close();
  }
}
