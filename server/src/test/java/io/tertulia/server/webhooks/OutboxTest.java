package io.tertulia.server.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.db.Database;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept of events, how long, and how it is forgotten.
class OutboxTest {
  private static final String NOBODY = "http://127.0.0.1:1/";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
  private final InstantSource clock = now::get;
  private Database database;
  private long app;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    database = Database.open(folder.resolve("test.db"), 2, 1_000);
    Apps apps = new Apps(database, clock, RandomGenerator.getDefault());
    app = apps.create("test", AppSettings.DEFAULT).app().key();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void one_event_more_than_are_kept_pushes_the_oldest_out_and_that_is_seen() throws Exception {
    String id;
    WebhookCounts counts = WebhookCounts.unseen();
    try (Webhooks webhooks = start(Duration.ofDays(7), 10, counts)) {
      id = webhooks.create(app, "test", choice(NOBODY)).join().id();
      for (int i = 1; i <= 30; i++) {
        put(webhooks, "tea", sent("alice", "m" + i));
      }
      await(webhooks, id, state -> state.pending() == 30);
      now.updateAndGet(time -> time.plusSeconds(61));
      WebhookState state = await(webhooks, id, found -> found.progress().lost() > 0);
      assertThat(state.progress().lost()).isEqualTo(20);
      assertThat(state.progress().cursor()).isEqualTo(20);
      assertThat(state.pending()).isEqualTo(10);
      assertThat(counts.lost().sum()).isEqualTo(20);
      assertThat(texts(webhooks)).hasSize(10).startsWith("m21");
      assertThat(webhooks.events(app, "5", 10).join().missed()).isTrue();
      assertThat(webhooks.events(app, "20", 10).join().missed()).isFalse();
      assertThat(webhooks.replay(app, id, 3L, 0).join().progress().cursor()).isEqualTo(20);
    }
    try (Webhooks webhooks = start(Duration.ofDays(7), 10, counts)) {
      WebhookState state = webhooks.find(app, id).join();
      assertThat(state.progress().lost()).isEqualTo(20);
      assertThat(state.pending()).isEqualTo(10);
    }
  }

  @Test
  void what_is_kept_long_enough_goes_and_its_sequence_is_not_used_again() throws Exception {
    try (Webhooks webhooks = start(Duration.ofHours(1), 10, WebhookCounts.unseen())) {
      String id = webhooks.create(app, "test", choice(NOBODY)).join().id();
      put(webhooks, "tea", sent("alice", "old"));
      now.updateAndGet(time -> time.plus(Duration.ofHours(2)));
      await(webhooks, id, state -> state.progress().lost() == 1);
      assertThat(texts(webhooks)).isEmpty();
      put(webhooks, "tea", sent("alice", "new"));
      assertThat(webhooks.events(app, null, 10).join().next()).isEqualTo("2");
    }
  }

  @Test
  void a_cursor_that_was_never_given_finds_the_oldest_events_and_says_so() throws Exception {
    try (Webhooks webhooks = start(Duration.ofDays(7), 10, WebhookCounts.unseen())) {
      webhooks.create(app, "test", choice(null)).join();
      for (int i = 1; i <= 3; i++) {
        put(webhooks, "tea", sent("alice", "m" + i));
      }
      EventPage foreign = webhooks.events(app, "99", 10).join();
      assertThat(foreign.missed()).isTrue();
      assertThat(foreign.events()).hasSize(3);
      assertThat(foreign.next()).isEqualTo("3");
      EventPage last = webhooks.events(app, "3", 10).join();
      assertThat(last.missed()).isFalse();
      assertThat(last.events()).isEmpty();
    }
  }

  @Test
  void a_clock_that_is_set_back_by_a_year_does_not_stop_a_webhook() throws Exception {
    try (Webhooks webhooks = start(Duration.ofDays(7), 10, WebhookCounts.unseen())) {
      String id = webhooks.create(app, "test", choice(NOBODY)).join().id();
      put(webhooks, "tea", sent("alice", "one"));
      await(webhooks, id, state -> state.progress().failures() == 1);
      now.updateAndGet(time -> time.minus(Duration.ofDays(365)));
      await(
          webhooks,
          id,
          state -> {
            now.updateAndGet(time -> time.plusSeconds(1));
            return state.progress().failures() > 2;
          });
    }
  }

  @Test
  void a_webhook_goes_back_to_any_place_that_there_was_or_is() throws Exception {
    try (Webhooks webhooks = start(Duration.ofDays(7), 10, WebhookCounts.unseen())) {
      webhooks.create(app, "test", choice(null)).join();
      for (int i = 1; i <= 4; i++) {
        put(webhooks, "tea", sent("alice", "m" + i));
      }
      String late = webhooks.create(app, "test", choice(NOBODY)).join().id();
      assertThat(webhooks.find(app, late).join().pending()).isZero();
      for (long after : new long[] {-5, 0}) {
        assertThat(webhooks.replay(app, late, after, 0).join().pending()).isEqualTo(4);
      }
      assertThat(webhooks.replay(app, late, 3L, 0).join().pending()).isEqualTo(1);
      assertThat(webhooks.replay(app, late, 99L, 0).join().progress().cursor()).isEqualTo(4);
      assertThat(webhooks.replay(app, late, null, 0).join().pending()).isEqualTo(4);
      assertThat(webhooks.replay(app, late, null, Long.MAX_VALUE).join().pending()).isZero();
    }
  }

