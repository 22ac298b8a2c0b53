package io.tertulia.bench.line;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// What one reader got of the streams that it reads. Used by one thread.
public final class Ledger {
  private final int first;
  private final int[] next;
  private final @Nullable BitSet[] ahead;
  private long twice;
  private long gaps;
  private long strangers;

  /// @param first the first stream that the reader reads
  /// @param count how many streams from there on
  public Ledger(int first, int count) {
    this.first = first;
    this.next = new int[count];
    this.ahead = new BitSet[count];
  }

  /// Takes a message down.
  ///
  /// @param ordered whether it has to be the next one of its stream: what a state tells need not be
  /// @return whether it was not there before
  boolean take(int stream, int sequence, boolean ordered) {
    int at = stream - first;
    if (at < 0 || at >= next.length) {
      strangers++;
      return false;
    }
    if (sequence == next[at]) {
      next[at] = ahead[at] == null ? sequence + 1 : ahead[at].nextClearBit(sequence + 1);
      return true;
    }
    if (sequence < next[at]) {
      twice++;
      return false;
    }
    return takeAhead(at, sequence, ordered);
  }

  private boolean takeAhead(int at, int sequence, boolean ordered) {
    BitSet later = ahead[at];
    if (later == null) {
      later = new BitSet();
      ahead[at] = later;
    }
    if (later.get(sequence)) {
      twice++;
      return false;
    }
    later.set(sequence);
    if (ordered) {
      gaps++;
    }
    return true;
  }

  /// How many messages of a stream came, each counted once.
  public int came(int stream) {
    int at = stream - first;
    BitSet later = ahead[at];
    return next[at]
        + (later == null ? 0 : (int) later.stream().filter(some -> some >= next[at]).count());
  }

  /// Says that a stream goes on with this message, as what came before it was not to be read.
  public void startAt(int stream, int sequence) {
    next[stream - first] = sequence;
    ahead[stream - first] = null;
  }

  /// What is wrong.
  ///
  /// @param sent how many messages of each stream there are, from the first that this reader reads
  public Faults faults(int... sent) {
    long lost = 0;
    for (int at = 0; at < next.length; at++) {
      lost += Math.max(0, sent[at] - came(first + at));
    }
    return new Faults(lost, twice, gaps, strangers);
  }

  /// What is wrong with what came.
  ///
  /// @param lost never came
  /// @param twice came again
  /// @param gaps came before one that is earlier
  /// @param strangers were not for this reader
  public record Faults(long lost, long twice, long gaps, long strangers) {
    public static final Faults NONE = new Faults(0, 0, 0, 0);

    public Faults and(Faults other) {
      return new Faults(
          lost + other.lost, twice + other.twice, gaps + other.gaps, strangers + other.strangers);
    }

    @Override
    public String toString() {
      return lost
          + " lost, "
          + twice
          + " twice, "
          + gaps
          + " before an earlier one, "
          + strangers
          + " for somebody else";
    }
  }
}
