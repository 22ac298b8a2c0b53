package io.tertulia.backend;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The way to the server: makes calls, each attempt with a token of its own, and repeats them while
/// that can help. Safe for use by any thread.
///
/// Between two attempts lies a random time between nothing and a limit that doubles from 100
/// milliseconds to 5 seconds, so that those who lost the same server do not come back together; or
/// as long as the server says, if that is longer.
final class Line implements AutoCloseable {
  /// The version of the API that is spoken here, whatever the app has as its own.
  private static final String VERSION = "2024-01-01";

  private static final Duration TOKEN_LIFE = Duration.ofSeconds(30);
  private static final long FIRST_MILLIS = 100;
  private static final long MAX_MILLIS = 5_000;
  private static final int MAX_DOUBLINGS = 6;
  private static final byte[] NOTHING = {'{', '}'};

  private final BackendOptions options;
  private final Tokens tokens;
  private final Surroundings world;
  private final String root;
  private final HttpClient http;
  private volatile boolean isClosed;

  Line(BackendOptions options, Tokens tokens, Surroundings world) {
    this.options = options;
    this.tokens = tokens;
    this.world = world;
    this.root = Target.root(options.baseUri(), options.appId());
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(options.timeout())
            .build();
  }

  /// Makes a call and waits for the answer.
  ///
  /// @throws TalkException when it is not carried out, or nobody knows
  Json make(Call call) {
    Instant end = world.clock().instant().plus(options.retryFor());
    for (int failures = 0; ; failures++) {
      if (isClosed) {
        throw TalkException.of(ErrorCode.SESSION_CLOSED, "the back end was closed");
      }
      switch (attempt(call)) {
        case Outcome.Done(Json answer) -> {
          return answer;
        }
        case Outcome.Failed failed -> {
          Duration pause = pause(failures, failed.pause());
          if (!mayRepeat(call, failed) || world.clock().instant().plus(pause).isAfter(end)) {
            throw failed.why();
          }
          await(pause);
        }
      }
    }
  }

  /// Waits for the calls that are under way, and makes no more.
  @Override
  public void close() {
    isClosed = true;
    http.close();
  }

  private static boolean mayRepeat(Call call, Outcome.Failed failed) {
    return failed.why().retryable() && (call.repeatable() || failed.untouched());
  }

  private Duration pause(int failures, Duration least) {
    long limit = Math.min(MAX_MILLIS, FIRST_MILLIS << Math.min(failures, MAX_DOUBLINGS));
    Duration own = Duration.ofMillis((long) (world.random().nextDouble() * limit));
    return own.compareTo(least) > 0 ? own : least;
  }

  private Outcome attempt(Call call) {
    Duration timeout = call.isLong() ? options.uploadTimeout() : options.timeout();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request(call, timeout), response -> body(call, response.statusCode()));
    try {
      return Answers.read(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      return broken(call, Objects.requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException e) {
      return broken(call, new HttpTimeoutException("no answer within " + timeout));
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      answer.cancel(true);
    }
  }

  private static BodySubscriber<byte[]> body(Call call, int status) {
    Path file = call.into();
    return file == null || status != 200
        ? new BoundedBody()
        : BodySubscribers.mapping(
            BodySubscribers.ofFile(file, CREATE, WRITE, TRUNCATE_EXISTING), written -> NOTHING);
  }

  private HttpRequest request(Call call, Duration timeout) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + call.target()))
            .timeout(timeout)
            .header("Authorization", "Bearer " + tokens.app(soon()))
            .header("TalkJS-REST-Version", VERSION)
            .method(call.method(), call.body().get());
    String type = call.contentType();
    if (type != null) {
      request.header("Content-Type", type);
    }
    return request.build();
  }

  private Instant soon() {
    return world.clock().instant().plus(TOKEN_LIFE);
  }

  /// No answer came.
  private Outcome broken(Call call, Throwable cause) {
    if (!(cause instanceof IOException)) {
      throw new IllegalStateException(call.method() + " " + call.target() + " failed", cause);
    }
    return new Outcome.Failed(
        TalkException.unavailable(options.baseUri() + ": " + cause, cause),
        cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException,
        Duration.ZERO);
  }

  private void await(Duration pause) {
    try {
      world.pause().await(pause);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static TalkException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return TalkException.unavailable("interrupted before the answer came", cause);
  }
}
