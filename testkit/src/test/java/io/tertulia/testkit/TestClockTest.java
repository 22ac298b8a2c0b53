package io.tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TestClockTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void time_stands_still_until_it_is_moved() {
    TestClock clock = TestClock.at(NOON);
    assertThat(clock.instant()).isEqualTo(NOON);
    assertThat(clock.advance(Duration.ofMinutes(5))).isEqualTo(NOON.plusSeconds(300));
    clock.jumpTo(NOON.minusSeconds(1));
    assertThat(clock.millis()).isEqualTo(NOON.minusSeconds(1).toEpochMilli());
  }

  @Test
  void it_is_moved_in_all_zones_at_once() {
    TestClock clock = TestClock.at(NOON);
    TestClock there = clock.withZone(ZoneId.of("Europe/Berlin"));
    clock.advance(Duration.ofSeconds(1));
    assertThat(there.instant()).isEqualTo(clock.instant());
    assertThat(there.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
  }

  @Test
  void it_advances_forward_only() {
    TestClock clock = TestClock.at(NOON);
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
