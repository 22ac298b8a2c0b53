package io.tertulia.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/// How long things took as time went on.
public final class Course {
  private static final long STEP = 250_000_000;

  private final Map<Long, Histogram> steps = new TreeMap<>();
  private long step = -1;
  private Histogram now = new Histogram(2);

  /// Notes one.
  ///
  /// @param since nanoseconds since the begin
  /// @param micros how long it took
  public void add(long since, long micros) {
    if (since / STEP != step) {
      step = since / STEP;
      now = steps.computeIfAbsent(step, _ -> new Histogram(2));
    }
    now.recordValue(micros);
  }

  /// The picture of it.
  public Chart chart(String title) {
    return new Chart(
        title,
        "seconds",
        "milliseconds",
        false,
        true,
        List.of(curve("p50", 50), curve("p99", 99), curve("max", 100)));
  }

  private Chart.Curve curve(String name, double percentile) {
    List<Chart.Point> points = new ArrayList<>();
    steps.forEach((at, histogram) ->
        points.add(
            new Chart.Point(at * (STEP / 1e9), histogram.getValueAtPercentile(percentile) / 1e3)));
    return new Chart.Curve(name, points);
  }

  /// A picture of how many took how long: the horizontal axis is one out of how many.
  public static Chart percentiles(String title, Histogram micros) {
    List<Chart.Point> points = new ArrayList<>();
    for (double outOf = 1; outOf <= Math.max(10, micros.getTotalCount()); outOf *= 1.25) {
      points.add(new Chart.Point(outOf, micros.getValueAtPercentile(100 - 100 / outOf) / 1e3));
    }
    return new Chart(
        title,
        "one out of",
        "milliseconds, or less",
        true,
        true,
        List.of(new Chart.Curve("latency", points)));
  }
}
