package io.tertulia.server.files;

import static io.tertulia.server.files.UploadsTest.assertRefused;
import static io.tertulia.server.files.UploadsTest.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLimitsTest {
  private static final FileLimits SMALL =
      new FileLimits(1_000, 500, 3, Duration.ofHours(1), 100, 10, Duration.ofHours(1), 2);

  @TempDir Path folder;
  private FilesWorld world;
  private Uploads uploads;
  private Uploader alice;

  @BeforeEach
  void open() throws Exception {
    world =
        new FilesWorld(
            folder, FolderVault.open(folder.resolve("files")), SMALL, "text/html, IMAGE/*");
    uploads = world.depot.uploads();
    alice = world.user("alice");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_file_that_is_too_large_is_refused_before_its_first_byte() throws Exception {
    assertRefused(
        () -> uploads.create(alice, 1_001, FilesWorld.named("a")), ErrorCode.FILE_REJECTED);
    assertRefused(
        () -> uploads.create(alice, -1, FilesWorld.named("a")), ErrorCode.INVALID_ARGUMENT);
    assertThat(world.upload(alice, FilesWorld.named("a"), bytes(1_000)).token()).isNotNull();
  }

  @Test
  void a_file_of_unknown_length_is_refused_when_it_becomes_too_large() throws Exception {
    assertRefused(
        () -> uploads.take(alice, Pieces.of(bytes(1_001)), type -> FilesWorld.named("a")),
        ErrorCode.FILE_REJECTED);
    assertThat(world.left()).isEmpty();
    assertThat(world.rows()).isZero();
  }

  @Test
  void of_ten_thousand_uploads_of_one_user_a_few_are_begun() throws Exception {
    var begun = new AtomicInteger();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 10_000; i++) {
        threads.execute(() -> {
          try {
            uploads.create(alice, 10, FilesWorld.named("a"));
            begun.incrementAndGet();
          } catch (Refusal no) {
            assertThat(no.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
          }
        });
      }
    }
    assertThat(begun).hasValue(3);
    assertThat(world.left()).hasSize(3);
    assertThat(uploads.create(world.user("bob"), 10, FilesWorld.named("a")).offset()).isZero();
  }

  @Test
  void files_that_are_sent_given_up_or_over_make_room_for_others() throws Exception {
    world.name(1, 1, world.token(alice, bytes(10)));
    var second = uploads.create(alice, 10, FilesWorld.named("a"));
    uploads.create(alice, 10, FilesWorld.named("a"));
    uploads.create(alice, 10, FilesWorld.named("a"));
    assertRefused(() -> uploads.create(alice, 10, FilesWorld.named("a")), ErrorCode.LIMIT_EXCEEDED);
    uploads.remove(alice, second.id());
    uploads.create(alice, 10, FilesWorld.named("a"));
    world.advance(Duration.ofHours(1));
    world.sweep();
    for (int i = 0; i < 3; i++) {
      uploads.create(alice, 10, FilesWorld.named("a"));
    }
    assertRefused(() -> uploads.create(alice, 10, FilesWorld.named("a")), ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void the_app_itself_may_begin_as_many_as_it_likes() throws Exception {
    Uploader app = world.app("test");
    for (int i = 0; i < 20; i++) {
      uploads.create(app, 10, FilesWorld.named("a"));
    }
    assertThat(world.rows()).isEqualTo(20);
  }

  @Test
  void a_type_that_is_blocked_is_refused_whatever_its_name_and_leaves_nothing() throws Exception {
    byte[] gif = "GIF and so on".getBytes(StandardCharsets.US_ASCII);
    assertRefused(
        () -> world.upload(alice, FilesWorld.named("harmless.txt"), gif), ErrorCode.FILE_REJECTED);
    assertRefused(
        () -> uploads.take(alice, Pieces.of(gif), type -> FilesWorld.named("a.txt")),
        ErrorCode.FILE_REJECTED);
    assertThat(world.left()).isEmpty();
    assertThat(world.rows()).isZero();
  }

  @Test
  void types_are_blocked_by_name_and_by_kind() {
    BlockedTypes blocked = BlockedTypes.parse("text/html, Video/*,,");
    assertThat(blocked.has("TEXT/HTML; charset=utf-8")).isTrue();
    assertThat(blocked.has("video/mp4")).isTrue();
    assertThat(blocked.has("text/plain")).isFalse();
    assertThat(BlockedTypes.parse("").has("text/html")).isFalse();
    for (String no : new String[] {"html", "text/", "*/*", "text/html;charset=x", "a b/c"}) {
      assertThatThrownBy(() -> BlockedTypes.parse(no))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("files.blocked-types: ");
    }
  }
}
