package io.tertulia.server.gate;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.tertulia.server.gate.http.Router;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The open port. Everything that reaches the server comes through here.
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its socket.
public final class Gate implements AutoCloseable {
  private static final int BACKLOG = 4096;
  private static final int CHUNK = 64 << 10;

  private final Inside inside;
  private final Ways ways;
  private final Answers answers;
  private final MultiThreadIoEventLoopGroup loops;
  private final Map<EventLoop, Loop> loopOf = new HashMap<>();
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel port;

  /// Opens the port.
  ///
  /// @param address port 0 picks a free one
  /// @param threads how many event loops; 0 for one per processor
  /// @throws IOException when the port is taken, or the address is not ours
  public Gate(
      InetSocketAddress address,
      int threads,
      Below below,
      Router router,
      GateLimits limits,
      Rates rates,
      Counters counters,
      Incidents incidents)
      throws IOException {
    this.inside = new Inside(below, limits, rates, counters, incidents);
    this.ways = new Ways(router);
    this.answers = new Answers(inside);
    int count = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    this.loops =
        new MultiThreadIoEventLoopGroup(
            count, Thread.ofPlatform().name("tertulia-loop-", 0).factory(), transport());
    Histogram delivery = counters.histogram("tertulia_delivery_seconds");
    loops.forEach(events -> loopOf.put((EventLoop) events, new Loop((EventLoop) events, delivery)));
    counters.gauge("tertulia_connections", connections::size);
    try {
      this.port = open(address);
    } catch (IOException e) {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      answers.close();
      throw e;
    }
  }

  /// Where it is open.
  public InetSocketAddress address() {
    return (InetSocketAddress) port.localAddress();
  }

  /// Takes nothing new, finishes what was accepted, says goodbye to everybody, and closes; within
  /// the limit for draining.
  @Override
  public void close() {
    port.close().awaitUninterruptibly();
    loopOf.values().forEach(Loop::leave);
    if (!connections.newCloseFuture().awaitUninterruptibly(inside.limits().drain().toMillis())) {
      loopOf.values().forEach(Loop::cut);
    }
    answers.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private Channel open(InetSocketAddress address) throws IOException {
    Class<? extends ServerChannel> type =
        Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    var bound =
        new ServerBootstrap()
            .group(loops)
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(entrance())
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "port "
              + address.getPort()
              + " of "
              + address.getHostString()
              + ": "
              + reason(bound.cause()),
          bound.cause());
    }
    return bound.channel();
  }

  private ChannelHandler entrance() {
    return new ChannelInitializer<SocketChannel>() {
      @Override
      protected void initChannel(SocketChannel socket) {
        if (connections.size() >= inside.limits().connections()) {
          inside.counters().count("tertulia_connections_refused_total");
          socket.close();
          return;
        }
        inside.counters().count("tertulia_connections_total");
        connections.add(socket);
        admit(socket);
      }
    };
  }

  private void admit(SocketChannel socket) {
    Loop loop = loopOf.get(socket.eventLoop());
    if (loop == null) {
      throw new IllegalStateException("a socket of a strange loop");
    }
    int header = inside.limits().headerBytes();
    socket
        .pipeline()
        .addLast(
            new HttpServerCodec(
                new HttpDecoderConfig()
                    .setMaxInitialLineLength(header)
                    .setMaxHeaderSize(header)
                    .setMaxChunkSize(CHUNK)))
        .addLast(new HttpFront(loop, inside, ways, answers));
  }

  private static IoHandlerFactory transport() {
    return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
