package io.tertulia.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.link.Environment;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/// A session of Alice with sockets, time and threads moved by hand.
final class Stage {
  final Hand hand = new Hand();
  final List<FakeLine> lines = new ArrayList<>();
  final List<URI> uris = new ArrayList<>();
  final FakeWeb web = new FakeWeb(hand);
  final Registry registry = new Registry(this::environment);

  Environment environment() {
    return new Environment(
        hand,
        hand,
        hand::now,
        new Random(1),
        ping ->
            (uri, listener) -> {
              FakeLine line = new FakeLine(listener, hand);
              lines.add(line);
              uris.add(uri);
              return line;
            },
        web);
  }

  static TalkSessionOptions.Builder options() {
    return TalkSessionOptions.builder("demo", "alice");
  }

  TalkSession session() {
    return registry.get(options().build());
  }

  TalkSession session(UnaryOperator<TalkSessionOptions.Builder> changes) {
    return registry.get(changes.apply(options()).build());
  }

  void run() {
    hand.run();
  }

  void advance(long millis) {
    hand.advance(millis);
  }

  /// The newest socket.
  FakeLine line() {
    assertThat(lines).isNotEmpty();
    return lines.get(lines.size() - 1);
  }

  /// Opens the newest socket and welcomes the client, once it wants one.
  FakeLine welcome() {
    run();
    FakeLine line = line().open();
    line.take(ClientFrame.Hello.class);
    line.tell(new ServerFrame.Welcome(hand.now(), null));
    return line;
  }

  /// Cuts the newest socket and waits until there is another.
  void cut() {
    int before = lines.size();
    line().cut();
    advance(20_000);
    assertThat(lines).hasSize(before + 1);
  }
}
