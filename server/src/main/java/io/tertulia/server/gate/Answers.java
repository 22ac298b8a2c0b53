package io.tertulia.server.gate;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.Request;
import io.tertulia.server.gate.http.Router;
import io.tertulia.server.gate.http.Router.Match;
import io.tertulia.server.gate.http.Target;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Has requests answered, each on a virtual thread of its own, and turns whatever comes of it into
/// a reply.
final class Answers implements AutoCloseable {
  private final Router router;
  private final int max;
  private final Counters counters;
  private final Incidents incidents;
  private final AtomicInteger running = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("tertulia-request-", 0).factory());

  Answers(Router router, Inside inside) {
    this.router = router;
    this.max = inside.limits().requests();
    this.counters = inside.counters();
    this.incidents = inside.incidents();
    counters.gauge("tertulia_requests", running::get);
  }

  @Nullable Match find(String method, Target target) {
    return router.find(method.equals("HEAD") ? "GET" : method.toUpperCase(Locale.ROOT), target);
  }

  /// Why a request cannot be taken as it is; null when it can.
  @Nullable Reply refuse(HttpRequest request) {
    if (request.decoderResult().isSuccess()) {
      return null;
    }
    return switch (request.decoderResult().cause()) {
      case TooLongHttpLineException e -> Reply.error(414, "the request's first line is too long");
      case TooLongHttpHeaderException e -> Reply.error(431, "the request's headers are too large");
      case null, default -> Reply.error(400, "not HTTP as in RFC 9112");
    };
  }

  /// Answers a request; the reply comes on another thread.
  void answer(Match match, Request request, Consumer<Reply> to) {
    if (running.incrementAndGet() > max) {
      running.decrementAndGet();
      counters.count("tertulia_requests_refused_total");
      to.accept(
          Reply.error(503, "too many requests are being answered (expected: at most " + max + ")"));
      return;
    }
    threads.execute(() -> {
      try {
        to.accept(reply(match, request));
      } finally {
        running.decrementAndGet();
      }
    });
  }

  /// Counts a reply by its kind.
  void counted(Reply reply) {
    counters.count("tertulia_replies_total", "status", Integer.toString(reply.status()));
  }

  static Reply tooLarge(int max) {
    return Reply.error(413, "body: too large (expected: at most " + max + " bytes)");
  }

  /// Tells a client that asked first that its body is welcome.
  static FullHttpResponse goOn() {
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
  }

  static Request request(HttpRequest head, Match match, byte[] body) {
    Map<String, String> headers = new HashMap<>();
    head.headers()
        .forEach(header ->
            headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
    return new Request(head.method().name(), match.places(), match.query(), headers, body);
  }

  static FullHttpResponse response(Reply reply, boolean close, boolean withBody) {
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(reply.status()),
            withBody ? Unpooled.wrappedBuffer(reply.body()) : Unpooled.EMPTY_BUFFER);
    var headers = response.headers();
    headers.set(HttpHeaderNames.CONTENT_TYPE, reply.contentType());
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, reply.body().length);
    reply.headers().forEach(headers::set);
    if (close) {
      headers.set(HttpHeaderNames.CONNECTION, "close");
    }
    return response;
  }

  /// Waits for the requests that are being answered.
  @Override
  public void close() {
    threads.close();
  }

  private Reply reply(Match match, Request request) {
    try {
      return match.route().endpoint().answer(request);
    } catch (Refusal refusal) {
      return Reply.error(refusal);
    } catch (IllegalArgumentException e) {
      return Reply.error(400, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      return Reply.error(incidents.refusal(e));
    }
  }
}
