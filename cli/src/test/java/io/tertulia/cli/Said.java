package io.tertulia.cli;

import static org.assertj.core.api.Assertions.fail;

import java.io.Writer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A recorder of printed lines: waiting is taking the next one.
final class Said extends Writer {
  private static final long PATIENCE_SECONDS = 20;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final StringBuilder all = new StringBuilder();
  private final StringBuilder line = new StringBuilder();

  @Override
  public void write(char[] text, int from, int length) {
    synchronized (all) {
      all.append(text, from, length);
      for (int i = from; i < from + length; i++) {
        if (text[i] == '\n') {
          lines.add(line.toString());
          line.setLength(0);
        } else {
          line.append(text[i]);
        }
      }
    }
  }

  /// Takes lines until one ends like that.
  String take(String end) throws InterruptedException {
    for (; ; ) {
      String next = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        return fail("nothing ends with \"%s\" in:%n%s", end, text());
      }
      if (next.endsWith(end)) {
        return next;
      }
    }
  }

  String text() {
    synchronized (all) {
      return all.toString();
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
