package io.tertulia.server.gate;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.files.Content;
import io.tertulia.server.gate.http.Body;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.ReplyBody;
import io.tertulia.server.gate.http.Request;
import io.tertulia.server.gate.http.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;

/// A gate before endpoints that do nothing but take and give bytes.
final class StreamGate implements AutoCloseable {
  /// How bodies ended: their bytes, or why they broke off.
  final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

  /// How many pieces `/slow` may take.
  final Semaphore pieces = new Semaphore(0);

  /// How many bytes `/stream` was asked for.
  final AtomicLong produced = new AtomicLong();

  /// Contents that were closed, one each.
  final Semaphore closed = new Semaphore(0);

  final Counters counters = new Counters();
  private final Gate gate;

  StreamGate(GateLimits limits, Path file) throws IOException {
    this(limits, file, 0);
  }

  /// A gate whose file is wrong.
  ///
  /// @param missing how many bytes the file says to have beyond those that it has
  StreamGate(GateLimits limits, Path file, int missing) throws IOException {
    Router router =
        Router.routes().stream("POST", "/count", this::count).stream("PATCH", "/count", this::count)
            .stream("POST", "/slow", this::slow)
            .stream(
                "POST",
                "/refuse",
                request -> {
                  throw new Refusal(ErrorCode.FILE_REJECTED, "no");
                })
            .stream("GET", "/file", request -> file(file, missing))
            .stream("GET", "/stream/{length}", this::stream)
            .on("POST", "/json", request -> Reply.of(request.json()))
            .on("OPTIONS", "/json", request -> Reply.empty(204).with("Tus-Version", "1.0.0"))
            .on("GET", "/hello", request -> Reply.of(Json.object().put("hello", "you").build()))
            .build();
    this.gate =
        new Gate(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            2,
            new Below(null, null, null, null, null, null, null),
            router,
            limits,
            new Rates(RateLimits.DEFAULT, System::nanoTime, counters),
            counters,
            new Incidents(new Random(1), counters));
  }

  /// The usual limits, but for those of transfers.
  static GateLimits limits(int transfers, int bytes, Duration time) {
    GateLimits usual = GateLimits.DEFAULT;
    return new GateLimits(
        usual.connections(),
        usual.frameBytes(),
        usual.helloBytes(),
        usual.helloTime(),
        usual.malformedFrames(),
        usual.requestsInFlight(),
        usual.outboundBytes(),
        usual.pingAfter(),
        usual.silence(),
        usual.tokenGrace(),
        usual.farewell(),
        usual.bodyBytes(),
        usual.historyBytes(),
        usual.headerBytes(),
        usual.requests(),
        usual.requestTime(),
        transfers,
        bytes,
        time,
        usual.drain());
  }

  RawHttp open() throws IOException {
    return RawHttp.open(gate.address(), 0);
  }

  InetSocketAddress address() {
    return gate.address();
  }

  /// A number among the counters.
  long number(String name) {
    return counters
        .text()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
        .sum();
  }

  private Reply count(Request request) throws IOException {
    return read(request.body(), () -> {});
  }

  private Reply slow(Request request) throws IOException {
    return read(request.body(), pieces::acquireUninterruptibly);
  }

  private Reply read(Body body, Runnable before) throws IOException {
    var sum = new CRC32();
    long length = 0;
    try {
      before.run();
      for (ByteBuffer piece = body.next(); piece != null; piece = body.next()) {
        length += piece.remaining();
        sum.update(piece);
        before.run();
      }
    } catch (IOException e) {
      ends.add(length + " " + e.getMessage());
      throw e;
    }
    ends.add(length + " whole");
    return Reply.of(
        Json.object()
            .put("announced", body.announced())
            .put("length", length)
            .put("sum", sum.getValue())
            .build());
  }

  private static Reply file(Path file, int missing) throws IOException {
    FileChannel channel = FileChannel.open(file);
    return kept(new Content.OnDisk(channel, 0, channel.size() + missing));
  }

  private Reply stream(Request request) {
    long length = Long.parseLong(request.at("length"));
    return kept(new Content.Streamed(new Zeros(), length));
  }

  private static Reply kept(Content content) {
    return new Reply(200, "application/octet-stream", Map.of(), new ReplyBody.Kept(content));
  }

  @Override
  public void close() {
    gate.close();
  }

  /// Zeros without end, counted.
  private final class Zeros extends InputStream {
    @Override
    public int read() {
      produced.incrementAndGet();
      return 0;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      produced.addAndGet(length);
      return length;
    }

    @Override
    public void close() {
      closed.release();
    }
  }
}
