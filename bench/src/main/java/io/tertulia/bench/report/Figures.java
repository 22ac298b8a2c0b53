package io.tertulia.bench.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/// What one run of a scenario found, in the order in which it was found.
public final class Figures {
  private final Map<String, Figure> figures = new LinkedHashMap<>();

  /// A number with its unit.
  public record Figure(double value, String unit) {}

  /// Notes a number; one that has no value, as nothing happened, is left out.
  public Figures put(String name, double value, String unit) {
    if (Double.isFinite(value)) {
      figures.put(name, new Figure(value, unit));
    }
    return this;
  }

  /// Notes how long something took.
  ///
  /// @param micros how long each one took, in microseconds
  public Figures put(String name, Histogram micros) {
    if (micros.getTotalCount() > 0) {
      var _ =
          put(name + " p50", micros.getValueAtPercentile(50) / 1e3, "ms")
              .put(name + " p99", micros.getValueAtPercentile(99) / 1e3, "ms")
              .put(name + " max", micros.getMaxValue() / 1e3, "ms");
    }
    return this;
  }

  /// Forgets all but those whose name fits.
  public void keep(Predicate<String> fits) {
    figures.keySet().removeIf(fits.negate());
  }

  public Map<String, Figure> all() {
    return Collections.unmodifiableMap(figures);
  }
}
