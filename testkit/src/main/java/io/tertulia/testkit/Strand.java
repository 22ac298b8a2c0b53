package io.tertulia.testkit;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// One connection through the scissors: two sockets, and a virtual thread for each direction.
final class Strand {
  private static final int BUFFER = 16 << 10;

  private final Scissors scissors;
  private final Socket client;
  private final Socket server;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicInteger flowing = new AtomicInteger(2);

  Strand(Scissors scissors, Socket client, Socket server) {
    this.scissors = scissors;
    this.client = client;
    this.server = server;
  }

  void start() throws IOException {
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    Thread.ofVirtual().name("strand to server").start(() -> flow(client, server));
    Thread.ofVirtual().name("strand to client").start(() -> flow(server, client));
  }

  /// Breaks it, as a cut that counts.
  void cut() {
    if (end()) {
      scissors.wasCut();
    }
  }

  /// Breaks it.
  void reset() {
    end();
  }

  /// Tells the server that nothing more will come.
  void halfClose() {
    try {
      server.shutdownOutput();
    } catch (IOException e) {
      // It is closed already, and that is more than half.
    }
  }

  /// Closes a socket so that the other side sees a reset.
  static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It was closed already.
    }
  }

  private boolean end() {
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    scissors.ended(this);
    reset(client);
    reset(server);
    scissors.valve().wake();
    return true;
  }

  private void flow(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try {
      for (int count = read(from, buffer); count >= 0; count = read(from, buffer)) {
        int allowed = scissors.valve().pass(count, ended::get);
        if (ended.get()) {
          // A cut ended the wait: what was held up does not pass.
          return;
        }
        to.getOutputStream().write(buffer, 0, allowed);
        scissors.passed(allowed);
        if (allowed < count) {
          scissors.cut();
          return;
        }
      }
      to.shutdownOutput();
      if (flowing.decrementAndGet() == 0) {
        end();
      }
    } catch (IOException e) {
      end();
    } catch (InterruptedException e) {
      end();
      Thread.currentThread().interrupt();
    }
  }

  private static int read(Socket from, byte[] buffer) throws IOException {
    return from.getInputStream().read(buffer);
  }
}
