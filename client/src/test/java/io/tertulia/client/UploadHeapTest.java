package io.tertulia.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.link.Environment;
import io.tertulia.protocol.file.UploadHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A gibibyte goes out of a heap of 64 MiB, over a real network that is cut in the middle.
class UploadHeapTest {
  private static final long SIZE = 1L << 30;
  private static final long PIECE = 4 << 20;

  /// What the process with the small heap does.
  ///
  /// @param args the server's address
  public static void main(String[] args) {
    Registry registry = new Registry(Environment::real);
    var options = TalkSessionOptions.builder("demo", "alice");
    TalkSession session = registry.get(options.baseUri(URI.create(args[0])).build());
    UploadSource source = UploadSource.of(Zeros::new, SIZE);
    String token = session.uploadFile(source, new FileMetadata("zeros.bin")).join().value();
    System.out.println(token);
  }

  /// As many zeros as are wanted, of no size in memory.
  private static final class Zeros extends InputStream {
    private long left = SIZE;

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      left -= count;
      return count;
    }

    @Override
    public long skip(long count) {
      long skipped = Math.min(count, left);
      left -= skipped;
      return skipped;
    }
  }

  @Test
  void a_gibibyte_needs_no_more_memory_than_a_page(@TempDir Path folder) throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.setBodyLimit(0);
      server.setDispatcher(new CutOnce());
      server.start();
      assertThat(run(folder, server)).isEqualTo("ft_all\n");
      assertThat(largest(server)).isPositive().isLessThanOrEqualTo(PIECE);
    }
  }

  /// How many bytes the largest body had.
  private static long largest(MockWebServer server) throws InterruptedException {
    long largest = 0;
    for (RecordedRequest next = server.takeRequest(); next != null; ) {
      largest = Math.max(largest, next.getBodySize());
      next = server.takeRequest(0, TimeUnit.SECONDS);
    }
    return largest;
  }

  /// Breaks the line in the middle of one body.
  private static final class CutOnce extends Dispatcher {
    private final AtomicLong offset = new AtomicLong();
    private final AtomicBoolean cut = new AtomicBoolean();

    @Override
    public MockResponse peek() {
      boolean now = offset.get() >= SIZE / 2 && cut.compareAndSet(false, true);
      MockResponse.Builder next = answer(204);
      return now ? next.onRequestBody(new SocketEffect.CloseSocket()).build() : next.build();
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
      return switch (request.getMethod()) {
        case "POST" -> answer(201).addHeader("Location", "/v1/demo/uploads/u1").build();
        case "HEAD" -> answer(200).addHeader(UploadHeaders.OFFSET, offset.get()).build();
        default -> appended(request);
      };
    }

    private MockResponse appended(RecordedRequest request) {
      assertThat(request.getHeaders().get(UploadHeaders.OFFSET)).isEqualTo(offset.toString());
      long now = offset.addAndGet(request.getBodySize());
      MockResponse.Builder answer = answer(204).addHeader(UploadHeaders.OFFSET, now);
      return now < SIZE ? answer.build() : answer.addHeader(UploadHeaders.TOKEN, "ft_all").build();
    }
  }

  private static MockResponse.Builder answer(int status) {
    return new MockResponse.Builder().code(status);
  }

  private static String run(Path folder, MockWebServer server)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx64m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    UploadHeapTest.class.getName(),
                    server.url("/").toString()))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      return Files.readString(out);
    } finally {
      process.destroyForcibly();
    }
  }
}
