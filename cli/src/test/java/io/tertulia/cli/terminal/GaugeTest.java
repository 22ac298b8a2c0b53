package io.tertulia.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GaugeTest {

  @Test
  void a_bar_fills() {
    assertThat(Gauge.bar(0, 10)).isEqualTo("[" + "-".repeat(30) + "]   0 %");
    assertThat(Gauge.bar(5, 10)).isEqualTo("[" + "#".repeat(15) + "-".repeat(15) + "]  50 %");
    assertThat(Gauge.bar(10, 10)).isEqualTo("[" + "#".repeat(30) + "] 100 %");
    assertThat(Gauge.bar(0, 0)).isEqualTo("[" + "#".repeat(30) + "] 100 %");
  }

  @Test
  void what_is_left_is_told_once_it_can_be_told() {
    assertThat(Gauge.left(0, 1_000, Duration.ofSeconds(9))).isEmpty();
    assertThat(Gauge.left(500, 1_000, Duration.ofSeconds(9))).isEqualTo("  9 s left");
    assertThat(Gauge.left(100, 1_000, Duration.ofSeconds(10))).isEqualTo("  1:30 min left");
  }

  @Test
  void bytes_are_told_as_people_do() {
    assertThat(Gauge.bytes(0)).isEqualTo("0 bytes");
    assertThat(Gauge.bytes(999)).isEqualTo("999 bytes");
    assertThat(Gauge.bytes(1_000)).isEqualTo("1.0 kB");
    assertThat(Gauge.bytes(1_250_000)).isEqualTo("1.3 MB");
    assertThat(Gauge.bytes(999_600)).isEqualTo("1.0 MB");
    assertThat(Gauge.bytes(104_857_600)).isEqualTo("105 MB");
    assertThat(Gauge.bytes(3L << 40)).isEqualTo("3.3 TB");
  }
}
