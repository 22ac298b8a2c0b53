package io.tertulia.server.gate;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.tertulia.server.files.Content;
import io.tertulia.server.gate.http.BodyTooLargeException;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.ReplyBody;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// One HTTP connection on its event loop: requests are answered one after the other, each from the
/// moment when its head is there.
///
/// While a request is answered the socket is read for its body only, and only as fast as its
/// endpoint takes it; what was read behind it waits here.
///
/// ```text
/// HEAD --head--> ANSWERING --reply has left--> HEAD
///   |    \--head of a handshake--> UPGRADING --its end--> a line
/// any --refused, or the last--> LINGERING --client closes, or time is over--> closed
/// ```
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its socket.
final class HttpFront extends ChannelInboundHandlerAdapter implements Connection {
  private enum State {
    HEAD,
    UPGRADING,
    ANSWERING,
    LINGERING
  }

  private final Loop loop;
  private final Inside inside;
  private final Ways ways;
  private final Answers answers;
  private @Nullable ChannelHandlerContext context;
  private State state = State.HEAD;
  private @Nullable HttpRequest head;
  private String lineOf = "";
  private @Nullable Exchange exchange;
  private final Queue<Object> waiting = new ArrayDeque<>(1);
  private boolean resuming;
  private long since = System.nanoTime();
  private boolean ending;
  private boolean leaving;

  HttpFront(Loop loop, Inside inside, Ways ways, Answers answers) {
    this.loop = loop;
    this.inside = inside;
    this.ways = ways;
    this.answers = answers;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    loop.add(this);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {
    forgetAll();
  }

  /// What was asked for inside of a read counts for that read only: without this, a body that comes
  /// in more than one piece would never be whole.
  @Override
  public void channelReadComplete(ChannelHandlerContext at) {
    if (!at.isRemoved() && isReading()) {
      at.read();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext inactive) {
    forgetAll();
  }

  @Override
  public void channelRead(ChannelHandlerContext at, Object message) {
    if (isHeld() || !waiting.isEmpty()) {
      waiting.add(message);
    } else {
      take(at, message);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext at, Throwable cause) {
    if (!(cause instanceof IOException)) {
      inside.incidents().refusal(cause);
    }
    at.close();
  }

  @Override
  public void look(long now) {
    GateLimits limits = inside.limits();
    if (exchange != null && exchange.streams() && context != null) {
      if (exchange.isStalled(now, context.channel(), limits) && !exchange.complain(limits)) {
        cut();
      }
      return;
    }
    var limit = state == State.LINGERING ? limits.farewell() : limits.requestTime();
    if (now - since > limit.toNanos()) {
      cut();
    }
  }

  @Override
  public void leave() {
    leaving = true;
    if (state == State.HEAD) {
      cut();
    }
  }

  @Override
  public void cut() {
    if (context != null) {
      context.close();
    }
  }

  private void take(ChannelHandlerContext at, Object message) {
    try {
      if (message instanceof HttpRequest request && state == State.HEAD) {
        begin(at, request);
      }
      if (message instanceof HttpContent content) {
        collect(at, content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(ChannelHandlerContext at, HttpRequest request) {
    since = System.nanoTime();
    head = request;
    switch (ways.of(request)) {
      case Way.Nowhere no -> {
        state = State.ANSWERING;
        write(at, Answers.response(no.reply()), no.isLast());
      }
      case Way.ToLine line -> {
        state = State.UPGRADING;
        lineOf = line.appId();
      }
      case Way.ToEndpoint to -> {
        state = State.ANSWERING;
        boolean welcomed = !HttpUtil.is100ContinueExpected(request);
        var body =
            new Incoming(
                Ways.announced(request),
                welcomed,
                () -> loop.later(() -> at.writeAndFlush(Answers.goOn())),
                () -> loop.later(() -> read(at)));
        var begun = new Exchange(request, to.match(), body, at.channel().remoteAddress());
        exchange = begun;
        answers.answer(begun, reply -> send(at, begun, reply));
      }
    }
  }

  private void collect(ChannelHandlerContext at, HttpContent content) {
    if (state == State.UPGRADING) {
      upgrade(at, content);
    } else if (exchange != null) {
      exchange.take(content);
      read(at);
    }
  }

  private void upgrade(ChannelHandlerContext at, HttpContent content) {
    HttpRequest request = head;
    if (content.content().isReadable() || request == null) {
      state = State.ANSWERING;
      write(at, Answers.response(Reply.error(413, BodyTooLargeException.text(0))), true);
    } else if (content instanceof LastHttpContent) {
      Upgrade.upgrade(at, request.headers(), loop, inside, lineOf);
    }
  }

  /// Sends a reply. By the thread of the request, which waits for one that streams.
  private void send(ChannelHandlerContext at, Exchange answered, Reply reply) {
    HttpResponse response = Answers.response(reply);
    loop.later(() -> write(at, response, !answered.isFollowed()));
    if (reply.body() instanceof ReplyBody.Kept kept) {
      try (Content content = kept.content()) {
        LongAdder sent = inside.counters().counter("tertulia_download_bytes_total");
        new Outflow(at.channel(), ((LongConsumer) answered::left).andThen(sent::add)).send(content);
        at.channel()
            .writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
            .addListener(done -> finish(at, done));
      } catch (IOException | RuntimeException e) {
        if (at.channel().isActive()) {
          inside.incidents().refusal(e);
        }
        // A client that is still there sees that less came than it was told.
        at.close();
      }
    }
  }

  private void write(ChannelHandlerContext at, HttpResponse response, boolean last) {
    ending = last || leaving;
    if (ending) {
      response.headers().set(HttpHeaderNames.CONNECTION, "close");
    }
    if (head != null) {
      Origins.tell(
          head,
          response.headers(),
          exchange == null ? Origins.Welcome.ANYBODY : exchange.welcome());
    }
    answers.counted(response.status().code());
    since = System.nanoTime();
    if (response instanceof FullHttpResponse) {
      at.writeAndFlush(response).addListener(done -> finish(at, done));
    } else {
      at.write(response);
    }
    read(at);
  }

  /// A reply has left.
  private void finish(ChannelHandlerContext at, Future<?> sent) {
    if (!sent.isSuccess()) {
      at.close();
      return;
    }
    exchange = null;
    since = System.nanoTime();
    if (ending || leaving) {
      state = State.LINGERING;
      endOutput(at);
    } else {
      state = State.HEAD;
    }
    resume(at);
  }

  /// Takes what came while a request was answered, up to the end of the next one.
  private void resume(ChannelHandlerContext at) {
    if (resuming) {
      return;
    }
    resuming = true;
    while (!waiting.isEmpty() && !isHeld()) {
      take(at, waiting.remove());
    }
    resuming = false;
    read(at);
  }

  /// Whether what comes now belongs to a later request.
  private boolean isHeld() {
    return state == State.ANSWERING && (exchange == null || exchange.body().isWhole());
  }

  private boolean isReading() {
    return waiting.isEmpty() && !isHeld() && (exchange == null || !exchange.body().isFull());
  }

  private void read(ChannelHandlerContext at) {
    at.channel().config().setAutoRead(isReading());
  }

  /// Closes our half, so that the client can still read why, even while it sends.
  private static void endOutput(ChannelHandlerContext at) {
    if (at.channel() instanceof DuplexChannel channel && channel.isActive()) {
      channel.shutdownOutput();
    }
  }

  private void forgetAll() {
    loop.remove(this);
    if (exchange != null) {
      exchange.body().breakOff(new IOException("body: broken off, as the client went away"));
    }
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
  }
}
