package io.tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.CreateUserParams;
import io.tertulia.client.FileMetadata;
import io.tertulia.client.SendMessageParams;
import io.tertulia.client.TalkSession;
import io.tertulia.client.TalkSessionOptions;
import io.tertulia.client.UploadSource;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.content.SendFileBlock;
import io.tertulia.protocol.json.Fields;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import io.tertulia.server.identity.Tokens;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files on a server that is killed: nothing half is there for anybody, nothing whole is lost, and
/// what nobody continues goes.
@Timeout(120)
class KilledUploadTest {
  private static final String APP = "demo";
  private static final byte[] BYTES = new byte[4 << 20];

  static {
    new Random(1).nextBytes(BYTES);
  }

  @TempDir Path folder;
  private final CountDownLatch half = new CountDownLatch(1);
  private final CountDownLatch killed = new CountDownLatch(1);

  @Test
  void an_upload_whose_server_is_killed_goes_on_at_the_next_and_can_be_sent_after_another_kill()
      throws Exception {
    FileToken token;
    int port;
    try (ChildServer first = ChildServer.start(folder, 0)) {
      port = first.uri().getPort();
      TalkSession session = session(first);
      var upload = session.uploadFile(source(), new FileMetadata("a.bin"));
      half.await();
      first.kill();
      killed.countDown();
      assertThat(names("files")).isEmpty();
      try (ChildServer second = ChildServer.start(folder, port)) {
        token = upload.get(60, TimeUnit.SECONDS);
        session.close();
        second.kill();
      }
    }
    assertThat(names("uploads")).isEmpty();
    assertThat(names("files")).hasSize(1);
    try (ChildServer third = ChildServer.start(folder, port)) {
      TalkSession session = session(third);
      session.currentUser().createIfNotExists(CreateUserParams.builder("Alice").build()).join();
      ConversationRef diary = session.conversation("diary");
      diary.createIfNotExists().join();
      diary.send(SendMessageParams.builder(new SendFileBlock(token)).build()).join();
      session.close();
      assertThat(download(third, token)).isEqualTo(BYTES);
    }
  }

  @Test
  void what_a_killed_server_left_is_removed_when_its_time_is_over() throws Exception {
    try (ChildServer first = ChildServer.start(folder, 0)) {
      TalkSession session = session(first);
      byte[] small = {1, 2, 3};
      session.uploadFile(UploadSource.of(small), new FileMetadata("b.bin")).join();
      var _ = session.uploadFile(source(), new FileMetadata("a.bin"));
      half.await();
      first.kill();
      session.close();
      killed.countDown();
    }
    assertThat(names("uploads")).hasSize(1);
    assertThat(names("files")).hasSize(1);
    Files.write(folder.resolve("uploads/stranger"), new byte[10]);

    InstantSource tomorrow = InstantSource.offset(InstantSource.system(), Duration.ofHours(25));
    ServerConfig config = ServerConfig.DEFAULT.withoutRates().at("127.0.0.1", 0).in(folder);
    try (Server _ = Server.start(config, tomorrow, new SecureRandom())) {
      Instant end = Instant.now().plusSeconds(60);
      while (names("uploads").size() + names("files").size() > 0 && Instant.now().isBefore(end)) {
        Thread.onSpinWait();
      }
      assertThat(names("uploads")).isEmpty();
      assertThat(names("files")).isEmpty();
    }
  }

  /// Gives half of the bytes; the other half when the server was killed.
  private UploadSource source() {
    return UploadSource.of(() -> new Halting(half, killed), BYTES.length);
  }

  private List<String> names(String inside) throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve(inside))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static byte[] download(ChildServer server, FileToken token) throws Exception {
    Backend backend = new Backend(server.uri(), APP, server.key().reveal());
    String url = Fields.of(backend.get("files", token.value()).orThrow().body(), "").text("url");
    try (InputStream in = URI.create(url).toURL().openStream()) {
      return in.readAllBytes();
    }
  }

  private static TalkSession session(ChildServer server) {
    String token = Tokens.user(server.key(), APP, "alice", null);
    return TalkSession.get(
        TalkSessionOptions.builder(APP, "alice")
            .baseUri(server.uri())
            .token(token)
            .forceNew(true)
            .build());
  }

  private static final class Halting extends ByteArrayInputStream {
    private final CountDownLatch half;
    private final CountDownLatch killed;

    Halting(CountDownLatch half, CountDownLatch killed) {
      super(BYTES);
      this.half = half;
      this.killed = killed;
    }

    @Override
    public synchronized int read(byte[] into, int from, int length) {
      if (pos >= BYTES.length / 2) {
        half.countDown();
        try {
          killed.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return super.read(into, from, Math.min(length, 8192));
    }
  }
}
