package io.tertulia.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Buffers of the network library are given back, however a transfer ends.
class LeakTest {
  @TempDir private Path folder;

  @Test
  void no_buffer_is_lost_however_a_transfer_ends() throws Exception {
    List<String> lost = new CopyOnWriteArrayList<>();
    ByteBufUtil.setLeakListener((type, records) -> lost.add(type + records));
    Level usual = ResourceLeakDetector.getLevel();
    ResourceLeakDetector.setLevel(Level.PARANOID);
    try (var gate =
        new StreamGate(
            GateLimits.DEFAULT, Files.write(folder.resolve("file"), new byte[3_000_000]))) {
      for (int i = 0; i < 20; i++) {
        endInEveryWay(gate);
      }
      while (gate.number("tertulia_transfers") > 0) {
        Thread.onSpinWait();
      }
    } finally {
      // Who is lost is found when it is collected, and told when the next one is made.
      for (int i = 0; i < 5; i++) {
        System.gc();
        ByteBufAllocator.DEFAULT.directBuffer(16).release();
      }
      ResourceLeakDetector.setLevel(usual);
      ByteBufUtil.setLeakListener(null);
    }
    assertThat(lost).isEmpty();
  }

  private static void endInEveryWay(StreamGate gate) throws IOException {
    try (var refused = gate.open();
        var broken = gate.open();
        var gone = gate.open();
        var reading = gate.open();
        var whole = gate.open()) {
      refused.send("POST /refuse HTTP/1.1\nContent-Length: 300000\n\n");
      refused.send(new byte[200_000]);
      broken.send("POST /count HTTP/1.1\nTransfer-Encoding: chunked\n\n3\nabc\nnonsense\n");
      gone.send("POST /slow HTTP/1.1\nContent-Length: 300000\n\n");
      gone.send(new byte[200_000]);
      reading.send("GET /file HTTP/1.1\n\nGET /stream/3000000 HTTP/1.1\n\nGET /hello HTTP/1.1\n\n");
      reading.body(100_000);
      whole.send("POST /count HTTP/1.1\nContent-Length: 300000\n\n");
      whole.send(new byte[300_000]);
      assertThat(refused.answer()).startsWith("HTTP/1.1 400");
      assertThat(broken.answer()).startsWith("HTTP/1.1 400");
      assertThat(whole.answer()).startsWith("HTTP/1.1 200");
      gone.reset();
      gate.pieces.release(1000);
    }
  }
}
