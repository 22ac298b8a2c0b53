package io.tertulia.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// What stands before a server: hands requests on, may say that it is busy, go away, and come back
/// at the same port.
final class Front implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final House house;
  private final AtomicInteger busy = new AtomicInteger();
  private HttpServer server;

  private Front(House house) throws IOException {
    this.house = house;
    this.server = open(0);
  }

  static Front before(House house) throws IOException {
    return new Front(house);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Refuses so many exports with 503.
  void refuseExports(int times) {
    busy.set(times);
  }

  void goAway() {
    server.stop(0);
  }

  void comeBack() throws IOException {
    server = open(server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }

  private HttpServer open(int port) throws IOException {
    HttpServer opened =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10);
    opened.createContext(
        "/",
        exchange -> {
          try (exchange) {
            pass(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    opened.start();
    return opened;
  }

  private void pass(HttpExchange exchange) throws IOException, InterruptedException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestURI().getPath().endsWith("/export") && busy.getAndDecrement() > 0) {
      tell(exchange, 503, "{\"message\":\"another one\"}".getBytes(StandardCharsets.UTF_8));
      return;
    }
    var request =
        HttpRequest.newBuilder(house.uri().resolve(exchange.getRequestURI()))
            .header("Content-Type", "application/json")
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    String bearer = exchange.getRequestHeaders().getFirst("Authorization");
    if (bearer != null) {
      request.header("Authorization", bearer);
    }
    HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
    tell(exchange, answer.statusCode(), answer.body());
  }

  private static void tell(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
