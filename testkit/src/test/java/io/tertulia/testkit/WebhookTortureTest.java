package io.tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.WebhookReceiver.Answer;
import io.tertulia.testkit.WebhookReceiver.Heard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A receiver that fails, hangs, closes early, answers by halves, and is away for a while, and a
/// server that is killed: what the receiver is told, each event once, is what happened, in the
/// order in which it did. By `-Dtertulia.kills` and `-Dtertulia.told` it is told how often, and of
/// how many messages in each conversation; by `-Dtertulia.away` how many seconds the receiver is
/// away once besides.
@Timeout(2400)
class WebhookTortureTest {
  private static final int KILLS = Integer.getInteger("tertulia.kills", 3);
  private static final int MESSAGES = Integer.getInteger("tertulia.told", 30);
  private static final int AWAY = Integer.getInteger("tertulia.away", 0);
  private static final int PLACES = 8;

  /// An answer of which the rest never comes.
  private static final Answer HALF = new Answer.Says("HTTP/1.1 200 OK\r\nContent-Le");

  /// An answer that takes the event, and a body that breaks off.
  private static final Answer BROKEN =
      new Answer.Says("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");

  private static final Json NOTHING = Json.object().build();

  private final Random random = new Random(5);
  private final List<Heard> log = new ArrayList<>();
  private final Way way = new Way();

  @Test
  void what_a_bad_receiver_is_told_by_a_killed_server_is_what_happened(@TempDir Path folder)
      throws Exception {
    long begun = System.nanoTime();
    WebhookReceiver receiver = receiver(0);
    int last = receiver.port();
    ChildServer server = start(folder, 0);
    int port = server.uri().getPort();
    prepare(server, receiver);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Map<String, List<String>>>> histories =
          IntStream.range(0, PLACES).mapToObj(i -> threads.submit(() -> live(i))).toList();
      for (int kill = 1; kill <= KILLS; kill++) {
        awaitTold(2 * PLACES * MESSAGES * kill / (KILLS + 1));
        if (kill % 2 == 1) {
          receiver.close();
        }
        server.kill();
        server = start(folder, port);
        if (kill % 2 == 1) {
          awaitFailures(server);
          stayAway(kill == 1 ? AWAY : 0);
          receiver = receiver(last);
        }
      }
      Map<String, List<String>> happened = new TreeMap<>();
      for (Future<Map<String, List<String>>> history : histories) {
        happened.putAll(history.get());
      }
      int all = happened.values().stream().mapToInt(List::size).sum();
      awaitTold(all);
      assertThat(told()).isEqualTo(happened);
      Fields hook = hook(server);
      assertThat(hook.integer("lost")).isZero();
      report(all, happened.size(), begun);
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
    backend.put(Json.parse("{\"name\":\"Bob\"}"), "users", "bob").orThrow();
    for (int i = 0; i < PLACES; i++) {
      backend
          .put(Json.parse("{\"participants\":[\"alice\",\"bob\"]}"), "conversations", "place" + i)
          .orThrow();
    }
    Json.Builder hook = Json.object().put("url", receiver.url());
    backend.post(hook.build(), "webhooks").orThrow();
  }

