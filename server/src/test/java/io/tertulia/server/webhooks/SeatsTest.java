package io.tertulia.server.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.server.webhooks.OutboxRows.Heading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How many requests are under way, and whose.
class SeatsTest {
  private final WebhookSettings settings = WebhookSettings.DEFAULT;
  private final Seats seats = new Seats(4, Duration.ofSeconds(5));

  @Test
  void who_takes_long_leaves_the_seat_to_others_but_there_is_an_end_to_it() {
    List<Line.Trip> all = new ArrayList<>();
    for (int second = 0; second < 5; second++) {
      long now = second * 1_000L;
      seats.pass(now);
      for (int i = 0; i < 4; i++) {
        assertThat(seats.isFree()).isTrue();
        all.add(trip(0));
        seats.take(all.getLast(), now);
      }
      assertThat(seats.isFree()).isFalse();
      assertThat(seats.due()).isEqualTo(second < 4 ? now + 1_000 : Long.MAX_VALUE);
    }
    seats.pass(10_000);
    assertThat(seats.isFree()).isFalse();
    seats.leave(all.getFirst());
    assertThat(seats.isFree()).isTrue();
    all.stream().skip(1).forEach(seats::leave);
    assertThat(seats.isEmpty()).isTrue();
  }

  @Test
  void those_in_trouble_have_half_of_the_seats_and_half_of_all_places() {
    for (int second = 0; second < 5; second++) {
      long now = second * 1_000L;
      seats.pass(now);
      for (int i = 0; i < 2; i++) {
        assertThat(seats.isFreeForProbe()).isTrue();
        seats.take(trip(1), now);
      }
      assertThat(seats.isFreeForProbe()).isFalse();
      assertThat(seats.isFree()).isTrue();
    }
    seats.pass(10_000);
    assertThat(seats.isFreeForProbe()).isFalse();
    assertThat(seats.isFree()).isTrue();
  }

  @Test
  void a_clock_that_is_set_back_lets_nobody_sit_longer() {
    seats.take(trip(0), 50_000);
    seats.clockWentBack(40_000);
    assertThat(seats.due()).isEqualTo(11_000);
  }

  private Line.Trip trip(int failures) {
    Webhook webhook = new Webhook(1, 1, "app", "wh", "http://127.0.0.1/", null, true, 0);
    Line line = new Line(webhook, Progress.from(0), List.<Heading>of(), settings);
    return new Line.Trip(line, webhook, new Parcel(1, "lane", 0), failures);
  }
}
