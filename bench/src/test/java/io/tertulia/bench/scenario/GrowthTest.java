package io.tertulia.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tertulia.bench.report.Chart;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How fast something grows.
class GrowthTest {
  @Test
  void what_costs_the_same_has_the_exponent_0() {
    assertThat(exponent(_ -> 7)).isCloseTo(0, within(1e-9));
  }

  @Test
  void what_costs_twice_as_much_for_twice_as_many_has_the_exponent_1() {
    assertThat(exponent(x -> 3 * x)).isCloseTo(1, within(1e-9));
  }

  @Test
  void what_grows_with_the_square_root_has_the_exponent_of_a_half() {
    assertThat(exponent(Math::sqrt)).isCloseTo(0.5, within(1e-9));
  }

  private static double exponent(DoubleUnaryOperator cost) {
    return Growth.exponent(
        IntStream.of(10, 100, 1_000)
            .mapToObj(x -> new Chart.Point(x, cost.applyAsDouble(x)))
            .toList());
  }
}
