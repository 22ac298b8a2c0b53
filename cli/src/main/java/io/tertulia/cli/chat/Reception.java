package io.tertulia.cli.chat;

import io.tertulia.client.ConnectionState;
import io.tertulia.client.TalkSession;
import io.tertulia.client.TalkSubscription;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Tells when the line to the server is lost, and when it is there again. Hears it from the
/// session; any thread may wait and close.
final class Reception implements AutoCloseable {
  /// So long nobody may be there at first: a server that has just been started needs a moment.
  private static final Duration START = Duration.ofMillis(1_500);

  private final Runnable lost;
  private final Runnable found;
  private final CountDownLatch connected = new CountDownLatch(1);
  private final TalkSubscription states;
  private volatile boolean nobody;
  private boolean silent;
  private boolean begun;

  private Reception(TalkSession session, Runnable lost, Runnable found) {
    this.lost = lost;
    this.found = found;
    this.states = session.onConnection(this::hear);
  }

  /// @param lost runs when a line that was there broke
  /// @param found runs when there is one after that
  static Reception of(TalkSession session, Runnable lost, Runnable found) {
    return new Reception(session, lost, found);
  }

  /// Waits for the first line, for a moment.
  ///
  /// @throws TimeoutException when none was to be had, as nobody is there; one that is only slow is
  ///   waited for elsewhere
  void awaitSomebody() throws InterruptedException, TimeoutException {
    if (!connected.await(START.toMillis(), TimeUnit.MILLISECONDS) && nobody) {
      throw new TimeoutException("no line");
    }
  }

  @Override
  public void close() {
    states.close();
  }

  /// One call after the other.
  private void hear(ConnectionState state) {
    switch (state) {
      case ConnectionState.Connected now -> {
        nobody = false;
        connected.countDown();
        if (silent) {
          silent = false;
          found.run();
        }
      }
      case ConnectionState.Waiting now -> {
        nobody = true;
        if (!silent && connected.getCount() == 0) {
          silent = true;
          lost.run();
        }
      }
      case ConnectionState.Connecting now -> begun = true;
      case ConnectionState.Idle now -> {
        if (begun) {
          connected.countDown(); // The session is over, and says why elsewhere.
        }
      }
    }
  }
}
