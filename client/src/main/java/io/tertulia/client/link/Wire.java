package io.tertulia.client.link;

import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.protocol.json.Json;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One socket as the link sees it: frames instead of text, on the turn instead of the reader's
/// thread.
///
/// Frames are read on the reader's thread and wait for the turn. When more than [#MAX_WAITING] wait
/// the machine cannot keep up; the socket is given up, and the link comes back with what changed
/// since its positions.
final class Wire implements Transport.Listener {
  static final int MAX_WAITING = 10_000;

  /// So many frames go out in one text, and so many characters of more than one.
  static final int MAX_JOINED = 100;

  static final int MAX_JOINED_CHARACTERS = 16_384;

  private static final Logger LOG = Logger.getLogger(Wire.class.getName());

  /// What a socket tells.
  sealed interface Signal {
    record Opened() implements Signal {}

    record Told(ServerFrame frame) implements Signal {}

    record Ended(String why) implements Signal {}
  }

  /// Hears what sockets tell, on the turn.
  interface Ear {
    void hear(Wire from, Signal signal);
  }

  /// Opens sockets.
  interface Opener {
    Wire open(URI uri);
  }

  private final Turn turn;
  private final Ear ear;
  private final AtomicInteger waiting = new AtomicInteger();

  /// Frames that go out with the next flush, behind an opening bracket. Belongs to the turn.
  private final StringBuilder joined = new StringBuilder();

  private int count;

  /// Set before anything is told to the ear, and read on the turn and on the reader's thread.
  private volatile Transport.@Nullable Line line;

  private Wire(Turn turn, Ear ear) {
    this.turn = turn;
    this.ear = ear;
  }

  static Wire open(Transport transport, URI uri, Turn turn, Ear ear) {
    Wire wire = new Wire(turn, ear);
    wire.line = transport.open(uri, wire);
    return wire;
  }

  /// Sends a frame, at the latest with the next [#flush]; several go out as one text, an array.
  void send(ClientFrame frame) {
    String text = frame.json().toText();
    if (count >= MAX_JOINED || joined.length() + text.length() > MAX_JOINED_CHARACTERS) {
      flush();
    }
    joined.append(count == 0 ? '[' : ',').append(text);
    count++;
  }

  /// Has everything that was sent go out.
  void flush() {
    Transport.Line to = line;
    if (count == 0 || to == null) {
      return;
    }
    to.send(count == 1 ? joined.substring(1) : joined.append(']').toString());
    joined.setLength(0);
    count = 0;
  }

  /// Ends it; what it tells from now on is to be passed over.
  void end(boolean politely) {
    Transport.Line old = line;
    if (old != null) {
      if (politely) {
        flush();
        old.close();
      } else {
        old.cancel();
      }
    }
  }

  @Override
  public void opened() {
    turn.execute(() -> ear.hear(this, new Signal.Opened()));
  }

  @Override
  public void received(String text) {
    Signal signal;
    try {
      signal = new Signal.Told(ServerFrame.read(Json.parse(text)));
    } catch (IllegalArgumentException e) {
      // The message may quote content, so the kind must do.
      signal = new Signal.Ended("a frame could not be read: " + e.getClass().getSimpleName());
    }
    if (waiting.incrementAndGet() > MAX_WAITING) {
      signal = new Signal.Ended("more than " + MAX_WAITING + " frames wait");
    }
    Signal told = signal;
    turn.execute(() -> tell(told));
  }

  @Override
  public void ended(String why) {
    turn.execute(() -> ear.hear(this, new Signal.Ended(why)));
  }

  private void tell(Signal signal) {
    waiting.decrementAndGet();
    try {
      ear.hear(this, signal);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A frame made no sense; the line is given up: {0}", e.getClass());
      ear.hear(this, new Signal.Ended("a frame made no sense"));
    }
  }
}
