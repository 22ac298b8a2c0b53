package io.tertulia.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a server is built of, closed from the top down. For one thread at a time.
final class Floors implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Floors.class);

  private final Deque<AutoCloseable> floors = new ArrayDeque<>();

  /// Puts one on top.
  <T extends AutoCloseable> T push(T floor) {
    floors.push(floor);
    return floor;
  }

  @Override
  public void close() {
    while (!floors.isEmpty()) {
      try {
        floors.pop().close();
      } catch (Exception e) {
        LOG.error("a part of the server could not be closed", e);
      }
    }
  }
}