  /// Sends, edits, deletes, reads, changes a user and deletes conversations, each until it is
  /// answered; tells what happened, by conversation and user.
  private Map<String, List<String>> live(int number) {
    String place = "place" + number;
    Map<String, List<String>> happened = new TreeMap<>();
    List<String> unread = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      String text = "m" + i;
      String id = send(happened, place, text);
      if (i % 3 == 0) {
        text = "edited " + i;
        Json edit = Json.object().put("text", text).build();
        way.call(b -> b.put(edit, "conversations", place, "messages", id)).orThrow();
        note(happened, place, "message.updated " + text);
      }
      if (i % 5 == 0) {
        way.call(b -> b.delete("conversations", place, "messages", id));
        note(happened, place, "message.deleted " + text);
      } else {
        unread.add("message.read " + text);
      }
      if (i % 4 == 3) {
        way.call(b -> b.post(NOTHING, "conversations", place, "readBy", "bob")).orThrow();
        unread.forEach(read -> note(happened, place, read));
        unread.clear();
      }
      if (i % 10 == 1) {
        changeUser(happened, "person" + number, i);
        leave(happened, place + " for " + i);
      }
    }
    return happened;
  }

  /// Sends a message; tells its id.
  private String send(Map<String, List<String>> happened, String place, String text) {
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
    note(happened, place, "message.sent " + text);
    return Fields.of(((Json.Arr) sent).items().getFirst(), "").text("id");
  }

  private void changeUser(Map<String, List<String>> happened, String person, int i) {
    Json user = Json.object().put("name", "Person " + i).build();
    way.call(b -> b.put(user, "users", person)).orThrow();
    boolean isNew = !happened.containsKey(person);
    note(happened, person, (isNew ? "user.created " : "user.updated ") + "Person " + i);
  }

  /// Makes a conversation, says something in it, and deletes it.
  private void leave(Map<String, List<String>> happened, String place) {
    Json made = Json.parse("{\"participants\":[\"alice\"]}");
    way.call(b -> b.put(made, "conversations", place)).orThrow();
    send(happened, place, "bye");
    way.call(b -> b.delete("conversations", place));
    note(happened, place, "conversation.deleted " + place);
  }

  private static void note(Map<String, List<String>> happened, String where, String what) {
    happened.computeIfAbsent(where, missing -> new ArrayList<>()).add(what);
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
          case 8 -> HALF;
          case 9 -> BROKEN;
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

  /// By conversation or user, each event once, in the order in which they first came.
  private Map<String, List<String>> told() {
    Map<String, List<String>> told = new TreeMap<>();
    for (Heard event : WebhookReceiver.once(log())) {
      Fields data = event.data();
      String type = event.type();
      if (type.startsWith("user.")) {
        note(told, data.object("user").text("id"), type + " " + data.object("user").text("name"));
      } else if (type.equals("conversation.deleted")) {
        String id = data.object("conversation").text("id");
        note(told, id, type + " " + id);
      } else {
        Fields message = data.object("message");
        note(told, message.text("conversationId"), type + " " + message.text("text"));
      }
    }
    return told;
  }

  private void report(int all, int lanes, long begun) {
    Map<String, Long> kinds =
        WebhookReceiver.once(log()).stream()
            .collect(Collectors.groupingBy(Heard::type, TreeMap::new, Collectors.counting()));
    System.out.printf(
        "webhooks: %d kills, %d events of %d conversations and users %s, told %d times, all once"
            + " and in order, in %d s%n",
        KILLS, all, lanes, kinds, log().size(), (System.nanoTime() - begun) / 1_000_000_000);
  }

  private void awaitTold(int events) throws InterruptedException {
    Set<String> once = new HashSet<>();
    synchronized (log) {
      for (int seen = 0; once.size() < events; ) {
        while (seen == log.size()) {
          log.wait();
        }
        for (; seen < log.size(); seen++) {
          once.add(log.get(seen).id());
        }
      }
    }
  }

  private static void awaitFailures(ChildServer server) {
    long failures = 0;
    while (failures < 3) {
      failures = hook(server).integer("failures");
    }
  }

  private static Fields hook(ChildServer server) {
    Backend backend = new Backend(server.uri(), "demo", server.key().reveal());
    Json all = backend.get("webhooks").orThrow().body();
    return Fields.of(all, "").objects("data", hook -> hook).getFirst();
  }

  /// Lets the time pass in which nobody is told anything.
  private void stayAway(int seconds) throws InterruptedException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    synchronized (log) {
      for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
        log.wait(left / 1_000_000 + 1);
      }
    }
  }
}
