package io.tertulia.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountersTest {
  private final Counters counters = new Counters();

  @Test
  void a_histogram_counts_in_each_bucket_what_is_in_those_before_it() {
    Histogram times = counters.histogram("some_seconds");
    times.took(500_000);
    times.took(500_001);
    times.took(2_000_000, 3);
    times.took(60_000_000_000L);
    assertThat(counters.text())
        .startsWith("# TYPE some_seconds histogram\n")
        .contains("some_seconds_bucket{le=\"0.0005\"} 1\n")
        .contains("some_seconds_bucket{le=\"0.001\"} 2\n")
        .contains("some_seconds_bucket{le=\"0.0025\"} 5\n")
        .contains("some_seconds_bucket{le=\"10\"} 5\n")
        .contains("some_seconds_bucket{le=\"+Inf\"} 6\n")
        .contains("some_seconds_sum 60.007000001\n")
        .endsWith("some_seconds_count 6\n");
  }

  @Test
  void counters_and_gauges_stand_before_it_each_with_its_kind() {
    counters.histogram("a_seconds").took(1);
    counters.count("b_total", "code", "X");
    counters.gauge("c", () -> 7);
    assertThat(counters.text())
        .startsWith("# TYPE b_total counter\nb_total{code=\"X\"} 1\n# TYPE c gauge\nc 7\n")
        .contains("# TYPE a_seconds histogram\n");
  }
}
