package io.tertulia.server.gate.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

/// A client that holds everything that it sends and hears against the description of the API.
public final class DescribedClient extends HttpClient {
  private static final HttpClient WIRE = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
  private static final HttpClient SHARED =
      new DescribedClient(WIRE, exchange -> Described.here().mustBe(exchange));
  private static final HttpClient OF_ANSWERS =
      new DescribedClient(WIRE, exchange -> Described.here().answerMustBe(exchange));

  private final HttpClient wire;
  private final Consumer<Exchange> heard;

  private DescribedClient(HttpClient wire, Consumer<Exchange> heard) {
    this.wire = wire;
    this.heard = heard;
  }

  /// One for all tests.
  public static HttpClient shared() {
    return SHARED;
  }

  /// One that may send what nobody described.
  static HttpClient ofAnswers() {
    return OF_ANSWERS;
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = wire.send(request, BodyHandlers.ofByteArray());
    heard.accept(exchange(request, answer));
    return new Read<>(answer, body(answer, handler));
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    return wire.sendAsync(request, BodyHandlers.ofByteArray())
        .thenApply(answer -> {
          heard.accept(exchange(request, answer));
          return new Read<>(answer, body(answer, handler));
        });
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request,
      HttpResponse.BodyHandler<T> handler,
      HttpResponse.PushPromiseHandler<T> pushes) {
    return sendAsync(request, handler);
  }

  private static Exchange exchange(HttpRequest request, HttpResponse<byte[]> answer) {
    URI uri = request.uri();
    Map<String, String> headers = new HashMap<>();
    answer.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
    return new Exchange(
        Exchange.method(
            request.method(), request.headers().firstValue("X-HTTP-Method-Override").orElse(null)),
        uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()),
        Exchange.mediaType(request.headers().firstValue("Content-Type").orElse("")),
        request.bodyPublisher().map(DescribedClient::text).orElse(""),
        answer.statusCode(),
        headers,
        new String(answer.body(), UTF_8));
  }

  /// What a publisher sends; publishers of bytes and texts do so again and again.
  private static String text(HttpRequest.BodyPublisher publisher) {
    if (publisher.contentLength() == 0) {
      return "";
    }
    var bytes = new ByteArrayOutputStream();
    publisher.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(ByteBuffer piece) {
            byte[] copy = new byte[piece.remaining()];
            piece.duplicate().get(copy);
            bytes.writeBytes(copy);
          }

          @Override
          public void onError(Throwable failure) {
            throw new AssertionError(failure);
          }

          @Override
          public void onComplete() {
            // All is there.
          }
        });
    return bytes.toString(UTF_8);
  }

  private static <T> T body(HttpResponse<byte[]> answer, HttpResponse.BodyHandler<T> handler) {
    BodySubscriber<T> subscriber = handler.apply(new Head(answer));
    subscriber.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long count) {
            // All comes at once.
          }

          @Override
          public void cancel() {
            // Nothing is held.
          }
        });
    subscriber.onNext(List.of(ByteBuffer.wrap(answer.body())));
    subscriber.onComplete();
    return subscriber.getBody().toCompletableFuture().join();
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return wire.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return wire.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return wire.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return wire.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return wire.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return wire.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return wire.authenticator();
  }

  @Override
  public Version version() {
    return wire.version();
  }

  @Override
  public Optional<Executor> executor() {
    return wire.executor();
  }

  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    return wire.newWebSocketBuilder();
  }

  @Override
  public void close() {
    // Shared by all.
  }

  private record Head(HttpResponse<byte[]> answer) implements ResponseInfo {
    @Override
    public int statusCode() {
      return answer.statusCode();
    }

    @Override
    public HttpHeaders headers() {
      return answer.headers();
    }

    @Override
    public Version version() {
      return answer.version();
    }
  }

  private record Read<T>(HttpResponse<byte[]> answer, T body) implements HttpResponse<T> {
    @Override
    public int statusCode() {
      return answer.statusCode();
    }

    @Override
    public HttpRequest request() {
      return answer.request();
    }

    @Override
    public Optional<HttpResponse<T>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
      return answer.headers();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return answer.sslSession();
    }

    @Override
    public URI uri() {
      return answer.uri();
    }

    @Override
    public Version version() {
      return answer.version();
    }
  }
}
