package io.tertulia.testkit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.FileMetadata;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.SendMessageParams;
import io.tertulia.client.TalkSession;
import io.tertulia.client.UploadSource;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.content.SendFileBlock;
import io.tertulia.testkit.People;
import io.tertulia.testkit.Scissors;
import io.tertulia.testkit.TertuliaExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Uploads over a line that breaks.
@ExtendWith(TertuliaExtension.class)
class ResumeTest {
  private static final int SIZE = 48 << 20;
  private static final int CUTS = 20;
  private static final int BETWEEN = 2 << 20;

  /// What an upload sends before the server has answered.
  private static final int PIECE = 4 << 20;

  private final byte[] bytes = bytes();
  private final AtomicLong next = new AtomicLong(BETWEEN);

  /// How far it was read, before each cut and after it.
  private final AtomicInteger read = new AtomicInteger();

  /// How many bytes were read a second time after each cut.
  private final List<Integer> twice = new CopyOnWriteArrayList<>();

  private static byte[] bytes() {
    byte[] bytes = new byte[SIZE];
    new Random(4).nextBytes(bytes);
    return bytes;
  }

  /// Cuts the line again and again while it is read.
  private final class Cutting extends ByteArrayInputStream {
    private final Scissors scissors;
    private final int cuts;

    Cutting(Scissors scissors, int cuts) {
      super(bytes);
      this.scissors = scissors;
      this.cuts = cuts;
    }

    @Override
    public synchronized int read(byte[] into, int from, int length) {
      if (pos >= next.get() && scissors.open() > 0 && scissors.cuts() < cuts) {
        next.set(pos + BETWEEN);
        scissors.cut();
      }
      if (pos < read.get()) {
        twice.add(read.get() - pos);
      }
      int count = super.read(into, from, length);
      read.set(pos);
      return count;
    }
  }

  private static FileBlock sent(TalkSession alice, FileToken token) {
    MessageSnapshot message =
        alice
            .conversation("lunch")
            .send(SendMessageParams.builder(new SendFileBlock(token)).build())
            .join()
            .get()
            .join()
            .orElseThrow();
    return (FileBlock) message.content().getFirst();
  }

  private void assertWhole(FileBlock block) throws IOException {
    try (var in = URI.create(block.url()).toURL().openStream()) {
      assertThat(Arrays.equals(in.readAllBytes(), bytes)).isTrue();
    }
  }

  @Test
  void an_upload_that_is_cut_twenty_times_is_completed_and_sends_little_twice(
      People people, Scissors scissors) throws IOException {
    people.conversation("lunch", "alice");
    TalkSession alice = people.session("alice", scissors);
    FileToken token =
        alice
            .uploadFile(
                UploadSource.of(() -> new Cutting(scissors, CUTS), SIZE), new FileMetadata("a.bin"))
            .join();
    assertThat(scissors.cuts()).isEqualTo(CUTS);
    assertThat(twice).hasSizeBetween(1, CUTS).allMatch(bytes -> bytes <= PIECE);
    assertThat(scissors.bytes() - SIZE).isLessThan((long) CUTS * PIECE);
    assertWhole(sent(alice, token));
  }

  @Test
  void a_stream_that_can_be_read_once_survives_a_cut_too(People people, Scissors scissors)
      throws IOException {
    people.conversation("lunch", "alice");
    TalkSession alice = people.session("alice", scissors);
    FileToken token =
        alice
            .uploadFile(UploadSource.of(new Cutting(scissors, 1), SIZE), new FileMetadata("a.bin"))
            .join();
    assertThat(scissors.cuts()).isEqualTo(1);
    assertWhole(sent(alice, token));
  }
}
