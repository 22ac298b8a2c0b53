package io.tertulia.server.gate;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// What happened how often, for Prometheus. Safe for use by any thread.
///
/// A name may carry labels: `tertulia_lines_ended_total{reason="SLOW_READER"}`; those that differ
/// in labels only belong together.
public final class Counters {
  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
  private final Map<String, LongSupplier> gauges = new ConcurrentHashMap<>();
  private final Map<String, Histogram> histograms = new ConcurrentHashMap<>();

  /// The counter of that name, to be kept by whoever counts often.
  public LongAdder counter(String name) {
    return counters.computeIfAbsent(name, missing -> new LongAdder());
  }

  /// Counts one.
  public void count(String name) {
    counter(name).increment();
  }

  /// Counts one, with a label.
  public void count(String name, String label, String value) {
    count(name + "{" + label + "=\"" + value + "\"}");
  }

  /// A number that goes up and down, asked for when somebody looks.
  public void gauge(String name, LongSupplier value) {
    gauges.put(name, value);
  }

  /// How long something takes, in seconds; to be kept by whoever counts.
  public Histogram histogram(String name) {
    return histograms.computeIfAbsent(name, missing -> new Histogram());
  }

  /// All of them as Prometheus reads it.
  public String text() {
    Map<String, String> lines = new TreeMap<>();
    counters.forEach((name, value) -> lines.put(name, name + " " + value.sum() + "\n"));
    gauges.forEach((name, value) -> lines.put(name, name + " " + value.getAsLong() + "\n"));
    var text = new StringBuilder();
    String family = "";
    for (Map.Entry<String, String> line : lines.entrySet()) {
      int labels = line.getKey().indexOf('{');
      String name = labels < 0 ? line.getKey() : line.getKey().substring(0, labels);
      if (!name.equals(family)) {
        family = name;
        String type = gauges.containsKey(line.getKey()) ? "gauge" : "counter";
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
      }
      text.append(line.getValue());
    }
    new TreeMap<>(histograms).forEach((name, histogram) -> histogram.write(name, text));
    return text.toString();
  }
}
