package io.tertulia.server.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.json.Json;
import io.tertulia.server.db.Database;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many webhooks, served in turn by a clock that the test moves.
class RoundTest {
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private static final String URL = "http://127.0.0.1:1/";

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource clock = now::get;
  private final WebhookSettings settings = WebhookSettings.DEFAULT.keeping(Duration.ofDays(7), 10);
  private Database database;
  private Apps apps;
  private long app;
  private Round round;
  private Outbox outbox;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    database = Database.open(folder.resolve("test.db"), 2, 1_000);
    apps = new Apps(database, clock, RandomGenerator.getDefault());
    app = apps.create("test", AppSettings.DEFAULT).app().key();
    round = new Round(database, settings, WebhookCounts.unseen(), clock);
    outbox =
        new Outbox(
            clock,
            RandomGenerator.getDefault(),
            new Outbox.Bringer() {
              @Override
              public void wake(long woken) {
                round.wake(woken);
              }

              @Override
              public void end(long ended) {
                round.end(ended);
              }
            });
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_thousand_receivers_that_hang_keep_nobody_waiting_for_long() throws Exception {
    List<Webhook> hooks = new ArrayList<>();
    for (int i = 0; i <= 1_000; i++) {
      hooks.add(hook(app));
    }
    long alive = hooks.getLast().key();
    for (int i = 0; i < 8; i++) {
      put("conversation " + i);
    }
    var roads = new PriorityQueue<>(Comparator.comparingLong(Road::backAt));
    List<Long> toldAt = new ArrayList<>();
    for (long time = 0; toldAt.size() < 8; time += 50) {
      assertThat(time).as("told of %s", toldAt).isLessThan(Duration.ofMinutes(5).toMillis());
      now.set(START.plusMillis(time));
      while (!roads.isEmpty() && roads.peek().backAt() <= time) {
        Line.Trip trip = roads.remove().trip();
        boolean taken = trip.webhook().key() == alive;
        round.back(trip, taken ? new Outcome.Taken(0) : new Outcome.Refused("timeout"));
      }
      long at = time;
      round.load();
      round.begin(trip -> {
        boolean isAlive = trip.webhook().key() == alive;
        if (isAlive) {
          toldAt.add(at);
        }
        roads.add(new Road(at + (isAlive ? 10 : 5_000), trip));
      });
      assertThat(roads.size()).isLessThanOrEqualTo(Seats.places(settings.concurrent()));
    }
    // One seat for each in turn, a second each: 1,000 / 64.
    assertThat(toldAt.getFirst()).isLessThanOrEqualTo(17_000);
  }

  @Test
  void what_could_not_be_cleared_is_not_lost() throws Exception {
    Webhook hook = hook(app);
    for (int i = 0; i < 30; i++) {
      put("tea");
    }
    round.load();
    database.write(sql -> {
      sql.run(
          "CREATE TEMP TRIGGER full BEFORE DELETE ON outbox"
              + " BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");
      return true;
    });
    round.clear();
    assertThatThrownBy(round::goOn).isInstanceOf(SQLException.class);
    Progress progress = round.progress(hook).orElseThrow();
    assertThat(progress.lost()).isZero();
    assertThat(progress.behind().size()).isEqualTo(30);
    database.write(sql -> {
      sql.run("DROP TRIGGER full");
      return true;
    });
    round.clear();
    round.goOn();
    assertThat(round.progress(hook).orElseThrow().lost()).isEqualTo(20);
  }

  @Test
  void nothing_more_is_brought_of_an_app_that_is_gone() throws Exception {
    hook(app);
    put("tea");
    round.load();
    outbox.closed(app);
    List<Line.Trip> begun = new ArrayList<>();
    round.begin(begun::add);
    assertThat(begun).isEmpty();
    assertThat(round.due()).isEqualTo(Long.MAX_VALUE);
    assertThat(round.waiting()).isZero();
  }

  @Test
  void a_time_far_ahead_that_was_kept_does_not_stop_a_webhook_after_a_restart() throws Exception {
    Webhook hook = hook(app);
    put("tea");
    long ahead = START.plus(Duration.ofDays(400)).toEpochMilli();
    Progress late =
        new Progress(0, Behind.NOTHING, 3, null, ahead, "status 500", ahead + 20_000, 0);
    database.write(sql -> {
      WebhookRows.mark(sql, hook.key(), late);
      return true;
    });
    Round again = new Round(database, settings, WebhookCounts.unseen(), clock);
    again.open();
    again.load();
    List<Line.Trip> begun = new ArrayList<>();
    again.begin(begun::add);
    assertThat(begun).hasSize(1);
  }

  private record Road(long backAt, Line.Trip trip) {}

  private Webhook hook(long of) throws SQLException {
    Standing made =
        database.write(sql -> {
          long last = OutboxRows.extent(sql, of).last();
          String id = EventIds.webhook(RandomGenerator.getDefault());
          Webhook webhook = new Webhook(0, of, "test", id, URL, null, true, clock.millis());
          WebhookRows.Found found = WebhookRows.insert(sql, webhook, Progress.from(last));
          return Standing.of(sql, found.webhook(), found.progress());
        });
    round.put(made);
    return made.webhook();
  }

  private void put(String conversation) throws SQLException {
    Json data = Json.object().put("of", conversation).build();
    database.write(sql -> {
      outbox.put(
          sql, app, List.of(Draft.ofConversation(EventType.MESSAGE_SENT, conversation, data)));
      return true;
    });
    outbox.written(List.of(app));
  }
}
