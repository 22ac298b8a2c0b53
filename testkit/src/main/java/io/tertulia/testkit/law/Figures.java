package io.tertulia.testkit.law;

import java.util.concurrent.atomic.LongAdder;

/// How much was tried, over all trials: whoever reads that the law held wants to know how hard it
/// was.
final class Figures {
  private final LongAdder messages = new LongAdder();
  private final LongAdder cuts = new LongAdder();
  private final LongAdder comparisons = new LongAdder();

  /// So many messages were acknowledged.
  void messages(long count) {
    messages.add(count);
  }

  /// So many connections were cut.
  void cuts(long count) {
    cuts.add(count);
  }

  /// So many subscriptions were compared with fresh ones.
  void comparisons(long count) {
    comparisons.add(count);
  }

  @Override
  public String toString() {
    return messages.sum()
        + " messages, "
        + cuts.sum()
        + " cuts, "
        + comparisons.sum()
        + " subscriptions compared";
  }
}
