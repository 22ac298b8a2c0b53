package io.tertulia.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.content.ImageBlock;
import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.file.FileKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadsTest {
  @TempDir Path folder;
  private FilesWorld world;
  private Uploads uploads;
  private Uploader alice;

  @BeforeEach
  void open() throws Exception {
    world = new FilesWorld(folder);
    uploads = world.depot.uploads();
    alice = world.user("alice");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_file_comes_out_as_it_went_in() throws Exception {
    byte[] bytes = bytes(300_000);
    var upload = world.upload(alice, FilesWorld.named("a b.bin"), bytes);
    assertThat(upload.offset()).isEqualTo(300_000);
    var file = world.depot.downloads().find(alice.app(), token(upload));
    assertThat(world.bytes(file)).isEqualTo(bytes);
    assertThat(file.sha256()).isEqualTo(sha256(bytes));
    assertThat(Downloads.path("test", file)).isEqualTo("/files/test/" + file.id() + "/a%20b.bin");
    assertThat(world.depot.downloads().find("test", file.id())).contains(file);
    assertThat(world.depot.downloads().find("other", file.id())).isEmpty();
    assertThat(world.left()).containsExactly(file.id());
  }

  @Test
  void a_file_of_no_bytes_is_complete_at_once() throws Exception {
    var upload = world.upload(alice, FilesWorld.named("empty"), new byte[0]);
    assertThat(world.bytes(world.depot.downloads().find(alice.app(), token(upload)))).isEmpty();
  }

  @Test
  void an_upload_that_is_cut_goes_on_where_it_was() throws Exception {
    byte[] bytes = bytes(10_500);
    var begun = uploads.create(alice, bytes.length, FilesWorld.named("a"));
    assertThatThrownBy(() ->
            uploads.append(
                alice, begun.id(), 0, Pieces.thatBreaksAfter(Arrays.copyOf(bytes, 4_200))))
        .isInstanceOf(IOException.class);
    assertThat(uploads.look(alice, begun.id()).offset()).isEqualTo(4_200);
    assertThat(uploads.look(alice, begun.id()).token()).isNull();
    var done =
        uploads.append(
            alice, begun.id(), 4_200, Pieces.of(Arrays.copyOfRange(bytes, 4_200, bytes.length)));
    var file = world.depot.downloads().find(alice.app(), token(done));
    assertThat(world.bytes(file)).isEqualTo(bytes);
    assertThat(file.sha256()).isEqualTo(sha256(bytes));
  }

  @Test
  void an_upload_goes_on_after_a_restart() throws Exception {
    byte[] bytes = bytes(10_000);
    var begun = uploads.create(alice, bytes.length, FilesWorld.named("a"));
    uploads.append(alice, begun.id(), 0, Pieces.of(Arrays.copyOf(bytes, 4_000)));
    world.close();
    open();
    assertThat(uploads.look(alice, begun.id()).offset()).isEqualTo(4_000);
    var done =
        uploads.append(
            alice, begun.id(), 4_000, Pieces.of(Arrays.copyOfRange(bytes, 4_000, 10_000)));
    var file = world.depot.downloads().find(alice.app(), token(done));
    assertThat(file.sha256()).isEqualTo(sha256(bytes));
  }

  @Test
  void what_the_bytes_say_is_filled_in_where_nothing_was_said() throws Exception {
    byte[] gif = "GIF and so on".getBytes(StandardCharsets.US_ASCII);
    var untold = new FileDetails(FileKind.IMAGE, "a.gif", null, null, null);
    var told = new FileDetails(FileKind.IMAGE, "a.gif", 40, null, null);
    assertThat(world.block(alice, token(world.upload(alice, untold, gif))))
        .isInstanceOfSatisfying(
            ImageBlock.class,
            block -> {
              assertThat(block.width()).isEqualTo(4);
              assertThat(block.height()).isEqualTo(3);
            });
    assertThat(world.upload(alice, told, gif).details().width()).isEqualTo(40);
    assertThat(world.upload(alice, FilesWorld.named("a.gif"), gif).details().width()).isNull();
  }

  @Test
  void a_complete_upload_tells_the_same_token_again() throws Exception {
    byte[] bytes = bytes(10);
    var done = world.upload(alice, FilesWorld.named("a"), bytes);
    assertThat(uploads.look(alice, done.id())).isEqualTo(done);
    assertThat(uploads.append(alice, done.id(), 10, Pieces.of(new byte[0]))).isEqualTo(done);
    assertRefused(
        () -> uploads.append(alice, done.id(), 0, Pieces.of(bytes)), ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void an_upload_of_somebody_else_is_not_there() throws Exception {
    var begun = uploads.create(alice, 10, FilesWorld.named("a"));
    var others =
        new Uploader[] {
          world.user("bob"), world.app("test"), new Uploader(alice.app() + 1, "x", "alice")
        };
    for (Uploader other : others) {
      assertRefused(() -> uploads.look(other, begun.id()), ErrorCode.NOT_FOUND);
      assertRefused(
          () -> uploads.append(other, begun.id(), 0, Pieces.of(bytes(10))), ErrorCode.NOT_FOUND);
      uploads.remove(other, begun.id());
    }
    assertThat(uploads.look(alice, begun.id()).offset()).isZero();
    for (String id : new String[] {"", "..", "../test.db", "a/b", "ü"}) {
      assertRefused(() -> uploads.look(alice, id), ErrorCode.NOT_FOUND);
    }
  }

  @Test
  void a_wrong_offset_changes_nothing() throws Exception {
    var begun = uploads.create(alice, 10, FilesWorld.named("a"));
    for (long offset : new long[] {-1, 1, 10, Long.MAX_VALUE}) {
      assertRefused(
          () -> uploads.append(alice, begun.id(), offset, Pieces.of(bytes(1))),
          ErrorCode.INVALID_ARGUMENT);
    }
    assertThat(uploads.look(alice, begun.id()).offset()).isZero();
  }

  @Test
  void more_bytes_than_announced_end_the_upload_and_leave_nothing() throws Exception {
    var begun = uploads.create(alice, 2_500, FilesWorld.named("a"));
    assertRefused(
        () -> uploads.append(alice, begun.id(), 0, Pieces.of(bytes(2_501))),
        ErrorCode.INVALID_ARGUMENT);
    assertRefused(() -> uploads.look(alice, begun.id()), ErrorCode.NOT_FOUND);
    assertThat(world.left()).isEmpty();
    assertThat(world.rows()).isZero();
  }

  @Test
  void who_looks_takes_over_from_a_line_that_stalls() throws Exception {
    byte[] bytes = bytes(3_000);
    var begun = uploads.create(alice, bytes.length, FilesWorld.named("a"));
    var stalling = Pieces.thatStallsAfter(Arrays.copyOf(bytes, 1_000));
    var first =
        CompletableFuture.supplyAsync(
            () -> failure(() -> uploads.append(alice, begun.id(), 0, stalling)));
    stalling.awaitStall();
    assertThat(uploads.look(alice, begun.id()).offset()).isEqualTo(1_000);
    assertThat(first.join()).isInstanceOf(IOException.class);
    var second = Pieces.thatStallsAfter(Arrays.copyOfRange(bytes, 1_000, 2_000));
    var other =
        CompletableFuture.supplyAsync(
            () -> failure(() -> uploads.append(alice, begun.id(), 1_000, second)));
    second.awaitStall();
    assertRefused(
        () -> uploads.append(alice, begun.id(), 1_000, Pieces.of(bytes)),
        ErrorCode.INVALID_ARGUMENT);
    assertThat(other.join()).isInstanceOf(IOException.class);
    assertThat(uploads.look(alice, begun.id()).offset()).isEqualTo(2_000);
  }

  @Test
  void an_upload_that_is_given_up_leaves_nothing_even_while_bytes_come() throws Exception {
    var begun = uploads.create(alice, 3_000, FilesWorld.named("a"));
    var stalling = Pieces.thatStallsAfter(bytes(1_000));
    var first =
        CompletableFuture.supplyAsync(
            () -> failure(() -> uploads.append(alice, begun.id(), 0, stalling)));
    stalling.awaitStall();
    uploads.remove(alice, begun.id());
    assertThat(first.join()).isInstanceOf(IOException.class);
    var done = world.upload(alice, FilesWorld.named("b"), bytes(10));
    uploads.remove(alice, done.id());
    assertRefused(
        () -> world.depot.downloads().find(alice.app(), token(done)), ErrorCode.INVALID_ARGUMENT);
    uploads.remove(alice, done.id());
    assertThat(world.left()).isEmpty();
    assertThat(world.rows()).isZero();
  }

  @Test
  void what_has_no_length_is_taken_whole_or_not_at_all() throws Exception {
    byte[] bytes = bytes(5_000);
    var done =
        uploads.take(
            alice,
            Pieces.of(bytes),
            type -> new FileDetails(FileKind.AUDIO, type, null, null, null));
    var file = world.depot.downloads().find(alice.app(), token(done));
    assertThat(world.bytes(file)).isEqualTo(bytes);
    assertThat(file.details().filename()).isEqualTo("application/octet-stream");
    assertThatThrownBy(
            () -> uploads.take(alice, Pieces.thatBreaksAfter(bytes), type -> FilesWorld.named("a")))
        .isInstanceOf(IOException.class);
    assertRefused(
        () ->
            uploads.take(
                alice,
                Pieces.of(bytes),
                type -> {
                  throw new Refusal(ErrorCode.INVALID_ARGUMENT, "no name");
                }),
        ErrorCode.INVALID_ARGUMENT);
    assertThat(world.left()).containsExactly(file.id());
    assertThat(world.rows()).isEqualTo(1);
  }

  @Test
  void an_upload_ends_after_a_day_and_is_swept() throws Exception {
    var begun = uploads.create(alice, 10, FilesWorld.named("a"));
    var done = world.upload(alice, FilesWorld.named("b"), bytes(10));
    world.advance(Duration.ofHours(24).minusMillis(1));
    world.sweep();
    assertThat(uploads.look(alice, begun.id()).offset()).isZero();
    assertThat(uploads.look(alice, done.id()).token()).isNotNull();
    world.advance(Duration.ofMillis(1));
    assertRefused(() -> uploads.look(alice, begun.id()), ErrorCode.NOT_FOUND);
    assertRefused(() -> world.block(alice, token(done)), ErrorCode.INVALID_ARGUMENT);
    assertThat(world.depot.downloads().find("test", done.id())).isEmpty();
    world.sweep();
    assertThat(world.left()).isEmpty();
    assertThat(world.rows()).isZero();
  }

  private static Throwable failure(ThrowingCallable call) {
    try {
      call.call();
    } catch (Throwable e) {
      return e;
    }
    throw new AssertionError("nothing was thrown");
  }

  static FileToken token(Upload upload) {
    if (upload.token() == null) {
      throw new AssertionError("not complete");
    }
    return upload.token();
  }

  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  static String sha256(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(Hashes.begin().digest(bytes));
  }

  static void assertRefused(ThrowingCallable call, ErrorCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.code()).isEqualTo(code));
  }
}
