package io.tertulia.server.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.server.webhooks.OutboxRows.Heading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What one webhook is brought, and when.
class LineTest {
  private static final Outcome TAKEN = new Outcome.Taken(0);
  private static final Outcome REFUSED = new Outcome.Refused("status 500");

  private final WebhookSettings settings =
      WebhookSettings.DEFAULT.withTimes(
          Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(60));
  private final Line line = line(null);

  @Test
  void events_of_one_lane_go_one_after_the_other() {
    add("a", "a", "b");
    Line.Trip first = next(0);
    Line.Trip second = next(0);
    assertThat(sequences(first, second)).containsExactly(1L, 3L);
    assertThat(line.next(0)).isEmpty();
    line.back(first, TAKEN, 0);
    assertThat(sequences(next(0))).containsExactly(2L);
  }

  @Test
  void a_webhook_has_its_share_and_no_more() {
    add("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    List<Line.Trip> begun = all(0);
    assertThat(begun).hasSize(settings.concurrentEach());
    line.back(begun.getFirst(), TAKEN, 0);
    assertThat(sequences(next(0))).containsExactly(9L);
  }

  @Test
  void what_is_not_wanted_is_passed_over() {
    Line picky = line(Set.of(EventType.USER_CREATED));
    picky.add(List.of(new Heading(1, EventType.MESSAGE_SENT, "a")), 10);
    assertThat(picky.next(0)).isEmpty();
    assertThat(picky.progress().cursor()).isEqualTo(1);
  }

  @Test
  void the_cursor_stops_at_what_is_missing_and_the_rest_is_remembered() {
    add("a", "b", "c");
    List<Line.Trip> begun = all(0);
    line.back(begun.get(1), TAKEN, 0);
    assertThat(line.progress().cursor()).isZero();
    assertThat(line.progress().reached()).isEqualTo(3);
    assertThat(line.progress().behind().waiting()).containsExactly(1L, 3L);
    line.back(begun.get(0), TAKEN, 0);
    line.back(begun.get(2), TAKEN, 0);
    assertThat(line.progress().cursor()).isEqualTo(3);
    assertThat(line.waiting()).isZero();
  }

  @Test
  void a_fault_of_one_event_keeps_its_own_lane_only() {
    add("bad", "good", "good", "bad");
    List<Line.Trip> begun = all(0);
    line.back(begun.get(0), REFUSED, 0);
    line.back(begun.get(1), TAKEN, 0);
    Line.Trip third = next(1);
    assertThat(sequences(third)).containsExactly(3L);
    line.back(third, TAKEN, 1);
    assertThat(line.next(4_999)).isEmpty();
    assertThat(line.due()).isEqualTo(5_000);
    Line.Trip again = next(5_000);
    assertThat(sequences(again)).containsExactly(1L);
    line.back(again, REFUSED, 5_000);
    assertThat(line.due()).isEqualTo(15_000);
  }

  @Test
  void a_dead_receiver_is_tried_with_one_event_at_a_time_and_ever_more_seldom() {
    add("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    all(0).forEach(trip -> line.back(trip, REFUSED, 0));
    assertThat(line.failures()).isEqualTo(1);
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      long due = line.due();
      times.add(due);
      List<Line.Trip> begun = all(due);
      assertThat(begun).hasSize(1);
      line.back(begun.getFirst(), REFUSED, due);
    }
    assertThat(times)
        .containsExactly(0L, 5_000L, 15_000L, 35_000L, 75_000L, 135_000L, 195_000L, 255_000L);
    assertThat(line.progress().error()).isEqualTo("status 500");
    assertThat(line.progress().nextAt()).isEqualTo(315_000L);
    long due = line.due();
    line.back(next(due), TAKEN, due);
    assertThat(line.failures()).isZero();
    assertThat(all(due)).hasSize(settings.concurrentEach());
  }

  @Test
  void one_entry_of_many_events_is_brought_until_it_is_over() {
    add("a", "a");
    Line.Trip trip = next(0);
    line.back(trip, new Outcome.Taken(17), 0);
    Line.Trip more = next(0);
    assertThat(more.parcel()).isSameAs(trip.parcel());
    assertThat(more.parcel().place()).isEqualTo(17);
    line.back(more, Outcome.Untold.OVER, 0);
    assertThat(sequences(next(0))).containsExactly(2L);
  }

  @Test
  void what_is_under_way_keeps_its_lane_when_the_line_goes_back() {
    add("a", "b");
    List<Line.Trip> begun = all(0);
    line.change(line.webhook(), line.progress().restarted(0), List.of());
    add("a", "b");
    assertThat(line.next(0)).isEmpty();
    begun.forEach(trip -> line.back(trip, TAKEN, 0));
    assertThat(all(0)).hasSize(2);
    assertThat(line.progress().cursor()).isZero();
  }

  @Test
  void what_is_kept_no_longer_is_lost_and_counted() {
    add("a", "a", "b", "b");
    Line.Trip under = next(0);
    Lanes.Loss loss = line.losing(3, List.of());
    assertThat(loss.count()).isEqualTo(3);
    line.lose(3, loss);
    line.back(under, Outcome.Untold.OVER, 0);
    assertThat(sequences(next(0))).containsExactly(4L);
    assertThat(line.progress().lost()).isEqualTo(3);
    assertThat(line.progress().cursor()).isEqualTo(3);
  }

  @Test
  void it_takes_in_no_more_than_its_window() {
    int window = settings.window();
    assertThat(line.room()).isEqualTo(window);
    List<Heading> headings = new ArrayList<>();
    for (int i = 1; i <= window; i++) {
      headings.add(new Heading(i, EventType.MESSAGE_SENT, "lane " + i % 100));
    }
    line.add(headings, window);
    assertThat(line.room()).isZero();
    for (int i = 0; i < window / 4; i++) {
      assertThat(line.room()).isZero();
      line.back(next(0), TAKEN, 0);
    }
    assertThat(line.room()).isEqualTo(window / 4);
  }

  @Test
  void an_event_of_many_that_has_begun_goes_on_where_it_was_after_a_restart() {
    add("a");
    line.back(next(0), new Outcome.Taken(17), 0);
    Progress kept = line.progress();
    Heading only = new Heading(1, EventType.MESSAGE_SENT, "a");
    Behind behind = Behind.parse(kept.behind().stored());
    assertThat(behind).isEqualTo(kept.behind());
    Line again = new Line(line.webhook(), kept, List.of(only), settings);
    assertThat(again.next(0).orElseThrow().parcel().place()).isEqualTo(17);
  }

  @Test
  void what_this_server_could_not_try_is_no_failure_of_the_receiver() {
    add("a");
    line.back(next(0), Outcome.Untold.PUT_OFF, 0);
    assertThat(line.failures()).isZero();
    assertThat(line.progress().error()).isNull();
    assertThat(line.next(4_999)).isEmpty();
    assertThat(sequences(next(5_000))).containsExactly(1L);
  }

  @Test
  void a_clock_that_is_set_back_makes_nobody_wait_longer() {
    add("a", "b");
    long ahead = Duration.ofDays(1).toMillis();
    for (int i = 0; i < 3; i++) {
      line.back(next(ahead), REFUSED, ahead);
      ahead = line.due();
    }
    long wait = line.due() - ahead;
    line.clockWentBack(ahead - 1_000);
    assertThat(line.due()).isEqualTo(1_000 + wait);
  }

  private Line line(Set<EventType> events) {
    Webhook webhook = new Webhook(1, 1, "app", "wh", "http://127.0.0.1/", events, true, 0);
    return new Line(webhook, Progress.from(0), List.of(), settings);
  }

  private void add(String... lanes) {
    List<Heading> headings = new ArrayList<>();
    for (int i = 0; i < lanes.length; i++) {
      headings.add(new Heading(i + 1, EventType.MESSAGE_SENT, lanes[i]));
    }
    line.add(headings, headings.size() + 1);
  }

  private Line.Trip next(long now) {
    return line.next(now).orElseThrow();
  }

  private List<Line.Trip> all(long now) {
    List<Line.Trip> begun = new ArrayList<>();
    for (Optional<Line.Trip> trip = line.next(now); trip.isPresent(); trip = line.next(now)) {
      begun.add(trip.get());
    }
    return begun;
  }

  private static List<Long> sequences(Line.Trip... trips) {
    return List.of(trips).stream().map(trip -> trip.parcel().sequence()).toList();
  }
}
