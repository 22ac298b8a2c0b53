package io.tertulia.server.gate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One client's WebSocket on its event loop: frames put together, signs of life, and the end.
///
/// What the frames say is the business of the [Dialogue]. It ends the line through [#end], and the
/// line tells it when the socket is gone.
///
/// ```text
/// OPEN --end--> ENDING --client closes, or the farewell is over--> closed
/// ```
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its socket.
final class Line extends ChannelInboundHandlerAdapter implements Connection {
  private static final byte[] NOTHING = {};

  private final ChannelHandlerContext context;
  private final Loop loop;
  private final GateLimits limits;
  private final Counters counters;
  private final Incidents incidents;
  private final Outgoing out;
  private final Dialogue dialogue;
  private @Nullable ByteBuf fragments;
  private int maxFrame;
  private boolean listening = true;
  private boolean ending;
  private boolean gone;
  private long heardAt = System.nanoTime();
  private long pingedAt = heardAt;
  private long endAt;

  /// @param context of the handler that stands in the pipeline before this one, the decoder of
  ///   frames
  Line(ChannelHandlerContext context, Loop loop, Inside inside, Caller caller) {
    this.context = context;
    this.loop = loop;
    this.limits = inside.limits();
    this.counters = inside.counters();
    this.incidents = inside.incidents();
    this.maxFrame = limits.helloBytes();
    this.out = new Outgoing(context.channel(), loop, limits, counters, this::end);
    this.dialogue = new Dialogue(inside, caller, this, out);
  }

  /// Ends the line with a reason. On the loop; the first reason counts.
  void end(Farewell farewell) {
    if (ending || gone) {
      return;
    }
    ending = true;
    endAt = System.nanoTime() + limits.farewell().toNanos();
    counters.count("tertulia_lines_ended_total", "reason", farewell.reason());
    dialogue.close();
    out.last(farewell);
    reads(true);
  }

  /// Runs a task on the line's loop.
  void later(Runnable task) {
    loop.later(task);
  }

  /// Reads the socket, or lets what comes wait in it.
  void reads(boolean on) {
    listening = on;
    context.channel().config().setAutoRead(on);
  }

  /// The client said hello: larger frames may come.
  void greeted() {
    maxFrame = limits.frameBytes();
    context.pipeline().replace(context.handler(), null, Upgrade.decoder(maxFrame));
  }

  boolean ending() {
    return ending || gone;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    loop.add(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ignored, Object message) {
    heardAt = System.nanoTime();
    try {
      if (message instanceof WebSocketFrame frame) {
        read(frame);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ignored) {
    if (ignored.channel().isWritable() && !ending) {
      out.write();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ignored) {
    if (!ending) {
      counters.count("tertulia_lines_ended_total", "reason", "client_gone");
    }
    gone = true;
    loop.remove(this);
    forgetFragments();
    out.drop();
    dialogue.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ignored, Throwable cause) {
    switch (cause) {
      case CorruptedWebSocketFrameException e ->
          end(
              WebSocketCloseStatus.MESSAGE_TOO_BIG.equals(e.closeStatus())
                  ? Farewell.tooLarge(maxFrame)
                  : Farewell.protocolError());
      case IOException e -> cut();
      default -> end(Farewell.of(incidents.refusal(cause)));
    }
  }

  @Override
  public void look(long now) {
    if (ending) {
      if (now - endAt > 0) {
        cut();
      }
      return;
    }
    if (!listening) {
      heardAt = now;
    }
    long silence = now - heardAt;
    if (silence > limits.silence().toNanos()) {
      counters.count("tertulia_lines_ended_total", "reason", "silent");
      gone = true;
      cut();
    } else if (silence > limits.pingAfter().toNanos()
        && now - pingedAt > limits.pingAfter().toNanos()) {
      pingedAt = now;
      out.control(Frames.PING, NOTHING);
    }
    dialogue.look(now);
  }

  @Override
  public void leave() {
    dialogue.leave();
  }

  @Override
  public void cut() {
    context.channel().close();
  }

  private void read(WebSocketFrame frame) {
    switch (frame) {
      case CloseWebSocketFrame close -> closed(close);
      case WebSocketFrame any when ending -> {}
      case TextWebSocketFrame text -> readPart(text);
      case ContinuationWebSocketFrame part -> readPart(part);
      case PingWebSocketFrame ping ->
          out.control(Frames.PONG, ByteBufUtil.getBytes(ping.content()));
      case BinaryWebSocketFrame binary -> end(Farewell.binary());
      default -> {}
    }
  }

  private void readPart(WebSocketFrame part) {
    ByteBuf before = fragments;
    if (before == null && part.isFinalFragment()) {
      dialogue.hear(ByteBufUtil.getBytes(part.content()));
      return;
    }
    int size = part.content().readableBytes() + (before == null ? 0 : before.readableBytes());
    if (size > maxFrame) {
      forgetFragments();
      end(Farewell.tooLarge(maxFrame));
      return;
    }
    ByteBuf joined = before == null ? Unpooled.buffer(size) : before;
    joined.writeBytes(part.content());
    fragments = joined;
    if (part.isFinalFragment()) {
      byte[] whole = ByteBufUtil.getBytes(joined);
      forgetFragments();
      dialogue.hear(whole);
    }
  }

  private void forgetFragments() {
    if (fragments != null) {
      fragments.release();
      fragments = null;
    }
  }

  /// The client closes, or has seen that we do.
  private void closed(CloseWebSocketFrame close) {
    if (!ending) {
      counters.count("tertulia_lines_ended_total", "reason", "client_closed");
      ending = true;
      dialogue.close();
      out.close(close.statusCode() < 0 ? 1000 : close.statusCode());
    }
    cut();
  }
}
