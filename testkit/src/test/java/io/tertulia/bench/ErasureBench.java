package io.tertulia.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.command.HistoryEntry;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long it takes to erase somebody who said a lot, and how long others wait for their sends
/// meanwhile.
///
/// `-Dtertulia.bench.conversations` and `-Dtertulia.bench.messages` (in each, half of them of who
/// is erased) say how much there is, `-Dtertulia.bench.quiet` for how many seconds sends are
/// measured before.
class ErasureBench {
  private static final int CONVERSATIONS = Integer.getInteger("tertulia.bench.conversations", 500);
  private static final int MESSAGES = Integer.getInteger("tertulia.bench.messages", 400);
  private static final int QUIET = Integer.getInteger("tertulia.bench.quiet", 10);
  private static final int AT_ONCE = 200;
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path folder;
  private Server server;
  private String bearer;

  @Test
  void somebody_who_said_a_lot_is_erased_while_others_write() throws Exception {
    ServerConfig config =
        ServerConfig.read(Map.of(), null, Map.of()).withoutRates().at("127.0.0.1", 0).in(folder);
    try (Server started = Server.start(config)) {
      server = started;
      bearer = server.apps().signingKey("demo").join().reveal();
      fill();
      System.out.printf(
          "%,d conversations of %d messages, every second one of who is erased; %d MiB on disk%n%n",
          CONVERSATIONS, MESSAGES, mebibytes());
      System.out.println("| Sends | number | ms, median | ms, 99 of 100 | ms, slowest |");
      System.out.println("| --- | --- | --- | --- | --- |");
      long end = System.nanoTime() + Duration.ofSeconds(QUIET).toNanos();
      tell("before", sends(() -> System.nanoTime() > end));
      long from = System.nanoTime();
      CompletableFuture<Long> over = CompletableFuture.supplyAsync(() -> erase(from));
      tell("meanwhile", sends(over::isDone));
      System.out.printf(
          "%nErased in %.1f s; the whole process has used at most %d MiB of heap.%n",
          over.join() / 1e9, peak());
    }
  }

  /// Goes on sending until it is enough; tells what each took, in milliseconds.
  private List<Double> sends(Enough enough) throws Exception {
    List<Double> took = new ArrayList<>();
    while (!enough.isReached()) {
      long from = System.nanoTime();
      call(
          "POST",
          "/conversations/quiet/messages",
          "[{\"type\":\"UserMessage\",\"sender\":\"bob\",\"text\":\"How long does this take?\"}]");
      took.add((System.nanoTime() - from) / 1e6);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return took;
  }

  private long erase(long from) {
    try {
      String answer = call("DELETE", "/users/zoe", "");
      while (answer.contains("true")) {
        LockSupport.parkNanos(PAUSE.toNanos());
        answer = call("GET", "/erasures/zoe", "");
      }
      return System.nanoTime() - from;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void fill() throws Exception {
    call("PUT", "/users/zoe", "{\"name\":\"Zoe\"}");
    call("PUT", "/users/bob", "{\"name\":\"Bob\"}");
    call("PUT", "/conversations/quiet", "{\"participants\":[\"bob\"]}");
    for (int i = 0; i < CONVERSATIONS; i++) {
      call("PUT", "/conversations/c" + i, "{\"participants\":[\"zoe\",\"bob\"]}");
      long behind = System.currentTimeMillis() + 1_000;
      for (int from = 0; from < MESSAGES; from += AT_ONCE) {
        int conversation = i;
        List<Json> entries =
            IntStream.range(from, Math.min(from + AT_ONCE, MESSAGES))
                .mapToObj(number -> said(conversation, number, behind))
                .toList();
        call("POST", "/history/c" + i, Json.object().putAll("entries", entries).build().toText());
      }
    }
  }

  /// @param behind milliseconds since 1970: when the conversation began
  private static Json said(int conversation, int number, long behind) {
    String text =
        "Message "
            + number
            + " of conversation "
            + conversation
            + ", about as long as what people write, "
            + Integer.toString(31 * conversation + number, 36);
    return new HistoryEntry.Said(
            behind + number,
            conversation + "-" + number,
            number % 2 == 0 ? "zoe" : "bob",
            text,
            Map.of(),
            null)
        .json();
  }

  private String call(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.uri() + "/v1/demo" + path))
            .header("Authorization", "Bearer " + bearer)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static void tell(String when, List<Double> took) {
    List<Double> sorted = took.stream().sorted().toList();
    System.out.printf(
        "| %s | %d | %.1f | %.1f | %.1f |%n",
        when,
        sorted.size(),
        sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() * 99 / 100),
        sorted.getLast());
  }

  private long mebibytes() throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum()
          >> 20;
    }
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum()
        >> 20;
  }

  /// Says whether to stop.
  @FunctionalInterface
  private interface Enough {
    boolean isReached();
  }
}
