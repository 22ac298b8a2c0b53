package io.tertulia.server.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.server.webhooks.OutboxRows.Heading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is known of the events that a webhook has to be brought, and what is left in the store.
class LanesTest {
  private static final Outcome TAKEN = new Outcome.Taken(0);
  private static final Outcome REFUSED = new Outcome.Refused("status 500");

  private final WebhookSettings settings = WebhookSettings.DEFAULT;
  private final Webhook webhook = new Webhook(1, 1, "app", "wh", "http://a.test/", null, true, 0);
  private final Line line = new Line(webhook, Progress.from(0), List.of(), settings);

  @Test
  void a_lane_whose_event_is_never_taken_does_not_use_up_the_window() {
    Store store = new Store();
    for (int i = 0; i < 3 * settings.window(); i++) {
      store.put("bad");
    }
    for (int i = 0; i < 100; i++) {
      store.put("good");
    }
    long now = 0;
    List<Long> good = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      store.feed(line);
      for (Line.Trip trip : all(line, now)) {
        boolean isBad = store.lane(trip).equals("bad");
        if (!isBad) {
          good.add(trip.parcel().sequence());
        }
        line.back(trip, isBad ? REFUSED : TAKEN, now);
      }
      now += 1_000;
    }
    assertThat(good).hasSize(100).isSorted();
    assertThat(line.waiting()).isEqualTo(1);
    assertThat(line.progress().cursor()).isZero();
    assertThat(line.progress().behind().size()).isEqualTo(3 * settings.window());
  }

  @Test
  void what_a_lane_left_in_the_store_comes_in_order_also_after_a_restart() {
    Store store = new Store();
    for (int i = 0; i < 200; i++) {
      store.put("a");
      store.put(i % 7 == 0 ? "b" : "c");
    }
    Line now = line;
    List<Long> taken = new ArrayList<>();
    for (int i = 0; taken.size() < 400; i++) {
      store.feed(now);
      Line.Trip trip = now.next(0).orElseThrow();
      taken.add(trip.parcel().sequence());
      now.back(trip, TAKEN, 0);
      if (i % 50 == 49) {
        Behind behind = Behind.parse(now.progress().behind().stored());
        assertThat(behind).isEqualTo(now.progress().behind());
        Progress kept = now.progress();
        now = new Line(now.webhook(), kept, store.waiting(behind), settings);
      }
    }
    for (String lane : List.of("a", "b", "c")) {
      List<Long> own = taken.stream().filter(one -> store.lane(one).equals(lane)).toList();
      assertThat(own).isSorted().doesNotHaveDuplicates();
    }
    assertThat(now.progress().cursor()).isEqualTo(400);
    assertThat(now.progress().behind().size()).isZero();
  }

  @Test
  void what_is_left_in_the_store_is_lost_and_counted_too() {
    Store store = new Store();
    for (int i = 0; i < 100; i++) {
      store.put("a");
    }
    store.feed(line);
    assertThat(line.waiting()).isEqualTo(settings.windowEach());
    Lanes.Loss loss = line.losing(60, store.from(0).subList(0, 60));
    Progress kept = line.progress().losing(60, loss.held(), loss.count());
    line.lose(60, loss);
    assertThat(line.progress()).isEqualTo(kept);
    assertThat(kept.lost()).isEqualTo(60);
    assertThat(kept.behind().size()).isEqualTo(40);
    assertThat(kept.cursor()).isEqualTo(60);
    store.feed(line);
    assertThat(line.next(0).orElseThrow().parcel().sequence()).isEqualTo(61);
  }

  private static List<Line.Trip> all(Line line, long now) {
    List<Line.Trip> begun = new ArrayList<>();
    for (Optional<Line.Trip> trip = line.next(now); trip.isPresent(); trip = line.next(now)) {
      begun.add(trip.get());
    }
    return begun;
  }

  /// The outbox, as far as a line asks it.
  private static final class Store {
    private final List<Heading> kept = new ArrayList<>();

    void put(String lane) {
      kept.add(new Heading(kept.size() + 1, EventType.MESSAGE_SENT, lane));
    }

    List<Heading> from(long after) {
      return kept.subList((int) after, kept.size());
    }

    String lane(Line.Trip trip) {
      return lane(trip.parcel().sequence());
    }

    String lane(long sequence) {
      return kept.get((int) sequence - 1).lane();
    }

    List<Heading> waiting(Behind behind) {
      return behind.waiting().stream().map(sequence -> kept.get(sequence.intValue() - 1)).toList();
    }

    void feed(Line hungry) {
      hungry
          .starving()
          .forEach((lane, from) ->
              hungry.refill(lane, from(from - 1).stream().limit(100).toList(), 100));
      for (int room = hungry.room(); room > 0; room = hungry.room()) {
        hungry.add(from(hungry.reached()).stream().limit(room).toList(), room);
      }
    }
  }
}
