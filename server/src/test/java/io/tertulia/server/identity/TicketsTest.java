package io.tertulia.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What stands in links.
class TicketsTest {
  private Instant now = Instant.EPOCH;
  private final Tickets tickets = new Tickets(() -> now, new Random(1));

  @Test
  void a_ticket_is_good_once() {
    String text = tickets.issue(1).text();
    assertThat(text).matches("[0-9A-Za-z]{40}");
    assertThat(tickets.use(text, 1)).isTrue();
    assertThat(tickets.use(text, 1)).isFalse();
  }

  @Test
  void a_ticket_is_good_for_its_app_alone_and_over_by_being_shown_to_another() {
    String text = tickets.issue(1).text();
    assertThat(tickets.use(text, 2)).isFalse();
    assertThat(tickets.use(text, 1)).isFalse();
  }

  @Test
  void a_ticket_is_over_after_a_while() {
    Tickets.Issued early = tickets.issue(1);
    assertThat(early.end()).isEqualTo(now.plus(Tickets.LIFE));
    now = early.end().minus(Duration.ofMillis(1));
    Tickets.Issued late = tickets.issue(1);
    assertThat(tickets.use(early.text(), 1)).isTrue();
    now = late.end();
    assertThat(tickets.use(late.text(), 1)).isFalse();
  }

  @Test
  void only_the_newest_are_known() {
    String first = tickets.issue(1).text();
    String second = tickets.issue(1).text();
    for (int i = 2; i <= Tickets.MOST; i++) {
      tickets.issue(1);
    }
    assertThat(tickets.use(first, 1)).isFalse();
    assertThat(tickets.use(second, 1)).isTrue();
  }
}
