package io.tertulia.server.gate;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.tertulia.server.gate.http.Router.Match;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketAddress;

/// A request and its reply, while they are under way. Belongs to the loop, but for its body.
final class Exchange {
  /// A rest of a body that nobody wants is skipped up to here; for a larger one the connection
  /// ends.
  private static final int SKIPPED = 64 << 10;

  private final HttpRequest head;
  private final Match match;
  private final Incoming body;
  private final String peer;
  private long left;
  private long mark;
  private long markedAt = System.nanoTime();
  private volatile Origins.Welcome welcome = Origins.Welcome.ANYBODY;

  Exchange(HttpRequest head, Match match, Incoming body, SocketAddress peer) {
    this.head = head;
    this.match = match;
    this.body = body;
    this.peer =
        peer instanceof InetSocketAddress socket && !socket.isUnresolved()
            ? socket.getAddress().getHostAddress()
            : String.valueOf(peer);
  }

  HttpRequest head() {
    return head;
  }

  Match match() {
    return match;
  }

  Incoming body() {
    return body;
  }

  /// What the app says to the page that asks.
  Origins.Welcome welcome() {
    return welcome;
  }

  /// Notes what the app says to the page that asks, before it is answered.
  void welcome(Origins.Welcome said) {
    welcome = said;
  }

  /// The address at the other end.
  String peer() {
    return peer;
  }

  boolean streams() {
    return match.route().streams();
  }

  /// Takes a part of the body.
  void take(HttpContent content) {
    if (content.decoderResult().isFailure()) {
      body.breakOff(new ProtocolException("body: not HTTP as in RFC 9112"));
      return;
    }
    body.put(content.content());
    if (content instanceof LastHttpContent) {
      body.end();
    }
  }

  /// Whether another request can follow on this connection.
  boolean isFollowed() {
    return HttpUtil.isKeepAlive(head) && body.endsWithin(SKIPPED);
  }

  /// So many bytes of the reply have left.
  void left(long bytes) {
    left += bytes;
  }

  /// Whether the client has been waited for longer than it may let us wait. What it cannot help
  /// does not count: that a disk is slow, or that bytes are being worked on.
  boolean isStalled(long now, Channel socket, GateLimits limits) {
    ChannelOutboundBuffer out = socket.unsafe().outboundBuffer();
    boolean isRead = out != null && !out.isEmpty();
    long moved = body.arrived() + left + (isRead ? out.currentProgress() : 0);
    if ((!isRead && !body.isAwaited()) || moved - mark >= limits.transferBytes()) {
      mark = moved;
      markedAt = now;
      return false;
    }
    return now - markedAt > limits.transferTime().toNanos();
  }

  /// Tells a client that is too slow, which it hears only when it brings bytes.
  ///
  /// @return whether it does
  boolean complain(GateLimits limits) {
    if (!body.isAwaited()) {
      return false;
    }
    body.breakOff(
        new IOException(
            "body: too slow (expected: at least "
                + limits.transferBytes()
                + " bytes, or the rest, in "
                + limits.transferTime().toMillis()
                + " ms)"));
    return true;
  }
}
