package io.tertulia.server.webhooks;

import java.io.IOException;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Brings one event to one webhook. Safe for use by any thread; waits, and no longer than the
/// timeout once the receiver's name is resolved.
///
/// It follows no redirect and uses no proxy, and of an answer it reads the status, and so little of
/// the body as lets the connection be used again.
final class Post implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final int READ_OF_ANSWER = 4 << 10;
  private static final int IDLE_CONNECTIONS = 64;
  private static final int IDLE_SECONDS = 30;

  private final OkHttpClient http;
  private final Signer signer;
  private final InstantSource clock;

  /// @throws IOException when the authorities of the settings cannot be read
  Post(WebhookSettings settings, Signer signer, InstantSource clock) throws IOException {
    this.signer = signer;
    this.clock = clock;
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .socketFactory(new GuardedSockets(new AddressGuard(settings.privateAddresses())))
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .followSslRedirects(false)
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
            .addNetworkInterceptor(chain -> once(chain.proceed(chain.request())))
            .callTimeout(settings.timeout())
            .connectTimeout(settings.timeout())
            .readTimeout(settings.timeout())
            .writeTimeout(settings.timeout());
    if (!settings.ca().toString().isEmpty()) {
      Trust trust = Trust.with(settings.ca());
      builder.sslSocketFactory(trust.sockets(), trust.manager());
    }
    this.http = builder.build();
  }

  /// The URL as it is called, or null when it is none of http or https, names a user or has a
  /// fragment.
  static @Nullable HttpUrl url(String text) {
    HttpUrl url = HttpUrl.parse(text);
    boolean fits =
        url != null
            && url.username().isEmpty()
            && url.password().isEmpty()
            && url.fragment() == null;
    return fits ? url : null;
  }

  /// Brings an event.
  ///
  /// @return null when it was taken, else why not: a status, or the kind of failure
  /// @throws RuntimeException when it could not be signed
  @Nullable String bring(String appId, String url, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String timestamp = Long.toString(clock.millis());
    String signature = Signature.of(message -> signer.hmac(appId, message), timestamp, bytes);
    try {
      Request request =
          new Request.Builder()
              .url(url)
              .header("User-Agent", "Tertulia")
              .header("Accept-Encoding", "identity")
              .header("X-TalkJS-Timestamp", timestamp)
              .header("X-TalkJS-Signature", signature)
              .post(RequestBody.create(bytes, JSON))
              .build();
      try (Response response = http.newCall(request).execute()) {
        if (!response.isSuccessful()) {
          return "status " + response.code();
        }
        leaf(response);
        return null;
      }
    } catch (IOException e) {
      return Trouble.of(e);
    } catch (RuntimeException e) {
      return e.getClass().getSimpleName();
    }
  }

  /// Gives up what is on its way.
  @Override
  public void close() {
    http.dispatcher().cancelAll();
    http.connectionPool().evictAll();
  }

  /// An answer to which the client does not try again by itself, as it would at once where a
  /// receiver says that it is late or busy.
  private static Response once(Response response) {
    return response.newBuilder().header("Retry-After", "1").build();
  }

  /// Reads a short body to its end; a long one, or one that breaks, costs its connection.
  private static void leaf(Response response) {
    try {
      var _ = response.body().source().request(READ_OF_ANSWER + 1L);
    } catch (IOException e) {
      // It was taken all the same.
    }
  }
}
