package io.tertulia.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.link.Transport;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.protocol.json.Json;
import java.util.ArrayList;
import java.util.List;

/// A socket without a network: the test reads what the client says and speaks for the server.
final class FakeLine implements Transport.Line {
  private final Transport.Listener listener;
  private final Hand hand;
  private final List<ClientFrame> said = new ArrayList<>();
  private int taken;

  /// How many texts the client sent, each of one frame or several.
  int texts;

  boolean closed;
  boolean cancelled;

  FakeLine(Transport.Listener listener, Hand hand) {
    this.listener = listener;
    this.hand = hand;
  }

  @Override
  public void send(String text) {
    texts++;
    frames(text).forEach(said::add);
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  /// The frames in a text.
  static List<ClientFrame> frames(String text) {
    Json json = Json.parse(text);
    List<Json> frames = json instanceof Json.Arr several ? several.items() : List.of(json);
    return frames.stream().map(ClientFrame::read).toList();
  }

  FakeLine open() {
    listener.opened();
    hand.run();
    return this;
  }

  void tell(ServerFrame... frames) {
    for (ServerFrame frame : frames) {
      listener.received(frame.json().toText());
    }
    hand.run();
  }

  void tellText(String text) {
    listener.received(text);
    hand.run();
  }

  void cut() {
    listener.ended("cut by the test");
    hand.run();
  }

  /// The next frame that the client said, which must be of that kind.
  <F extends ClientFrame> F take(Class<F> kind) {
    assertThat(said.size()).as("frames said: %s", said).isGreaterThan(taken);
    ClientFrame next = said.get(taken++);
    assertThat(next).isInstanceOf(kind);
    return kind.cast(next);
  }

  /// The frames not taken yet.
  List<ClientFrame> rest() {
    List<ClientFrame> rest = List.copyOf(said.subList(taken, said.size()));
    taken = said.size();
    return rest;
  }
}
