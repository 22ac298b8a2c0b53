package io.tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecorderTest {
  @Test
  void values_are_taken_in_the_order_in_which_they_came() {
    var recorder = new Recorder<String>();
    recorder.accept("a");
    recorder.accept(null);
    recorder.accept("b");
    assertThat(recorder.next()).isEqualTo("a");
    assertThat(recorder.next()).isNull();
    assertThat(recorder.next()).isEqualTo("b");
    assertThat(recorder.all()).containsExactly("a", null, "b");
  }

  @Test
  void waiting_for_one_that_fits_begins_with_the_one_taken_last() {
    var recorder = new Recorder<Integer>();
    for (int i = 1; i <= 5; i++) {
      recorder.accept(i);
    }
    assertThat(recorder.next()).isEqualTo(1);
    assertThat(recorder.awaitUntil(value -> value == 1)).isEqualTo(1);
    assertThat(recorder.awaitUntil(value -> value > 2)).isEqualTo(3);
    assertThat(recorder.next()).isEqualTo(4);
  }

  @Test
  void a_value_that_comes_later_is_waited_for() throws InterruptedException {
    var recorder = new Recorder<String>();
    Thread later = Thread.ofVirtual().start(() -> recorder.accept("late"));
    assertThat(recorder.next()).isEqualTo("late");
    later.join();
  }

  @Test
  void a_value_that_does_not_come_fails_and_shows_what_did() {
    var recorder = new Recorder<String>(Duration.ofMillis(10));
    recorder.accept("something else");
    assertThatThrownBy(() -> recorder.awaitUntil("this"::equals))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("something else");
  }
}
