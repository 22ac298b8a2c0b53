package io.tertulia.server.gate;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.gate.http.BodyTooLargeException;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.ReplyBody;
import io.tertulia.server.gate.http.Request;
import io.tertulia.server.gate.http.Router.Match;
import io.tertulia.server.identity.Admission;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Has requests answered, each on a virtual thread of its own, and turns whatever comes of it into
/// a reply.
final class Answers implements AutoCloseable {
  private static final int LAST_WORDS_SECONDS = 1;

  private final Admission admission;
  private final GateLimits limits;
  private final Counters counters;
  private final Incidents incidents;
  private final Histogram callTimes;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger transfers = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("tertulia-request-", 0).factory());

  Answers(Inside inside) {
    this.admission = inside.below().admission();
    this.limits = inside.limits();
    this.counters = inside.counters();
    this.incidents = inside.incidents();
    this.callTimes = counters.histogram("tertulia_call_seconds");
    counters.gauge("tertulia_requests", requests::get);
    counters.gauge("tertulia_transfers", transfers::get);
  }

  /// Answers a request.
  ///
  /// @param to takes the reply, on another thread, which may wait until it has left
  void answer(Exchange exchange, Consumer<Reply> to) {
    boolean streams = exchange.streams();
    AtomicInteger running = streams ? transfers : requests;
    int max = streams ? limits.transfers() : limits.requests();
    if (running.incrementAndGet() > max) {
      running.decrementAndGet();
      counters.count("tertulia_requests_refused_total");
      exchange.body().close();
      to.accept(
          Reply.error(503, "too many requests are being answered (expected: at most " + max + ")"));
      return;
    }
    boolean isCall = !streams && exchange.match().places().containsKey("app");
    long since = System.nanoTime();
    threads.execute(() -> {
      try {
        Reply reply = reply(exchange);
        if (isCall) {
          callTimes.took(System.nanoTime() - since);
        }
        to.accept(reply);
      } finally {
        running.decrementAndGet();
      }
    });
  }

  /// Counts a reply by its kind.
  void counted(int status) {
    counters.count("tertulia_replies_total", "status", Integer.toString(status));
  }

  /// A reply with all its bytes, or, of one that streams, its head.
  static HttpResponse response(Reply reply) {
    var status = HttpResponseStatus.valueOf(reply.status());
    HttpResponse response =
        reply.body() instanceof ReplyBody.Kept
            ? new DefaultHttpResponse(HttpVersion.HTTP_1_1, status)
            : new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                status,
                reply.body() instanceof ReplyBody.Bytes all
                    ? Unpooled.wrappedBuffer(all.bytes())
                    : Unpooled.EMPTY_BUFFER);
    var headers = response.headers();
    reply.headers().forEach(headers::set);
    if (!reply.contentType().isEmpty()) {
      headers.set(HttpHeaderNames.CONTENT_TYPE, reply.contentType());
    }
    if (!status.equals(HttpResponseStatus.NOT_MODIFIED)
        && !status.equals(HttpResponseStatus.NO_CONTENT)) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, Long.toString(reply.body().length()));
    }
    return response;
  }

  /// Tells a client that asked first that its body is welcome.
  static FullHttpResponse goOn() {
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
  }

  /// Waits a moment for the requests that are being answered, then interrupts them.
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
        threads.awaitTermination(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private Reply reply(Exchange exchange) {
    Match match = exchange.match();
    try (Incoming body = exchange.body()) {
      try {
        Reply no = unwelcome(exchange);
        if (no != null) {
          return no;
        }
        Request request = request(exchange, match, body);
        return forMethod(request.method(), match.route().endpoint().answer(request));
      } catch (BodyTooLargeException e) {
        return Reply.error(413, String.valueOf(e.getMessage()));
      } catch (Refusal | IllegalArgumentException e) {
        return incidents.reply(e);
      } catch (IOException | RuntimeException | Error e) {
        IOException broken = body.broken();
        return broken == null
            ? incidents.reply(e)
            : Reply.error(
                broken instanceof ProtocolException ? 400 : 408,
                String.valueOf(broken.getMessage()));
      }
    }
  }

  /// Why the page that asks may not; null when it may, or none asks.
  private @Nullable Reply unwelcome(Exchange exchange) {
    HttpRequest head = exchange.head();
    String app = exchange.match().places().get("app");
    String origin = Origins.foreign(head.headers());
    if (app == null || origin == null || !Origins.isOpen(head.uri())) {
      return null;
    }
    try {
      if (admission.page(app, origin).join()) {
        exchange.welcome(Origins.Welcome.THIS_PAGE);
      }
      return null;
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof Refusal refusal)) {
        throw e;
      }
      if (refusal.code() != ErrorCode.PERMISSION_DENIED) {
        throw refusal;
      }
      exchange.welcome(Origins.Welcome.NOBODY);
      return Reply.error(refusal, 403);
    }
  }

  /// Keeps a file back from whoever only asks about it.
  private static Reply forMethod(String method, Reply reply) throws IOException {
    if (method.equals("HEAD") && reply.body() instanceof ReplyBody.Kept kept) {
      kept.content().close();
      var counted = new ReplyBody.Counted(kept.length());
      return new Reply(reply.status(), reply.contentType(), reply.headers(), counted);
    }
    return reply;
  }

  private static Request request(Exchange exchange, Match match, Incoming body) {
    HttpRequest head = exchange.head();
    Map<String, String> headers = new HashMap<>();
    head.headers()
        .forEach(header ->
            headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
    return new Request(
        Ways.method(head),
        match.places(),
        match.query(),
        headers,
        body,
        match.route().maxBody(),
        exchange.peer());
  }
}
