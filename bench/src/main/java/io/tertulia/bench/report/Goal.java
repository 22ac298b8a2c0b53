package io.tertulia.bench.report;

/// What a figure is to be.
///
/// @param figure its name
/// @param must what it has to reach
/// @param hope what we would like; less than `must` where less is better
public record Goal(String figure, double must, double hope) {
  /// Whether a value reaches it.
  boolean isReachedBy(double value) {
    return lessIsBetter() ? value <= must : value >= must;
  }

  private boolean lessIsBetter() {
    return hope <= must;
  }

  /// Such as `≤ 10`.
  String words(double bound) {
    return (lessIsBetter() ? "≤ " : "≥ ") + Table.number(bound);
  }
}
