package io.tertulia.client.link;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/// WebSockets and requests of OkHttp, which the plain JVM and Android have alike. Costs one thread
/// for each open socket and each request under way.
public final class OkHttpTransport implements Transport {
  private static final int GOOD_BYE = 1000;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /// So long a request may move no byte. A slow line moves some, a dead one none.
  private static final Duration STALL = Duration.ofSeconds(60);

  /// Connections that nothing uses are kept so long, as sockets are.
  private static final Duration KEPT = Duration.ofSeconds(10);

  private static final int MAX_KEPT = 5;

  private final OkHttpClient client;

  private OkHttpTransport(OkHttpClient client) {
    this.client = client;
  }

  /// A transport whose readers run on that pool, whose idle threads must be daemons or end soon.
  public static OkHttpTransport on(ExecutorService pool) {
    Dispatcher dispatcher = new Dispatcher(pool);
    // A socket counts as one running call all its life; the default would be the end at 64
    // sessions.
    dispatcher.setMaxRequests(Integer.MAX_VALUE);
    dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
    return new OkHttpTransport(
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .connectionPool(new ConnectionPool(MAX_KEPT, KEPT.toSeconds(), TimeUnit.SECONDS))
            .connectTimeout(CONNECT_TIMEOUT)
            .readTimeout(CONNECT_TIMEOUT)
            .build());
  }

  /// The same connections and threads, with another time between two pings.
  public OkHttpTransport pinging(Duration interval) {
    return new OkHttpTransport(client.newBuilder().pingInterval(interval).build());
  }

  /// Requests over HTTP, which follow no redirection.
  public Call.Factory calls() {
    return client
        .newBuilder()
        .readTimeout(STALL)
        .writeTimeout(STALL)
        .followRedirects(false)
        .build();
  }

  @Override
  public Line open(URI uri, Listener listener) {
    Request request = new Request.Builder().url(uri.toString()).build();
    return new Socket(client.newWebSocket(request, new Ear(listener)));
  }

  private record Socket(WebSocket socket) implements Line {
    @Override
    public void send(String text) {
      // False when it has ended, or more waits than OkHttp holds, which ends it: the listener hears
      // of both.
      boolean ignored = socket.send(text);
    }

    @Override
    public void close() {
      boolean ignored = socket.close(GOOD_BYE, null);
    }

    @Override
    public void cancel() {
      socket.cancel();
    }
  }

  private static final class Ear extends WebSocketListener {
    private final Listener listener;

    Ear(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void onOpen(WebSocket socket, Response response) {
      listener.opened();
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
      listener.received(text);
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      boolean ignored = socket.close(GOOD_BYE, null);
      listener.ended("closed with " + code);
    }

    @Override
    public void onFailure(
        WebSocket socket, Throwable thrown, @org.jspecify.annotations.Nullable Response response) {
      listener.ended(
          response == null
              ? thrown.toString()
              : "HTTP " + response.code() + " instead of a socket");
    }
  }
}
