package io.tertulia.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A way to a server that can be cut, stalled, delayed and closed by halves: a TCP proxy on a free
/// port of 127.0.0.1.
///
/// Connect to [#uri()] instead of the server's own address. What is done here is done to all
/// connections that are open at that moment; [#stall], [#delay] and [#refuse] also to those that
/// come later, until taken back by [#resume], a delay of nothing and [#accept], or all at once by
/// [#heal]. Safe for use by any thread. Each connection costs four virtual threads at most and two
/// buffers of 16 KiB; a slow side slows the other.
///
/// ```java
/// try (Scissors scissors = Scissors.before(server)) {
///   // … connect to scissors.uri() …
///   scissors.cut();
/// }
/// ```
public final class Scissors implements AutoCloseable {
  private static final int BACKLOG = 1_000;

  private final InetSocketAddress server;
  private final ServerSocket listener;
  private final Set<Strand> strands = ConcurrentHashMap.newKeySet();
  private final Valve valve = new Valve();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger cuts = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean refusing;

  private Scissors(InetSocketAddress server) throws IOException {
    this.server = server;
    this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
  }

  /// Opens a way to the server at that address.
  public static Scissors before(URI server) {
    try {
      var scissors = new Scissors(new InetSocketAddress(server.getHost(), server.getPort()));
      Thread.ofVirtual().name("scissors").start(scissors::listen);
      return scissors;
    } catch (IOException e) {
      throw new UncheckedIOException("no port for the scissors", e);
    }
  }

  /// Where to connect to.
  public URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /// Breaks all connections abruptly: both sides see a reset, and what was under way is lost.
  public void cut() {
    strands.forEach(Strand::cut);
  }

  /// Breaks all connections as soon as so many more bytes have passed, in both directions taken
  /// together: most likely in the middle of a frame. Happens once.
  public void cutAfter(long count) {
    valve.cutAfter(count);
  }

  /// Lets each piece of what passes wait so long.
  public void delay(Duration time) {
    valve.delay(time);
  }

  /// Lets nothing pass, while connections stay open, until [#resume].
  public void stall() {
    valve.stall(true);
  }

  /// Lets pass what waited, and all that follows.
  public void resume() {
    valve.stall(false);
  }

  /// Closes the clients' half of all connections: the server reads an end of stream and may still
  /// write.
  public void halfClose() {
    strands.forEach(Strand::halfClose);
  }

  /// Resets new connections as they come; those that are open stay.
  public void refuse() {
    refusing = true;
  }

  /// Lets new connections come again.
  public void accept() {
    refusing = false;
  }

  /// Takes back what was done to connections to come and to bytes that wait: no stall, no delay, no
  /// refusal, no planned cut.
  public void heal() {
    accept();
    valve.open();
  }

  /// How many connections are open.
  public int open() {
    return strands.size();
  }

  /// How many connections were let through so far.
  public int connections() {
    return connections.get();
  }

  /// How many connections were refused so far.
  public int refusals() {
    return refusals.get();
  }

  /// How many connections were cut so far; closing by halves does not count.
  public int cuts() {
    return cuts.get();
  }

  /// How many bytes passed so far, in both directions.
  public long bytes() {
    return bytes.get();
  }

  /// Breaks all connections and gives the port back.
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      heal();
      strands.forEach(Strand::reset);
    }
  }

  Valve valve() {
    return valve;
  }

  void passed(int count) {
    bytes.addAndGet(count);
  }

  void wasCut() {
    cuts.incrementAndGet();
  }

  void ended(Strand strand) {
    strands.remove(strand);
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().name("strand").start(() -> connect(client));
      } catch (IOException e) {
        // Closed, or the client was gone before it was let in.
      }
    }
  }

  private void connect(Socket client) {
    if (refusing) {
      refusals.incrementAndGet();
      Strand.reset(client);
      return;
    }
    var onward = new Socket();
    try {
      onward.connect(server);
      var strand = new Strand(this, client, onward);
      strands.add(strand);
      connections.incrementAndGet();
      strand.start();
      if (listener.isClosed()) {
        strand.reset();
      }
    } catch (IOException e) {
      Strand.reset(client);
      Strand.reset(onward);
    }
  }
}
