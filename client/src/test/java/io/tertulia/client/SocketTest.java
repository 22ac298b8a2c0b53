package io.tertulia.client;

import static io.tertulia.client.mirror.Facts.C;
import static io.tertulia.client.mirror.Facts.event;
import static io.tertulia.client.mirror.Facts.fresh;
import static io.tertulia.client.mirror.Facts.message;
import static io.tertulia.client.mirror.Facts.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.link.Environment;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A session over real sockets and threads.
class SocketTest {
  private final MockWebServer server = new MockWebServer();
  private final BlockingQueue<WebSocket> sockets = new LinkedBlockingQueue<>();
  private final BlockingQueue<ClientFrame> said = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
  private final Registry registry = new Registry(Environment::real);

  private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(20, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  private <F extends ClientFrame> F take(Class<F> kind) throws InterruptedException {
    ClientFrame frame = take(said);
    assertThat(frame).isInstanceOf(kind);
    return kind.cast(frame);
  }

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void expectSocket() {
    server.enqueue(new MockResponse.Builder().webSocketUpgrade(new Ear()).build());
  }

  private TalkSession session() {
    return registry.get(
        TalkSessionOptions.builder("demo", "alice")
            .baseUri(server.url("/").uri())
            .idleTimeout(Duration.ofMillis(200))
            .pingInterval(Duration.ofSeconds(1))
            .build());
  }

  private static void tell(WebSocket socket, ServerFrame frame) {
    assertThat(socket.send(frame.json().toText())).isTrue();
  }

  @Test
  void a_session_connects_shows_comes_back_after_a_cut_and_closes_when_idle() throws Exception {
    expectSocket();
    expectSocket();
    BlockingQueue<List<MessageSnapshot>> told = new LinkedBlockingQueue<>();
    BlockingQueue<String> threads = new LinkedBlockingQueue<>();
    MessageSubscription messages =
        session()
            .conversation(C)
            .subscribeMessages((list, all) -> {
              threads.add(Thread.currentThread().getName());
              told.add(list);
            });
    WebSocket first = take(sockets);
    assertThat(server.takeRequest().getUrl().encodedPath()).isEqualTo("/v1/demo/realtime");
    take(ClientFrame.Hello.class);
    tell(first, new ServerFrame.Welcome(System.currentTimeMillis(), null));
    var follow = take(ClientFrame.FollowConversation.class);
    tell(first, state(follow.id(), fresh(C, 100, 1, 3, Bound.EVERYTHING)));
    assertThat(take(told)).hasSize(3);
    assertThat(take(threads)).startsWith("tertulia-");
    take(ClientFrame.FollowUsers.class);
    first.close(1001, null);

    WebSocket second = take(sockets);
    take(ClientFrame.Hello.class);
    tell(second, new ServerFrame.Welcome(System.currentTimeMillis(), null));
    assertThat(take(ClientFrame.FollowConversation.class).have()).isNotNull();
    tell(second, event(101, message(4, 101, "bob")));
    assertThat(take(told)).hasSize(4);
    messages.unsubscribe();
    assertThat(take(closed)).isEqualTo(1000);
  }

  @Test
  void a_callback_may_wait_for_a_request() throws Exception {
    expectSocket();
    BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    TalkSession session = session();
    session
        .conversation(C)
        .subscribeMessages((list, all) -> told.add(session.user("nobody").get().join()));
    WebSocket socket = take(sockets);
    take(ClientFrame.Hello.class);
    tell(socket, new ServerFrame.Welcome(System.currentTimeMillis(), null));
    var follow = take(ClientFrame.FollowConversation.class);
    tell(socket, state(follow.id(), fresh(C, 100, 1, 3, Bound.EVERYTHING)));
    take(ClientFrame.FollowUsers.class);
    tell(socket, new ServerFrame.Answer(take(ClientFrame.Ask.class).id(), List.of(), null));
    assertThat(take(told)).isEqualTo(java.util.Optional.empty());
    session.close();
    assertThat(take(closed)).isEqualTo(1000);
  }

  @Test
  void a_server_that_does_not_speak_websocket_is_tried_again() throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).build());
    expectSocket();
    var answer = session().user("bob").get();
    WebSocket socket = take(sockets);
    take(ClientFrame.Hello.class);
    tell(socket, new ServerFrame.Welcome(System.currentTimeMillis(), null));
    tell(socket, new ServerFrame.Answer(take(ClientFrame.Ask.class).id(), List.of(), null));
    assertThat(answer.get(20, TimeUnit.SECONDS)).isEmpty();
  }

  private final class Ear extends WebSocketListener {
    @Override
    public void onOpen(WebSocket socket, Response response) {
      sockets.add(socket);
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
      said.addAll(FakeLine.frames(text));
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      closed.add(code);
      socket.close(1000, null);
    }
  }
}
