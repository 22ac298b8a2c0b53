package io.tertulia.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists of many conversations of many participants, page by page over HTTP.
///
/// `-Dtertulia.bench.conversations`, `-Dtertulia.bench.participants` and `-Dtertulia.bench.runs`
/// say how many. The first run warms up and does not count.
class ListsBench {
  private static final int CONVERSATIONS =
      Integer.getInteger("tertulia.bench.conversations", 1_000);
  private static final int PARTICIPANTS = Integer.getInteger("tertulia.bench.participants", 100);
  private static final int RUNS = Integer.getInteger("tertulia.bench.runs", 5);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path folder;
  private Server server;
  private String bearer;

  /// What the pages of a list took, in milliseconds.
  private record Pages(List<Double> took, long bytes) {}

  @Test
  void conversations_are_listed_page_by_page() throws Exception {
    ServerConfig config =
        ServerConfig.read(Map.of(), null, Map.of()).withoutRates().at("127.0.0.1", 0).in(folder);
    try (Server started = Server.start(config)) {
      server = started;
      bearer = server.apps().signingKey("demo").join().reveal();
      fill();
      System.out.printf(
          "%,d conversations of %d participants, %d runs%n%n", CONVERSATIONS, PARTICIPANTS, RUNS);
      System.out.println(
          "| List | pages | KiB a page | ms, median | ms, slowest page | of the median | ms, once |");
      System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
      for (int limit : new int[] {10, 30, 100}) {
        measure("/conversations?limit=" + limit);
        measure("/conversations?orderBy=createdAt&orderDirection=ASC&limit=" + limit);
        measure("/users/u0/conversations?limit=" + limit);
      }
      measure("/users?limit=100");
    }
  }

  /// A page is as slow as the median of its runs: what else this machine does meanwhile is not the
  /// page's fault.
  private void measure(String list) throws Exception {
    List<List<Double>> byPage = new ArrayList<>();
    long bytes = 0;
    for (int run = 0; run <= RUNS; run++) {
      Pages pages = walk(list);
      for (int page = 0; run > 0 && page < pages.took.size(); page++) {
        if (byPage.size() == page) {
          byPage.add(new ArrayList<>());
        }
        byPage.get(page).add(pages.took.get(page));
      }
      bytes = pages.bytes;
    }
    List<Double> sorted = byPage.stream().map(ListsBench::median).sorted().toList();
    double median = median(sorted);
    double slowest = sorted.getLast();
    double once = byPage.stream().flatMap(List::stream).mapToDouble(took -> took).max().orElse(0);
    System.out.printf(
        "| `%s` | %d | %d | %.1f | %.1f | %.1f | %.1f |%n",
        list, sorted.size(), bytes / sorted.size() / 1024, median, slowest, slowest / median, once);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
  }

  /// All pages, but for one that is not full.
  private Pages walk(String list) throws Exception {
    int limit = Integer.parseInt(list.replaceAll(".*limit=", ""));
    List<Double> took = new ArrayList<>();
    long bytes = 0;
    String after = "";
    while (true) {
      long begun = System.nanoTime();
      String text = call("GET", list + after, "");
      double millis = (System.nanoTime() - begun) / 1e6;
      List<String> ids = Fields.of(Json.parse(text), "").objects("data", one -> one.text("id"));
      if (ids.size() < limit) {
        return new Pages(took, bytes);
      }
      took.add(millis);
      bytes += text.length();
      after = "&startingAfter=" + ids.getLast();
    }
  }

  /// Every conversation has the user u0 and others, and three messages.
  private void fill() throws Exception {
    for (int from = 0; from < CONVERSATIONS; from += 100) {
      Json.Builder users = Json.object();
      IntStream.range(from, Math.min(from + 100, CONVERSATIONS))
          .forEach(i -> users.put("u" + i, Json.object().put("name", "User " + i).build()));
      call("PUT", "/users", users.build().toText());
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < CONVERSATIONS; i++) {
        int number = i;
        all.add(
            threads.submit(() -> {
              fill(number);
              return null;
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private void fill(int number) throws Exception {
    List<Json> people =
        IntStream.range(0, PARTICIPANTS)
            .mapToObj(i -> Json.of(i == 0 ? "u0" : "u" + (1 + (number + i) % (CONVERSATIONS - 1))))
            .toList();
    Json conversation =
        Json.object()
            .put("subject", "Conversation " + number)
            .put("participants", new Json.Arr(people))
            .build();
    call("PUT", "/conversations/c" + number, conversation.toText());
    Json message =
        Json.object()
            .put("type", "UserMessage")
            .put("sender", "u0")
            .put("text", "Message of conversation " + number)
            .build();
    call(
        "POST",
        "/conversations/c" + number + "/messages",
        new Json.Arr(List.of(message, message, message)).toText());
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
}
