package io.tertulia.server.gate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.Request;
import io.tertulia.server.gate.http.Router.Match;
import io.tertulia.server.gate.http.Target;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// One HTTP connection on its event loop: requests are put together and answered one after the
/// other.
///
/// While a request is answered the socket is not read, and what was read with it waits here.
///
/// ```text
/// HEAD --head--> BODY --its end--> ANSWERING --answered--> HEAD
///   any --refused, or the last--> LINGERING --client closes, or time is over--> closed
/// ```
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its socket.
final class HttpFront extends ChannelInboundHandlerAdapter implements Connection {
  private enum State {
    HEAD,
    BODY,
    ANSWERING,
    LINGERING
  }

  private final Loop loop;
  private final Inside inside;
  private final Answers answers;
  private @Nullable ChannelHandlerContext context;
  private State state = State.HEAD;
  private @Nullable HttpRequest head;
  private @Nullable Match match;
  private @Nullable String lineOf;
  private @Nullable ByteBuf body;
  private final Queue<Object> waiting = new ArrayDeque<>(1);
  private long since = System.nanoTime();
  private boolean leaving;

  HttpFront(Loop loop, Inside inside, Answers answers) {
    this.loop = loop;
    this.inside = inside;
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
    if (state != State.ANSWERING && !at.isRemoved()) {
      at.read();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext inactive) {
    forgetAll();
  }

  @Override
  public void channelRead(ChannelHandlerContext at, Object message) {
    if (state == State.ANSWERING) {
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
    var limit =
        state == State.LINGERING ? inside.limits().farewell() : inside.limits().requestTime();
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
      if (message instanceof HttpContent content && state == State.BODY) {
        collect(at, content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(ChannelHandlerContext at, HttpRequest request) {
    since = System.nanoTime();
    head = request;
    Reply broken = answers.refuse(request);
    if (broken != null) {
      write(at, broken, true);
      return;
    }
    Reply refusal = route(request);
    if (refusal != null) {
      boolean last = lineOf != null || !HttpUtil.isKeepAlive(request) || hasBody(request);
      write(at, refusal, last);
      return;
    }
    state = State.BODY;
    if (HttpUtil.is100ContinueExpected(request)) {
      at.writeAndFlush(Answers.goOn());
    }
  }

  private static boolean hasBody(HttpRequest request) {
    return HttpUtil.isTransferEncodingChunked(request)
        || HttpUtil.getContentLength(request, 0L) > 0;
  }

  /// Finds what is asked for; the refusal when there is no such thing, or the body would be too
  /// large.
  private @Nullable Reply route(HttpRequest request) {
    Target target;
    try {
      target = Target.parse(request.uri());
    } catch (IllegalArgumentException e) {
      return Reply.error(400, String.valueOf(e.getMessage()));
    }
    lineOf = Upgrade.app(target.segments());
    if (lineOf != null) {
      return Upgrade.refuse(request.method().name(), request.headers());
    }
    Match found = answers.find(request.method().name(), target);
    match = found;
    if (found == null) {
      return Reply.error(404, "no such route: " + request.method().name() + " of that path");
    }
    boolean tooLarge = HttpUtil.getContentLength(request, 0L) > found.route().maxBody();
    return tooLarge ? Answers.tooLarge(found.route().maxBody()) : null;
  }

  private void collect(ChannelHandlerContext at, HttpContent content) {
    HttpRequest request = head;
    if (request == null) {
      return;
    }
    Match route = match;
    int max = lineOf != null || route == null ? 0 : route.route().maxBody();
    int size = content.content().readableBytes() + (body == null ? 0 : body.readableBytes());
    if (size > max) {
      write(at, Answers.tooLarge(max), true);
    } else if (size > 0) {
      body = body == null ? Unpooled.buffer(Math.max(size, 1024), max) : body;
      body.writeBytes(content.content());
    }
    if (content instanceof LastHttpContent && state == State.BODY) {
      complete(at, request, route);
    }
  }

  private void complete(ChannelHandlerContext at, HttpRequest request, @Nullable Match route) {
    String app = lineOf;
    if (app != null) {
      Upgrade.upgrade(at, request.headers(), loop, inside, app);
      return;
    }
    state = State.ANSWERING;
    at.channel().config().setAutoRead(false);
    byte[] bytes = body == null ? new byte[0] : io.netty.buffer.ByteBufUtil.getBytes(body);
    forgetBody();
    if (route != null) {
      Request whole = Answers.request(request, route, bytes);
      boolean last = !HttpUtil.isKeepAlive(request);
      answers.answer(route, whole, reply -> loop.later(() -> write(at, reply, last)));
    }
  }

  private void write(ChannelHandlerContext at, Reply reply, boolean last) {
    boolean close = last || leaving;
    boolean withBody = head == null || !head.method().name().equals("HEAD");
    answers.counted(reply);
    forgetBody();
    var written = at.writeAndFlush(Answers.response(reply, close, withBody));
    since = System.nanoTime();
    if (close) {
      state = State.LINGERING;
      written.addListener(done -> endOutput(at));
    } else {
      state = State.HEAD;
    }
    resume(at);
  }

  /// Takes what came while a request was answered, up to the end of the next one.
  private void resume(ChannelHandlerContext at) {
    while (state != State.ANSWERING) {
      Object message = waiting.poll();
      if (message == null) {
        at.channel().config().setAutoRead(true);
        return;
      }
      take(at, message);
    }
  }

  /// Closes our half, so that the client can still read why, even while it sends.
  private static void endOutput(ChannelHandlerContext at) {
    if (at.channel() instanceof DuplexChannel channel && channel.isActive()) {
      channel.shutdownOutput();
    }
  }

  private void forgetBody() {
    if (body != null) {
      body.release();
      body = null;
    }
  }

  private void forgetAll() {
    loop.remove(this);
    forgetBody();
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
  }
}
