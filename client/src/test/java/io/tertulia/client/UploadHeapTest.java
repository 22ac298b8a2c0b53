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
      assertThat(last(server).getBodySize()).isEqualTo(SIZE / 2);
    }
  }

  private static RecordedRequest last(MockWebServer server) throws InterruptedException {
    RecordedRequest last = server.takeRequest();
    for (RecordedRequest next = last; next != null; ) {
      last = next;
      next = server.takeRequest(0, TimeUnit.SECONDS);
    }
    return last;
  }

  /// Breaks the line in the middle of the first body.
  private static final class CutOnce extends Dispatcher {
    private volatile boolean looked;

    @Override
    public MockResponse peek() {
      MockResponse.Builder next = answer(204);
      return looked ? next.build() : next.onRequestBody(new SocketEffect.CloseSocket()).build();
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
      return switch (request.getMethod()) {
        case "POST" -> answer(201).addHeader("Location", "/v1/demo/uploads/u1").build();
        case "HEAD" -> {
          looked = true;
          yield answer(200).addHeader(UploadHeaders.OFFSET, SIZE / 2).build();
        }
        default -> answer(204).addHeader(UploadHeaders.TOKEN, "ft_all").build();
      };
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
