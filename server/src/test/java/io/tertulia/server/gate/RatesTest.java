package io.tertulia.server.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.server.gate.http.TooFast;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RatesTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong nanos = new AtomicLong(-5 * SECOND);
  private final Counters counters = new Counters();
  private final RateLimits limits = new RateLimits(true, 3, 2, 1, 1, 4, 2, 1, 1);
  private final Rates rates = new Rates(limits, nanos::get, counters);

  @Test
  void so_many_are_taken_at_once_and_then_one_for_each_that_came_back() {
    for (int i = 0; i < 3; i++) {
      rates.take(Rate.REST, "shop");
    }
    assertThat(refused(Rate.REST, "shop")).isEqualTo(1);
    nanos.addAndGet(SECOND / 2);
    rates.take(Rate.REST, "shop");
    refused(Rate.REST, "shop");
    nanos.addAndGet(100 * SECOND);
    for (int i = 0; i < 3; i++) {
      rates.take(Rate.REST, "shop");
    }
    refused(Rate.REST, "shop");
  }

  @Test
  void everybody_has_a_bucket_of_their_own_for_each_rate() {
    rates.take(Rate.BATCH, "shop");
    refused(Rate.BATCH, "shop");
    rates.take(Rate.BATCH, "bank");
    rates.take(Rate.REST, "shop");
  }

  @Test
  void what_is_taken_after_the_seconds_that_were_told_is_taken() {
    for (int i = 0; i < 2; i++) {
      rates.charge(Rate.BATCH, "shop");
    }
    nanos.addAndGet(SECOND / 3);
    long seconds = refused(Rate.BATCH, "shop");
    assertThat(seconds).isEqualTo(2);
    nanos.addAndGet(seconds * SECOND - SECOND / 3 - 1);
    refused(Rate.BATCH, "shop");
    nanos.addAndGet(SECOND / 3 + 1);
    rates.take(Rate.BATCH, "shop");
  }

  @Test
  void what_was_refused_costs_nothing_and_is_counted() {
    rates.take(Rate.BATCH, "shop");
    for (int i = 0; i < 100; i++) {
      refused(Rate.BATCH, "shop");
    }
    nanos.addAndGet(SECOND);
    rates.take(Rate.BATCH, "shop");
    assertThat(counters.text()).contains("tertulia_throttled_total{rate=\"batch\"} 100\n");
  }

  @Test
  void who_is_charged_in_any_case_learns_how_long_to_wait() {
    for (int i = 0; i < 3; i++) {
      assertThat(rates.charge(Rate.COMMANDS, "alice")).isZero();
    }
    assertThat(rates.charge(Rate.COMMANDS, "alice")).isEqualTo(SECOND / 2);
    assertThat(rates.charge(Rate.COMMANDS, "alice")).isEqualTo(SECOND);
    nanos.addAndGet(SECOND);
    assertThat(rates.charge(Rate.COMMANDS, "alice")).isEqualTo(SECOND / 2);
  }

  @Test
  void who_is_not_held_back_goes_as_fast_as_he_can() {
    Rates open = new Rates(limits.enforced(false), nanos::get, counters);
    for (int i = 0; i < 1_000; i++) {
      open.take(Rate.BATCH, "shop");
      assertThat(open.charge(Rate.COMMANDS, "alice")).isZero();
    }
  }

  /// Takes one too many.
  ///
  /// @return the seconds after which the next is told to be taken
  private long refused(Rate rate, Object whose) {
    var seconds = new AtomicLong();
    assertThatThrownBy(() -> rates.take(rate, whose))
        .isInstanceOfSatisfying(
            TooFast.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
              seconds.set(refusal.seconds());
            });
    return seconds.get();
  }
}
