package io.tertulia.server.gate;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.tertulia.server.gate.http.Reply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns an HTTP connection into a [Line].
///
/// By hand, as the library's own handshake keeps handlers in the pipeline that cost memory for each
/// connection and that nothing here needs: frames leave ready-made.
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its socket.
final class Upgrade {
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_BYTES = 16;

  private Upgrade() {}

  /// The app whose line is asked for; null when the path names something else.
  static @Nullable String app(List<String> path) {
    return path.size() == 3 && path.get(0).equals("v1") && path.get(2).equals("realtime")
        ? path.get(1)
        : null;
  }

  /// Why the request cannot become a line; null when it can.
  static @Nullable Reply refuse(String method, HttpHeaders headers) {
    if (!method.equals("GET")
        || !headers.containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)
        || !headers.containsValue(HttpHeaderNames.UPGRADE, "websocket", true)) {
      return Reply.error(400, "Upgrade: missing (expected: a WebSocket handshake)");
    }
    String version = headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION);
    if (!"13".equals(version)) {
      return Reply.error(400, "Sec-WebSocket-Version: " + version + " (expected: 13)");
    }
    if (!isKey(headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY))) {
      return Reply.error(400, "Sec-WebSocket-Key: malformed (expected: 16 bytes in Base64)");
    }
    return null;
  }

  /// Answers the handshake and puts a line in the place of HTTP.
  static void upgrade(
      ChannelHandlerContext http, HttpHeaders headers, Loop loop, Inside inside, String appId) {
    Caller caller = new Caller(appId, Origins.foreign(headers));
    var accepted =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, http.alloc().buffer(0));
    accepted
        .headers()
        .set(HttpHeaderNames.UPGRADE, "websocket")
        .set(HttpHeaderNames.CONNECTION, "Upgrade")
        .set(
            HttpHeaderNames.SEC_WEBSOCKET_ACCEPT,
            accept(String.valueOf(headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY))));
    http.writeAndFlush(accepted);
    ChannelPipeline pipeline = http.pipeline();
    var decoder = decoder(inside.limits().helloBytes());
    pipeline.addLast(decoder);
    pipeline.addLast(new Line(pipeline.context(decoder), loop, inside, caller));
    pipeline.remove(http.handler());
    pipeline.remove(HttpServerCodec.class);
  }

  /// A decoder of masked frames that answers nothing by itself.
  static ChannelInboundHandler decoder(int maxFrame) {
    return new WebSocket13FrameDecoder(
        WebSocketDecoderConfig.newBuilder()
            .expectMaskedFrames(true)
            .allowExtensions(false)
            .closeOnProtocolViolation(false)
            .maxFramePayloadLength(maxFrame)
            .withUTF8Validator(false)
            .build());
  }

  private static boolean isKey(@Nullable String key) {
    try {
      return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String accept(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-1", e);
    }
  }
}
