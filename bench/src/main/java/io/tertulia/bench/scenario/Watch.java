package io.tertulia.bench.scenario;

import io.tertulia.bench.line.Ear;
import io.tertulia.bench.line.Line;
import io.tertulia.bench.report.Course;
import org.HdrHistogram.Histogram;

/// Counts what comes while it is on: deliveries to others than who sent, and how long each took
/// from when it should have been sent; and what was acknowledged.
class Watch implements Ear {
  private final Histogram micros = new Histogram(3);
  private final Histogram ackMicros = new Histogram(3);
  private final Course course = new Course();
  private boolean on;
  private long deliveries;
  private long acks;
  private long since;
  private long last;
  private long longestGap;

  final void start() {
    on = true;
    since = System.nanoTime();
    last = since;
  }

  final void stop() {
    on = false;
    longestGap = Math.max(longestGap, System.nanoTime() - last);
  }

  @Override
  public void message(Line line, int stream, long intended, long now) {
    if (on && !line.sends(stream)) {
      deliveries++;
      long took = Math.max(0, now - intended) / 1_000;
      micros.recordValue(took);
      course.add(now - since, took);
      longestGap = Math.max(longestGap, now - last);
      last = now;
    }
  }

  /// Notes that a send was acknowledged.
  final void acknowledged(long intended) {
    if (on) {
      acks++;
      ackMicros.recordValue((System.nanoTime() - intended) / 1_000);
    }
  }

  /// Whether there is something to divide by.
  final boolean hasCounted() {
    return deliveries > 0 && acks > 0;
  }

  final long deliveries() {
    return deliveries;
  }

  final long acks() {
    return acks;
  }

  /// The longest time in which nothing was delivered to anybody, in milliseconds.
  final double longestGap() {
    return longestGap / 1e6;
  }

  final Histogram micros() {
    return micros;
  }

  final Histogram ackMicros() {
    return ackMicros;
  }

  final Course course() {
    return course;
  }
}
