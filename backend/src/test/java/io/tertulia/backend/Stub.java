package io.tertulia.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server that answers as it is told, one turn a request, and a world whose time goes by only
/// when somebody waits.
final class Stub implements AutoCloseable, InstantSource {
  private final Queue<HttpHandler> turns = new ConcurrentLinkedQueue<>();
  private final List<Heard> heard = Collections.synchronizedList(new ArrayList<>());
  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch over = new CountDownLatch(1);
  private final HttpServer server;
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

  Stub() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /// One request as it came.
  record Heard(String method, String path, String type, String bearer, String body) {}

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  Stub then(HttpHandler turn) {
    turns.add(turn);
    return this;
  }

  Stub answers(int status, String body) {
    return then(exchange -> reply(exchange, status, body));
  }

  Stub answersLater(int status, String retryAfter) {
    return then(exchange -> {
      exchange.getResponseHeaders().set("Retry-After", retryAfter);
      reply(exchange, status, "{\"error\":\"TOO_MANY_REQUESTS\",\"message\":\"slow down\"}");
    });
  }

  Stub hangsUp() {
    return then(HttpExchange::close);
  }

  Stub hangs() {
    return then(exchange -> {
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
    });
  }

  List<Heard> heard() {
    return List.copyOf(heard);
  }

  List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  BackendOptions.Builder options() {
    return BackendOptions.builder("demo", "sk_test").baseUri(uri());
  }

  TalkBackend backend(BackendOptions options) {
    return TalkBackend.of(options, new Surroundings(this, new Random(1), this::pause));
  }

  TalkBackend backend() {
    return backend(options().build());
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
    threads.close();
  }

  static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void pause(Duration time) {
    pauses.add(time);
    now = now.plus(time);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    heard.add(
        new Heard(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            headers.getFirst("Content-Type"),
            headers.getFirst("Authorization"),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    HttpHandler turn = turns.poll();
    if (turn == null) {
      reply(exchange, 500, "{\"message\":\"nothing was planned\"}");
    } else {
      turn.handle(exchange);
    }
  }
}
