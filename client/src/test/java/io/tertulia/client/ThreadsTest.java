package io.tertulia.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.link.Environment;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.file.UploadHeaders;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.Test;

/// What sessions cost in threads: `docs/concurrency.md`.
class ThreadsTest {
  private static final int SESSIONS = 20;
  private final String ours = "threads-test-" + Integer.toHexString(hashCode());
  private final Registry registry = new Registry(() -> Environment.real(ours));

  @Test
  void sessions_without_anything_to_do_cost_no_thread_and_connected_ones_one_each()
      throws Exception {
    List<TalkSession> sessions = new ArrayList<>();
    try (MockWebServer server = new MockWebServer()) {
      for (int i = 0; i < SESSIONS; i++) {
        server.enqueue(new MockResponse.Builder().webSocketUpgrade(new Host()).build());
      }
      server.start();
      for (int i = 0; i < SESSIONS; i++) {
        sessions.add(session(server, "user-" + i));
        sessions.get(i).user("bob");
        sessions.get(i).conversation("kitchen").message("first");
      }
      assertThat(ours()).isEmpty();

      CountDownLatch connected = new CountDownLatch(SESSIONS);
      List<UserSubscription> subscriptions = new ArrayList<>();
      for (TalkSession session : sessions) {
        subscriptions.add(session.user("bob").subscribe(bob -> connected.countDown()));
      }
      assertThat(connected.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(ours().size()).isLessThanOrEqualTo(3 * SESSIONS + 1);
      // Those that have served rest a moment and go; what remains is one reader a socket.
      leaveUntil(SESSIONS + 1);

      subscriptions.forEach(UserSubscription::unsubscribe);
      leaveUntil(0);
    }
    assertThat(sessions).hasSize(SESSIONS);
  }

  @Test
  void uploads_cost_three_threads_at_most_besides_the_turns_and_none_when_they_are_over()
      throws Exception {
    CountDownLatch reading = new CountDownLatch(3);
    CountDownLatch go = new CountDownLatch(1);
    try (MockWebServer server = new MockWebServer()) {
      server.setDispatcher(new Taker());
      server.start();
      TalkSession session = session(server, "uploader");
      List<CompletableFuture<FileToken>> uploads = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        UploadSource slow =
            UploadSource.of(
                () -> {
                  reading.countDown();
                  awaitQuietly(go);
                  return new ByteArrayInputStream(new byte[1]);
                },
                1);
        uploads.add(session.uploadFile(slow, new FileMetadata("a.bin")));
      }
      assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
      leaveUntil(0);
      assertThat(calling(server)).hasSize(3);
      go.countDown();
      uploads.forEach(CompletableFuture::join);
      leaveUntil(0);
    }
  }

  /// Threads whose request is under way; OkHttp gives them another name meanwhile.
  private static List<Thread> calling(MockWebServer server) {
    String name = "OkHttp " + server.url("/").toString();
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(name))
        .toList();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Takes every upload.
  private static final class Taker extends Dispatcher {
    @Override
    public MockResponse dispatch(RecordedRequest request) {
      return "POST".equals(request.getMethod())
          ? new MockResponse.Builder().code(201).addHeader("Location", "/u1").build()
          : new MockResponse.Builder().code(204).addHeader(UploadHeaders.TOKEN, "ft_1").build();
    }
  }

  /// Waits for the end of threads, until so many are left.
  private void leaveUntil(int left) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    for (List<Thread> now = ours(); now.size() > left; now = ours()) {
      assertThat(System.nanoTime()).as("threads left: %s", now).isLessThan(deadline);
      for (Thread thread : now) {
        thread.join(50);
      }
    }
  }

  private List<Thread> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(ours))
        .toList();
  }

  private TalkSession session(MockWebServer server, String user) {
    return registry.get(
        TalkSessionOptions.builder("demo", user)
            .baseUri(server.url("/").uri())
            .idleTimeout(Duration.ofMillis(100))
            .build());
  }

  /// Welcomes everybody, and knows nobody.
  private static final class Host extends WebSocketListener {
    @Override
    public void onMessage(WebSocket socket, String text) {
      for (ClientFrame frame : FakeLine.frames(text)) {
        switch (frame) {
          case ClientFrame.Hello hello ->
              tell(socket, new ServerFrame.Welcome(System.currentTimeMillis(), null));
          case ClientFrame.FollowUsers follow ->
              tell(socket, new ServerFrame.Users(follow.id(), List.of()));
          default -> {}
        }
      }
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      socket.close(1000, null);
    }

    private static void tell(WebSocket socket, ServerFrame frame) {
      assertThat(socket.send(frame.json().toText())).isTrue();
    }
  }
}
