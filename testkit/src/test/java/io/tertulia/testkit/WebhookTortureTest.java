package io.tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.WebhookReceiver.Answer;
import io.tertulia.testkit.WebhookReceiver.Heard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A receiver that fails, hangs, closes early and is away for a while, and a server that is killed:
/// what the receiver is told, each event once, is what happened, in the order in which it did. By
/// `-Dtertulia.kills` and `-Dtertulia.told` it is told how often, and of how many messages in each
/// conversation.
@Timeout(1200)
class WebhookTortureTest {
  private static final int KILLS = Integer.getInteger("tertulia.kills", 3);
  private static final int MESSAGES = Integer.getInteger("tertulia.told", 30);
  private static final int PLACES = 8;

  private final Random random = new Random(5);
  private final List<Heard> log = new ArrayList<>();
  private final Way way = new Way();

  @Test
  void what_a_bad_receiver_is_told_by_a_killed_server_is_what_happened(@TempDir Path folder)
      throws Exception {
    WebhookReceiver receiver = receiver(0);
    int last = receiver.port();
    ChildServer server = start(folder, 0);
    int port = server.uri().getPort();
    prepare(server, receiver);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> histories =
          IntStream.range(0, PLACES)
              .mapToObj(i -> threads.submit(() -> live("place" + i)))
              .toList();
      int all = PLACES * (MESSAGES + (MESSAGES + 2) / 3 + (MESSAGES + 4) / 5);
      for (int kill = 1; kill <= KILLS; kill++) {
        awaitTold(all * kill / (KILLS + 1));
        if (kill % 2 == 1) {
          receiver.close();
        }
        server.kill();
        server = start(folder, port);
        if (kill % 2 == 1) {
          awaitFailures(server);
          receiver = receiver(last);
        }
      }
      Map<String, List<String>> happened = new TreeMap<>();
      for (int i = 0; i < PLACES; i++) {
        happened.put("place" + i, histories.get(i).get());
      }
      assertThat(happened.values().stream().mapToInt(List::size).sum()).isEqualTo(all);
      awaitTold(all);
      assertThat(told()).isEqualTo(happened);
      System.out.println(
          "webhooks: %d kills, %d events in %d conversations, told %d times, all once and in order"
              .formatted(KILLS, all, PLACES, log().size()));
    } finally {
      server.close();
      receiver.close();
    }
  }

  private ChildServer start(Path folder, int port) throws Exception {
    ChildServer server = ChildServer.start(folder, port);
    way.lead(new Backend(server.uri(), "demo", server.key().reveal()));
    return server;
  }

  private void prepare(ChildServer server, WebhookReceiver receiver) {
    Backend backend = new Backend(server.uri(), "demo", server.key().reveal());
    backend.put(Json.parse("{\"name\":\"Alice\"}"), "users", "alice").orThrow();
    for (int i = 0; i < PLACES; i++) {
      backend
          .put(Json.parse("{\"participants\":[\"alice\"]}"), "conversations", "place" + i)
          .orThrow();
    }
    Json.Builder hook = Json.object().put("url", receiver.url());
    backend.post(hook.build(), "webhooks").orThrow();
  }

  /// Sends, edits and deletes, each until it is answered; tells what happened.
  private List<String> live(String place) {
    List<String> happened = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      String text = "m" + i;
      Json message =
          Json.object()
              .put("type", "UserMessage")
              .put("sender", "alice")
              .put("text", text)
              .put("idempotencyKey", text)
              .build();
      Json sent =
          way.call(b -> b.post(new Json.Arr(List.of(message)), "conversations", place, "messages"))
              .orThrow()
              .body();
      String id = Fields.of(((Json.Arr) sent).items().getFirst(), "").text("id");
      happened.add("message.sent " + text);
      if (i % 3 == 0) {
        text = "edited " + i;
        Json edit = Json.object().put("text", text).build();
        way.call(b -> b.put(edit, "conversations", place, "messages", id)).orThrow();
        happened.add("message.updated " + text);
      }
      if (i % 5 == 0) {
        way.call(b -> b.delete("conversations", place, "messages", id));
        happened.add("message.deleted " + text);
      }
    }
    return happened;
  }

  private WebhookReceiver receiver(int port) {
    WebhookReceiver receiver = WebhookReceiver.start(port);
    receiver.answer(event -> {
      synchronized (log) {
        log.add(event);
        log.notifyAll();
        return switch (random.nextInt(100)) {
          case 0 -> Answer.Silence.HANG;
          case 1, 2, 3 -> Answer.Silence.CLOSE;
          case 4, 5, 6, 7 -> WebhookReceiver.FAIL;
          default -> WebhookReceiver.TAKE;
        };
      }
    });
    return receiver;
  }

  private List<Heard> log() {
    synchronized (log) {
      return List.copyOf(log);
    }
  }

  /// By conversation, each event once, in the order in which they first came.
  private Map<String, List<String>> told() {
    Map<String, List<String>> told = new TreeMap<>();
    for (Heard event : WebhookReceiver.once(log())) {
      Fields message = event.data().object("message");
      told.computeIfAbsent(message.text("conversationId"), missing -> new ArrayList<>())
          .add(event.type() + " " + message.text("text"));
    }
    return told;
  }

  private void awaitTold(int events) throws InterruptedException {
    Map<String, Heard> once = new LinkedHashMap<>();
    synchronized (log) {
      for (int seen = 0; once.size() < events; ) {
        while (seen == log.size()) {
          log.wait();
        }
        for (; seen < log.size(); seen++) {
          once.put(log.get(seen).id(), log.get(seen));
        }
      }
    }
  }

  private static void awaitFailures(ChildServer server) {
    Backend backend = new Backend(server.uri(), "demo", server.key().reveal());
    long failures = 0;
    while (failures < 3) {
      Fields all = Fields.of(backend.get("webhooks").orThrow().body(), "");
      failures = all.objects("data", hook -> hook.integer("failures")).getFirst();
    }
  }

  /// The way to the server that lives now.
  private static final class Way {
    private Backend backend;

    synchronized void lead(Backend next) {
      backend = next;
      notifyAll();
    }

    /// Makes a call until it is answered.
    Backend.Answer call(Function<Backend, Backend.Answer> call) {
      Backend now = other(null);
      while (true) {
        try {
          return call.apply(now);
        } catch (AssertionError killed) {
          now = other(now);
        }
      }
    }

    private synchronized Backend other(Backend dead) {
      while (backend == dead) {
        try {
          wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new AssertionError("interrupted", e);
        }
      }
      return backend;
    }
  }
}
