package io.tertulia.bench.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.bench.line.Ledger.Faults;
import org.junit.jupiter.api.Test;

/// What a reader finds wrong.
class LedgerTest {
  private static final int STREAM = 7;

  @Test
  void all_in_order_is_nothing_wrong() {
    assertThat(faults(3, 0, 1, 2)).isEqualTo(Faults.NONE);
  }

  @Test
  void one_that_never_came_is_lost_and_leaves_a_gap() {
    assertThat(faults(3, 0, 2)).isEqualTo(new Faults(1, 0, 1, 0));
  }

  @Test
  void the_last_one_that_never_came_is_lost() {
    assertThat(faults(3, 0, 1)).isEqualTo(new Faults(1, 0, 0, 0));
  }

  @Test
  void one_that_came_again_is_there_twice() {
    assertThat(faults(3, 0, 1, 1, 2)).isEqualTo(new Faults(0, 1, 0, 0));
  }

  @Test
  void one_that_came_again_ahead_of_its_turn_is_there_twice() {
    assertThat(faults(3, 0, 2, 2, 1)).isEqualTo(new Faults(0, 1, 1, 0));
  }

  @Test
  void two_that_changed_places_are_not_lost_but_out_of_order() {
    assertThat(faults(4, 0, 2, 1, 3)).isEqualTo(new Faults(0, 0, 1, 0));
  }

  @Test
  void what_a_state_tells_may_come_in_any_order() {
    Ledger ledger = new Ledger(STREAM, 1);
    for (int sequence : new int[] {4, 3, 2, 1, 0}) {
      assertThat(ledger.take(STREAM, sequence, false)).isTrue();
    }
    assertThat(ledger.take(STREAM, 5, true)).isTrue();
    assertThat(ledger.faults(6)).isEqualTo(Faults.NONE);
  }

  @Test
  void what_is_told_by_a_state_and_an_event_is_there_twice() {
    Ledger ledger = new Ledger(STREAM, 1);
    ledger.take(STREAM, 1, false);
    ledger.take(STREAM, 0, false);
    assertThat(ledger.take(STREAM, 1, true)).isFalse();
    assertThat(ledger.faults(2)).isEqualTo(new Faults(0, 1, 0, 0));
  }

  @Test
  void a_stream_of_another_conversation_is_for_somebody_else() {
    Ledger ledger = new Ledger(STREAM, 2);
    assertThat(ledger.take(STREAM + 2, 0, true)).isFalse();
    assertThat(ledger.take(STREAM - 1, 0, true)).isFalse();
    assertThat(ledger.faults(0, 0)).isEqualTo(new Faults(0, 0, 0, 2));
  }

  private static Faults faults(int sent, int... came) {
    Ledger ledger = new Ledger(STREAM, 1);
    for (int sequence : came) {
      ledger.take(STREAM, sequence, true);
    }
    return ledger.faults(sent);
  }
}
