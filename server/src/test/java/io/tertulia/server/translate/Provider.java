package io.tertulia.server.translate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tertulia.protocol.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// A translation provider over real HTTP: turns texts around, or says whatever a test wants.
final class Provider implements AutoCloseable {
  /// What it was asked.
  final Queue<Json.Obj> asked = new ConcurrentLinkedQueue<>();

  private final HttpServer server;
  private final CountDownLatch let = new CountDownLatch(1);
  private volatile boolean holds;
  private volatile int status = 200;
  private volatile byte[] answer;

  Provider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/translate", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Says this from now on, whatever it is asked.
  void says(int code, String body) {
    status = code;
    answer = body.getBytes(StandardCharsets.UTF_8);
  }

  /// Answers nothing until it is closed.
  void holds() {
    holds = true;
  }

  @Override
  public void close() {
    let.countDown();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Json.Obj question = (Json.Obj) Json.parse(exchange.getRequestBody().readAllBytes());
      asked.add(question);
      if (holds) {
        let.await();
      }
      byte[] body = answer == null ? turned(question) : answer;
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] turned(Json.Obj question) {
    List<String> texts =
        ((Json.Arr) question.get("q"))
            .items().stream()
                .map(text -> new StringBuilder(((Json.Str) text).value()).reverse().toString())
                .toList();
    return Json.object().put("translatedText", Json.of(texts)).build().toBytes();
  }
}