  @Test
  void a_webhook_that_is_switched_on_again_goes_on_where_it_was() throws Exception {
    try (Webhooks webhooks = start(Duration.ofDays(7), 10, WebhookCounts.unseen())) {
      webhooks.create(app, "test", choice(null)).join();
      String id = webhooks.create(app, "test", choice(NOBODY)).join().id();
      put(webhooks, "tea", sent("alice", "one"));
      webhooks.change(app, id, was -> new WebhookChoice(was.url(), null, false)).join();
      put(webhooks, "tea", sent("alice", "two"));
      WebhookState state =
          webhooks.change(app, id, was -> new WebhookChoice(was.url(), null, true)).join();
      assertThat(state.progress().cursor()).isZero();
      assertThat(await(webhooks, id, found -> found.pending() == 2).progress().lost()).isZero();
    }
  }

  @Test
  void a_user_is_forgotten_and_what_others_did_stays() throws Exception {
    try (Webhooks webhooks = start(Duration.ofDays(7), 5_000, WebhookCounts.unseen())) {
      webhooks.create(app, "test", choice(null)).join();
      put(webhooks, "tea", sent("al\"ice", "mine"));
      for (int i = 0; i < 1_500; i++) {
        put(webhooks, "tea", sent("bob", "m" + i));
      }
      put(webhooks, "tea", mentioning("bob", "al\"ice"));
      Json user = Json.object().put("user", person("al\"ice")).build();
      put(webhooks, new Draft(EventType.USER_UPDATED, "user alice", user));
      database.write(sql -> {
        webhooks.outbox().forget(sql, app, "al\"ice");
        return true;
      });
      List<String> left =
          database.read(sql -> sql.list("SELECT body FROM outbox", row -> row.text(1))).join();
      assertThat(left).hasSize(1_500).noneMatch(body -> body.contains("al\\\"ice"));
      assertThat(left.getFirst())
          .contains("\"participants\":{\"bob\":{}}", "\"readBy\":[\"carl\"]");
      assertThat(texts(webhooks)).startsWith("m0", "m1");
    }
  }

  private Webhooks start(Duration retention, int events, WebhookCounts counts) throws Exception {
    Webhooks webhooks =
        Webhooks.open(
            database,
            WebhookSettings.DEFAULT.withPrivateAddresses(true).keeping(retention, events),
            (sql, key, stored, after, limit) -> List.of(),
            (name, message) -> message,
            counts,
            clock,
            RandomGenerator.getDefault());
    webhooks.start();
    return webhooks;
  }

  private static WebhookChoice choice(String url) {
    return new WebhookChoice(url, null, true);
  }

  private void put(Webhooks webhooks, String conversation, Json data) throws Exception {
    put(webhooks, Draft.ofConversation(EventType.MESSAGE_SENT, conversation, data));
  }

  private void put(Webhooks webhooks, Draft draft) throws Exception {
    database.write(sql -> {
      webhooks.outbox().put(sql, app, List.of(draft));
      return true;
    });
    webhooks.outbox().written(List.of(app));
  }

  private List<String> texts(Webhooks webhooks) {
    List<String> texts = new ArrayList<>();
    for (Json event : webhooks.events(app, null, 100).join().events()) {
      texts.add(Fields.of(event, "").object("data").object("message").text("text"));
    }
    return texts;
  }

  private WebhookState await(Webhooks webhooks, String id, Predicate<WebhookState> enough) {
    WebhookState state = webhooks.find(app, id).join();
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!enough.test(state)) {
      assertThat(System.nanoTime()).as(state.json().toText()).isLessThan(end);
      state = webhooks.find(app, id).join();
    }
    return state;
  }

  private static Json sent(String sender, String text) {
    return data(sender, text, Json.of(List.of()));
  }

  private static Json mentioning(String sender, String mentioned) {
    Json mention = Json.object().put("type", "mention").put("id", mentioned).build();
    return data(sender, "see @Al", new Json.Arr(List.of(mention)));
  }

  private static Json data(String sender, String text, Json content) {
    Json participants =
        Json.object()
            .put("al\"ice", Json.object().build())
            .put("bob", Json.object().build())
            .build();
    return Json.object()
        .put("sender", person(sender))
        .put("conversation", Json.object().put("participants", participants).build())
        .put(
            "message",
            Json.object()
                .put("text", text)
                .put("content", content)
                .put("readBy", Json.of(List.of("al\"ice", "carl")))
                .build())
        .build();
  }

  private static Json person(String id) {
    return Json.object().put("id", id).put("name", "Some one").build();
  }
}
