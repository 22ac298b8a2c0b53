package io.tertulia.testkit.law;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// The line between this process and a page that sits at devices: the page itself, a stream of what
/// it is asked to do, and what it tells, in the order in which it says so. Safe for use by any
/// thread.
final class PageLine implements AutoCloseable {
  private static final String PAGE =
      "<!doctype html><title>Law</title><script type=\"module\" src=\"/page.js\"></script>";

  private final HttpServer server;
  private final BlockingQueue<Json> asked = new LinkedBlockingQueue<>();
  private final Map<Long, Consumer<Fields>> ears = new ConcurrentHashMap<>();
  private final Queue<String> troubles = new ConcurrentLinkedQueue<>();

  private PageLine(HttpServer server) {
    this.server = server;
  }

  static PageLine open() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var line = new PageLine(HttpServer.create(address, 0));
      line.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      line.server.createContext("/", exchange -> answer(exchange, "text/html", utf8(PAGE)));
      line.server.createContext(
          "/page.js", exchange -> answer(exchange, "text/javascript", script()));
      line.server.createContext("/asked", line::pour);
      line.server.createContext("/told", line::take);
      line.server.start();
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException("no port for the page", e);
    }
  }

  /// Where the page is, with the client of that server.
  String page(URI tertulia) {
    return "http://127.0.0.1:"
        + server.getAddress().getPort()
        + "/?client="
        + tertulia
        + "/web/client/index.js";
  }

  /// Asks the page to do something, after what it was asked before.
  void ask(Json what) {
    asked.add(what);
  }

  /// Has somebody hear what that seat tells, one thing at a time.
  void hear(long seat, Consumer<Fields> ear) {
    ears.put(seat, ear);
  }

  /// Nobody hears that seat any longer.
  void hush(long seat) {
    ears.remove(seat);
  }

  /// What went wrong in the page itself.
  List<String> troubles() {
    return List.copyOf(troubles);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void pour(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      while (true) {
        List<Json> batch = new ArrayList<>();
        batch.add(asked.take());
        asked.drainTo(batch);
        out.write(utf8("data: " + new Json.Arr(batch).toText() + "\n\n"));
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    try (InputStream in = exchange.getRequestBody()) {
      if (Json.parse(in.readAllBytes()) instanceof Json.Arr told) {
        told.items().forEach(item -> hear(Fields.of(item, "")));
      }
    } finally {
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
    }
  }

  private void hear(Fields told) {
    if (told.has("trouble")) {
      troubles.add(told.text("trouble"));
      return;
    }
    Consumer<Fields> ear = ears.get(told.integer("seat"));
    if (ear != null) {
      try {
        ear.accept(told);
      } catch (RuntimeException e) {
        troubles.add(told.json().toText() + ": " + e);
      }
    }
  }

  private static byte[] script() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(PageLine.class.getResourceAsStream("/law/page.js"))) {
      return in.readAllBytes();
    }
  }

  private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
