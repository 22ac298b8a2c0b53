package io.tertulia.client;

import static io.tertulia.client.UploadTest.bytes;
import static io.tertulia.client.UploadTest.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.content.FileToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the bytes come from, and what is wrong with them.
@SuppressWarnings("FutureReturnValueIgnored") // What it brings is looked at elsewhere.
class UploadSourceTest {
  private static final FileMetadata PLAIN = new FileMetadata("notes.bin");
  private static final int SIZE = 10 << 20;

  private final Stage stage = new Stage();
  private final FakeWeb web = stage.web;
  private final byte[] bytes = bytes(SIZE);
  private final Watched stream = new Watched();

  /// A stream that can be told how to misbehave.
  private final class Watched extends InputStream {
    private final InputStream inner = new ByteArrayInputStream(bytes);
    private int most = Integer.MAX_VALUE;
    private long failsAt = Long.MAX_VALUE;
    private long at;
    private boolean closed;
    private boolean lazy;
    private boolean gaveNothing;
    private Runnable beforeRead = () -> {};

    @Override
    public int read() throws IOException {
      at++;
      return inner.read();
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      beforeRead.run();
      if (at >= failsAt) {
        throw new IOException("disk on fire");
      }
      if (lazy && length > 1) {
        gaveNothing = !gaveNothing;
        if (gaveNothing) {
          return 0;
        }
      }
      int count = inner.read(into, from, Math.min(length, most));
      at += Math.max(0, count);
      return count;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private CompletableFuture<FileToken> upload(UploadSource source) {
    var upload = stage.session().uploadFile(source, PLAIN);
    stage.advance(30_000);
    return upload;
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "65536, 65536", "3000000, 3000000", "4194304, 4194304"})
  void a_stream_that_can_be_read_once_goes_on_with_what_is_kept(long after, int lost) {
    web.pass().cut(after, lost);
    assertThat(upload(UploadSource.of(stream, SIZE))).isCompleted();
    assertThat(web.bytes()).isEqualTo(bytes);
    assertThat(stream.closed).isTrue();
  }

  @Test
  void a_stream_that_can_be_read_once_survives_many_cuts() {
    web.pass();
    for (int i = 0; i < 20; i++) {
      web.cut(700_000, 200_000).pass();
    }
    assertThat(upload(UploadSource.of(stream, SIZE))).isCompleted();
    assertThat(web.bytes()).isEqualTo(bytes);
  }

  @Test
  void a_stream_that_can_be_read_once_goes_out_in_pieces_that_can_be_sent_again() {
    web.pass().pass().cut(4 << 20, 4 << 20);
    assertThat(upload(UploadSource.of(stream, SIZE))).isCompleted();
    assertThat(web.log)
        .containsExactly(
            "POST", "PATCH 0", "PATCH 4194304", "HEAD", "PATCH 4194304", "PATCH 8388608");
    assertThat(web.bytes()).isEqualTo(bytes);
  }

  @Test
  void a_stream_that_can_be_read_once_is_good_for_one_upload() {
    UploadSource source = UploadSource.of(stream, SIZE);
    assertThat(upload(source)).isCompleted();
    assertThat(code(upload(source))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_536, SIZE - 1})
  void a_source_that_is_longer_than_announced_fails_and_is_never_complete(int length) {
    var once = upload(UploadSource.of(stream, length));
    assertThat(code(once)).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(once.exceptionNow()).hasMessageContaining("more than " + length);
    assertThat(code(upload(UploadSource.of(() -> new ByteArrayInputStream(bytes), length))))
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(web.parts).isEmpty();
    assertThat(stream.closed).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {SIZE + 1L, 1L << 40})
  void a_source_that_is_shorter_than_announced_fails(long length) {
    var upload = upload(UploadSource.of(stream, length));
    assertThat(code(upload)).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(upload.exceptionNow())
        .hasMessageContaining(SIZE + " bytes (expected: " + length + ")");
    assertThat(web.parts).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 70_000, SIZE - 1, SIZE})
  void a_source_that_throws_fails_the_upload_with_its_cause(long failsAt) {
    stream.failsAt = failsAt;
    stream.most = 70_000;
    var upload = upload(UploadSource.of(stream, SIZE));
    assertThat(code(upload)).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(upload.exceptionNow()).hasRootCauseMessage("disk on fire");
    assertThat(web.parts).isEmpty();
    assertThat(stream.closed).isTrue();
  }

  @Test
  void a_source_that_cannot_be_opened_fails_the_upload_with_its_cause() {
    var upload =
        upload(
            UploadSource.of(
                () -> {
                  throw new UncheckedIOException(new IOException("locked"));
                },
                5));
    assertThat(code(upload)).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(upload.exceptionNow()).hasRootCauseMessage("locked");
    assertThat(web.parts).isEmpty();
  }

  @Test
  void a_file_that_is_not_there_fails_before_anything_is_sent(@TempDir Path folder) {
    var upload = upload(UploadSource.of(folder.resolve("none")));
    assertThat(code(upload)).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(upload.exceptionNow()).hasCauseInstanceOf(NoSuchFileException.class);
    assertThat(web.log).isEmpty();
  }

  @Test
  void what_a_slow_source_has_is_sent_before_it_is_asked_for_more() {
    stream.most = 1_000;
    List<Long> behind = new ArrayList<>();
    stream.beforeRead = () -> behind.add(stream.at - web.parts.get("u1").bytes.size());
    assertThat(upload(UploadSource.of(stream, SIZE))).isCompleted();
    // The last piece waits until the source has shown that it ends.
    assertThat(behind.subList(0, behind.size() - 1)).containsOnly(0L);
  }

  @Test
  void a_stream_that_reads_nothing_is_waited_for() {
    stream.lazy = true;
    assertThat(upload(UploadSource.of(stream, SIZE))).isCompleted();
    assertThat(web.bytes()).isEqualTo(bytes);
  }

  @Test
  void a_stream_is_closed_also_when_nothing_of_it_was_wanted() {
    web.refuse(403, "PERMISSION_DENIED");
    assertThat(code(upload(UploadSource.of(stream, SIZE)))).isEqualTo(ErrorCode.PERMISSION_DENIED);
    assertThat(stream.closed).isTrue();
    assertThat(stream.at).isZero();
  }

  @Test
  void what_cannot_be_is_refused_at_once() {
    Duration past = Duration.ofSeconds(-1);
    assertThatThrownBy(() -> UploadSource.of(stream, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FileMetadata("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ImageMetadata("a.png", -1, 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new VideoMetadata("a.mp4", 1, -5, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AudioMetadata("a.mp3", past))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new VoiceMetadata("a.ogg", past))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
