package io.tertulia.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backlog of events, told to receivers that answer at once or after a while.
///
/// `-Dtertulia.bench.events` says how many events there are, of 100 conversations.
class WebhooksBench {
  private static final int EVENTS = Integer.getInteger("tertulia.bench.events", 50_000);
  private static final int PLACES = 100;
  private static final int BATCH = 10;
  private static final byte[] TAKEN =
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path folder;
  private Server server;
  private String bearer;

  @Test
  void a_backlog_is_told() throws Exception {
    ServerConfig config =
        ServerConfig.read(Map.of(), null, Map.of()).withoutRates().at("127.0.0.1", 0).in(folder);
    config = config.with(config.webhooks().withPrivateAddresses(true));
    try (Server started = Server.start(config)) {
      server = started;
      bearer = server.apps().signingKey("demo").join().reveal();
      String keeper = call("POST", "/webhooks", "{\"url\":null}");
      fill();
      call("DELETE", "/webhooks/" + Fields.of(Json.parse(keeper), "").text("id"), "");
      System.out.println(
          "| Receivers | Answer after | Conversations | Events told | s | Events/s | Server CPU, ms an"
              + " event |");
      System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
      measure(1, 0, "message.sent", EVENTS / 5);
      measure(1, 0, "message.sent", EVENTS);
      measure(20, 0, "message.sent", EVENTS / 10);
      measure(1, 50, "message.sent", 2_000);
      measure(20, 50, "message.sent", 500);
      measure(1, 50, "message.deleted", 200);
    }
  }

  /// @param each how many events each receiver is to be told
  private void measure(int receivers, int millis, String type, int each) throws Exception {
    List<Receiver> all = new ArrayList<>();
    List<String> hooks = new ArrayList<>();
    for (int i = 0; i < receivers; i++) {
      Receiver receiver = new Receiver(millis, each);
      all.add(receiver);
      String made =
          call(
              "POST",
              "/webhooks",
              "{\"enabled\":false,\"events\":[\"%s\"],\"url\":\"http://127.0.0.1:%d/\"}"
                  .formatted(type, receiver.door.getLocalPort()));
      hooks.add(Fields.of(Json.parse(made), "").text("id"));
      call("POST", "/webhooks/" + hooks.getLast() + "/replay", "{\"after\":0}");
    }
    long begun = System.nanoTime();
    Map<Long, Long> before = cpu();
    for (String hook : hooks) {
      call("PUT", "/webhooks/" + hook, "{\"enabled\":true}");
    }
    for (Receiver receiver : all) {
      receiver.left.await();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    double cpuMillis = used(before) / 1e6;
    int told = receivers * each;
    System.out.printf(
        Locale.ROOT,
        "| %d | %d ms | %d | %,d | %.1f | %,.0f | %.2f |%n",
        receivers,
        millis,
        type.equals("message.sent") ? PLACES : 1,
        told,
        seconds,
        told / seconds,
        cpuMillis / told);
    for (String hook : hooks) {
      call("DELETE", "/webhooks/" + hook, "");
    }
    for (Receiver receiver : all) {
      receiver.door.close();
    }
  }

  /// What the server's threads for webhooks, and those that read for them, have used since.
  private static long used(Map<Long, Long> before) {
    Map<Long, Long> now = cpu();
    return now.entrySet().stream()
        .mapToLong(one -> one.getValue() - before.getOrDefault(one.getKey(), 0L))
        .sum();
  }

  private static Map<Long, Long> cpu() {
    Map<Long, Long> used = new HashMap<>();
    for (long id : THREADS.getAllThreadIds()) {
      var thread = THREADS.getThreadInfo(id);
      if (thread != null
          && (thread.getThreadName().startsWith("tertulia-webhook")
              || thread.getThreadName().startsWith("tertulia-reader"))) {
        used.put(id, Math.max(THREADS.getThreadCpuTime(id), 0));
      }
    }
    return used;
  }

  /// Messages in 100 conversations; in one of them 200 are deleted.
  private void fill() throws Exception {
    call("PUT", "/users/alice", "{\"name\":\"Alice\"}");
    call("PUT", "/users/bob", "{\"name\":\"Bob\"}");
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < PLACES; i++) {
        String place = "/conversations/c" + i;
        all.add(
            threads.submit(() -> {
              call("PUT", place, "{\"participants\":[\"alice\",\"bob\"]}");
              for (int sent = 0; sent < EVENTS / PLACES; sent += BATCH) {
                call("POST", place + "/messages", batch());
              }
              return null;
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    String doomed = call("GET", "/conversations/c0/messages?limit=100", "");
    String others = call("POST", "/conversations/c0/messages", batch());
    assertThat(others).isNotEmpty();
    for (String id : Fields.of(Json.parse(doomed), "").objects("data", one -> one.text("id"))) {
      call("DELETE", "/conversations/c0/messages/" + id, "");
    }
    String more = call("GET", "/conversations/c0/messages?limit=100", "");
    for (String id : Fields.of(Json.parse(more), "").objects("data", one -> one.text("id"))) {
      call("DELETE", "/conversations/c0/messages/" + id, "");
    }
  }

  private static String batch() {
    Json message =
        Json.object()
            .put("type", "UserMessage")
            .put("sender", "alice")
            .put("text", "The quick brown fox jumps over the lazy dog")
            .build();
    return new Json.Arr(IntStream.range(0, BATCH).mapToObj(i -> message).toList()).toText();
  }

  private String call(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.uri() + "/v1/demo" + path))
            .header("Authorization", "Bearer " + bearer)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  /// Takes what it is told, after a while.
  private static final class Receiver {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final CountDownLatch left;
    private final int millis;

    Receiver(int millis, int events) throws IOException {
      this.millis = millis;
      this.left = new CountDownLatch(events);
      Thread.ofVirtual().start(this::admit);
    }

    private void admit() {
      while (!door.isClosed()) {
        try {
          Socket socket = door.accept();
          socket.setTcpNoDelay(true);
          Thread.ofVirtual().start(() -> listen(socket));
        } catch (IOException e) {
          return;
        }
      }
    }

    private void listen(Socket socket) {
      try (socket) {
        InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384);
        for (int length = head(in); length >= 0; length = head(in)) {
          in.skipNBytes(length);
          long end = System.nanoTime() + millis * 1_000_000L;
          while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
          }
          socket.getOutputStream().write(TAKEN);
          left.countDown();
        }
      } catch (IOException e) {
        // The server went.
      }
    }

    /// Reads a request's head; tells how long its body is, or -1 at the end.
    private static int head(InputStream in) throws IOException {
      var head = new StringBuilder();
      while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          return -1;
        }
        head.append((char) next);
      }
      String text = head.toString().toLowerCase(Locale.ROOT);
      int at = text.indexOf("content-length: ") + "content-length: ".length();
      return Integer.parseInt(text.substring(at, text.indexOf('\r', at)));
    }
  }
}
