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
import org.jspecify.annotations.Nullable;

/// One HTTP connection on its event loop: requests are put together and answered one after the
/// other.
///
/// The socket is read piece by piece, and not at all while a request is answered, so that pipelined
/// requests wait in it.
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
    loop.remove(this);
    forgetBody();
  }

  @Override
  public void channelActive(ChannelHandlerContext active) {
    active.read();
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
    loop.remove(this);
    forgetBody();
  }

  @Override
  public void channelRead(ChannelHandlerContext at, Object message) {
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
    if (state != State.ANSWERING && !at.isRemoved()) {
      at.read();
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

  private void begin(ChannelHandlerContext at, HttpRequest request) {
    since = System.nanoTime();
    Reply refusal = answers.refuse(request);
    if (refusal == null) {
      refusal = route(request);
    }
    head = request;
    if (refusal != null) {
      write(at, refusal, true);
      return;
    }
    state = State.BODY;
    if (HttpUtil.is100ContinueExpected(request)) {
      at.writeAndFlush(Answers.goOn());
    }
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
      at.read();
    } else if (state == State.ANSWERING) {
      state = State.HEAD;
      at.read();
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
}
