package io.tertulia.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// 128 MiB go out of a heap of 32 MiB, from a file and from a stream of unknown length.
class UploadHeapTest {
  private static final long SIZE = 128L << 20;

  /// What the process with the small heap does.
  ///
  /// @param args the server's address, and a file
  public static void main(String[] args) {
    BackendOptions options =
        BackendOptions.builder("demo", "sk").baseUri(URI.create(args[0])).build();
    try (TalkBackend backend = TalkBackend.of(options)) {
      System.out.println(backend.uploadFile(Path.of(args[1])).value());
      System.out.println(backend.uploadFile("zeros.bin", Zeros::new).value());
    }
  }

  @Test
  void a_file_needs_no_more_memory_than_a_piece(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("large.bin");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(SIZE);
    }
    List<Long> arrived = Collections.synchronizedList(new ArrayList<>());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> take(exchange, arrived));
    server.start();
    try {
      String uri = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(run(uri, file)).isEqualTo("ft_1\nft_1\n");
      assertThat(arrived).containsExactly(SIZE, SIZE);
    } finally {
      server.stop(0);
    }
  }

  private static void take(HttpExchange exchange, List<Long> arrived) throws IOException {
    arrived.add(exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
    Stub.reply(exchange, 200, "{\"attachmentToken\":\"ft_1\"}");
  }

  private static String run(String uri, Path file) throws Exception {
    Process child =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx32m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                UploadHeapTest.class.getName(),
                uri,
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(child.getInputStream().readAllBytes(), UTF_8);
    assertThat(child.waitFor()).as(said).isZero();
    return said;
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
  }
}
