package io.tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Somebody is erased by a server that is killed again and again. By `-Dtertulia.kills` it is told
/// how often.
@Timeout(300)
class KilledErasureTest {
  private static final int KILLS = Integer.getInteger("tertulia.kills", 3);
  private static final int CONVERSATIONS = 20;
  private static final int MESSAGES = 200;
  private static final int AT_ONCE = 10;

  /// Longer than it takes to erase all that there is; milliseconds.
  private static final int MAX_DELAY = 1_500;

  /// Stands in everything that zoe says, and in her id.
  private static final String PLANTED = "zqplanted";

  private static final String ZOE = PLANTED + "zoe";
  private static final String BOB = "bob";

  @TempDir Path folder;

  @Test
  void an_erasure_that_is_interrupted_goes_on_by_itself_until_no_byte_is_left() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int port;
    try (ChildServer server = ChildServer.start(folder, 0)) {
      port = server.uri().getPort();
      live(backend(server));
      assertThat(traces()).isNotEmpty();
      // The answer is lost; the erasure is not, once it has begun.
      Backend backend = backend(server);
      var begun = CompletableFuture.runAsync(() -> backend.delete("users", ZOE));
      awaitGone(backend);
      killLater(server, random);
      begun.exceptionally(lost -> null).join();
    }
    for (int kill = 1; kill < KILLS; kill++) {
      try (ChildServer server = ChildServer.start(folder, port)) {
        killLater(server, random);
      }
    }
    try (ChildServer server = ChildServer.start(folder, port)) {
      Backend backend = backend(server);
      assertThat(backend.get("users", ZOE).status()).isEqualTo(404);
      awaitOver(backend);
      assertThat(traces()).as("seed " + seed).isEmpty();
      for (int i = 0; i < CONVERSATIONS; i++) {
        assertThat(texts(backend, "c" + i)).as("seed " + seed).hasSize(MESSAGES / 2);
      }
      assertThat(backend.delete("users", ZOE).status()).isEqualTo(404);
    }
    assertThat(traces()).isEmpty();
  }

  /// She and bob bring what they said, in turn.
  private static void live(Backend backend) {
    backend.post(Json.object().build(), "webhooks").orThrow();
    for (String id : List.of(ZOE, BOB)) {
      backend.put(Json.object().put("name", id).build(), "users", id).orThrow();
    }
    IntStream.range(0, CONVERSATIONS)
        .parallel()
        .forEach(i -> {
          backend
              .put(
                  Json.object().putAll("participants", List.of(Json.of(ZOE), Json.of(BOB))).build(),
                  "conversations",
                  "c" + i)
              .orThrow();
          for (int from = 0; from < MESSAGES; from += AT_ONCE) {
            List<Json> some =
                IntStream.range(from, from + AT_ONCE).mapToObj(KilledErasureTest::said).toList();
            backend.post(new Json.Arr(some), "conversations", "c" + i, "messages").orThrow();
          }
        });
  }

  private static Json said(int number) {
    String sender = number % 2 == 0 ? ZOE : BOB;
    String text = (number % 2 == 0 ? PLANTED + "word" : "own ") + number;
    return Json.object().put("type", "UserMessage").put("sender", sender).put("text", text).build();
  }

  private static Backend backend(ChildServer server) {
    return new Backend(server.uri(), "demo", server.key().reveal());
  }

  private static void awaitGone(Backend backend) {
    while (backend.get("users", ZOE).isDone()) {
      Thread.onSpinWait();
    }
  }

  private static void awaitOver(Backend backend) {
    while (Fields.of(backend.get("erasures", ZOE).orThrow().body(), "").flag("pending")
        || !backend.get("users", BOB).isDone()) {
      Thread.onSpinWait();
    }
  }

  /// Not a wait for anything: whenever it is killed, nothing may be left at the end.
  private static void killLater(ChildServer server, Random random) throws InterruptedException {
    server.killAfter(random.nextInt(MAX_DELAY));
  }

  private static List<String> texts(Backend backend, String conversation) {
    List<String> texts = new ArrayList<>();
    String after = "";
    List<Fields> page;
    do {
      page =
          Fields.of(
                  backend
                      .get("conversations", conversation, "messages", "?limit=100" + after)
                      .orThrow()
                      .body(),
                  "")
              .objects("data", message -> message);
      page.forEach(message -> texts.add(message.text("text")));
      after = page.isEmpty() ? "" : "&startingAfter=" + page.getLast().text("id");
    } while (page.size() == 100);
    return texts;
  }

  private List<Path> traces() throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(PLANTED)) {
          found.add(file);
        }
      }
    }
    return found;
  }
}
