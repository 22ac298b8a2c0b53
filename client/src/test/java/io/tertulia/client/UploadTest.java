package io.tertulia.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.file.FileKind;
import io.tertulia.protocol.file.UploadHeaders;
import io.tertulia.protocol.file.UploadMetadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Uploads with time, threads and the network moved by hand.
@SuppressWarnings("FutureReturnValueIgnored") // What it brings is looked at elsewhere.
class UploadTest {
  private static final FileMetadata PLAIN = new FileMetadata("notes.bin");
  private static final int SIZE = 10 << 20;

  /// How the bytes go out when nothing happens.
  private static final List<String> PATCHES = List.of("PATCH 0", "PATCH 4194304", "PATCH 8388608");

  private final Stage stage = new Stage();
  private final FakeWeb web = stage.web;
  private final byte[] bytes = bytes(SIZE);

  static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private CompletableFuture<FileToken> upload(UploadSource source) {
    return upload(source, null);
  }

  private CompletableFuture<FileToken> upload(
      UploadSource source, UploadProgressListener listener) {
    var upload = stage.session().uploadFile(source, PLAIN, listener);
    stage.run();
    return upload;
  }

  static ErrorCode code(CompletableFuture<?> future) {
    assertThat(future).isCompletedExceptionally();
    return ((TalkException) future.exceptionNow()).code();
  }

  @Test
  void a_file_is_announced_sent_in_pieces_and_gives_a_token(@TempDir Path folder)
      throws IOException {
    Path file = Files.write(folder.resolve("notes.bin"), bytes);
    var upload = upload(UploadSource.of(file));
    assertThat(upload).isCompletedWithValue(new FileToken("ft_u1"));
    assertThat(web.log).startsWith("POST").endsWith(PATCHES.toArray(String[]::new)).hasSize(4);
    assertThat(web.bytes()).isEqualTo(bytes);
    assertThat(stage.lines).isEmpty();
  }

  @Test
  void a_request_says_who_uploads_and_speaks_tus() {
    var session =
        stage.session(
            o -> o.token("t1").baseUri(URI.create("https://chat.example/inner/?left=out")));
    var upload = session.uploadFile(UploadSource.of(new byte[3]), PLAIN);
    stage.run();
    assertThat(upload).isCompleted();
    assertThat(web.requests)
        .allSatisfy(request -> {
          assertThat(request.header("Authorization")).isEqualTo("Bearer t1");
          assertThat(request.header(UploadHeaders.USER)).isEqualTo("alice");
          assertThat(request.header(UploadHeaders.RESUMABLE)).isEqualTo("1.0.0");
        });
    // Where the server believes to be does not matter.
    assertThat(web.last().url().toString())
        .isEqualTo("https://chat.example/inner/v1/demo/uploads/u1");
    assertThat(web.last().body().contentType().toString()).isEqualTo(UploadHeaders.BYTES);
  }

  @Test
  void a_user_id_of_any_letters_fits_into_a_header() {
    var options = TalkSessionOptions.builder("demo", "Zoë/1~").build();
    var upload = stage.registry.get(options).uploadFile(UploadSource.of(new byte[0]), PLAIN);
    stage.run();
    assertThat(upload).isCompleted();
    assertThat(web.last().header(UploadHeaders.USER)).isEqualTo("Zo%C3%AB%2F1~");
  }

  @Test
  void each_of_the_five_says_its_kind_and_what_is_known() {
    TalkSession session = stage.session();
    UploadSource source = UploadSource.of(new byte[] {1});
    Duration time = Duration.ofMillis(1_500);
    session.uploadFile(source, new FileMetadata("a/b.zip"));
    session.uploadImage(source, new ImageMetadata("b.png", 3, 4));
    session.uploadVideo(source, new VideoMetadata("c.mp4", 3, 4, time));
    session.uploadAudio(source, new AudioMetadata("d.mp3", time));
    session.uploadVoice(source, new VoiceMetadata("e.ogg", time));
    session.uploadImage(source, new ImageMetadata("f.png"));
    stage.run();
    assertThat(web.parts.values())
        .extracting(part -> UploadMetadata.read(part.metadata))
        .containsExactlyInAnyOrder(
            new FileDetails(FileKind.FILE, "b.zip", null, null, null),
            new FileDetails(FileKind.IMAGE, "b.png", 3, 4, null),
            new FileDetails(FileKind.VIDEO, "c.mp4", 3, 4, time),
            new FileDetails(FileKind.AUDIO, "d.mp3", null, null, time),
            new FileDetails(FileKind.VOICE, "e.ogg", null, null, time),
            new FileDetails(FileKind.IMAGE, "f.png", null, null, null));
  }

  @Test
  void an_empty_file_needs_no_second_request() {
    List<Long> told = new ArrayList<>();
    var upload = upload(UploadSource.of(new byte[0]), (sent, total) -> told.add(sent + total));
    assertThat(upload).isCompleted();
    assertThat(web.log).containsExactly("POST");
    assertThat(told).containsExactly(0L);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0",
    "0, 1, 1",
    "0, 65535, 0",
    "0, 65536, 0",
    "0, 65537, 3",
    "0, 4194303, 1",
    "0, 4194304, 0",
    "0, 4194304, 4194304",
    "1, 1, 0",
    "1, 4000000, 3900000",
    "1, 4194304, 1",
    "2, 2097151, 1",
    "2, 2097152, 0",
    "2, 2097152, 2097152"
  })
  void after_a_cut_it_goes_on_where_the_server_is(int pieces, long after, int lost) {
    for (UploadSource source :
        List.of(
            UploadSource.of(bytes),
            UploadSource.of(() -> new ByteArrayInputStream(bytes), bytes.length))) {
      web.parts.clear();
      web.log.clear();
      web.pass();
      for (int i = 0; i < pieces; i++) {
        web.pass();
      }
      web.cut(after, lost);
      var upload = upload(source);
      stage.advance(1_000);
      assertThat(upload).isCompleted();
      assertThat(web.bytes()).isEqualTo(bytes);
      assertThat(web.log.indexOf("HEAD")).isEqualTo(pieces + 2);
      long brought = web.parts.values().iterator().next().brought;
      assertThat(brought).isEqualTo(bytes.length + (long) lost);
    }
  }

  @Test
  void many_cuts_are_survived_and_each_byte_is_sent_once() {
    web.pass();
    for (int i = 0; i < 20; i++) {
      web.cut(500_000, 0).pass();
    }
    var upload = upload(UploadSource.of(bytes));
    stage.advance(60_000);
    assertThat(upload).isCompleted();
    assertThat(web.bytes()).isEqualTo(bytes);
    assertThat(web.parts.get("u1").brought).isEqualTo(bytes.length);
  }

  @Test
  void a_lost_answer_is_asked_for_again() {
    web.mute().pass().mute().mute();
    var upload = upload(UploadSource.of(bytes));
    stage.advance(5_000);
    assertThat(upload).isCompletedWithValue(new FileToken("ft_u2"));
    assertThat(web.log)
        .startsWith("POST", "POST", "PATCH 0", "HEAD", "HEAD")
        .endsWith("PATCH 4194304", "PATCH 8388608")
        .hasSize(7);
  }

  @Test
  void an_upload_that_the_server_forgot_begins_again_once() {
    web.pass().pass().cut(SIZE / 8, 0).refuse(404, "");
    var upload = upload(UploadSource.of(bytes));
    stage.advance(1_000);
    assertThat(upload).isCompletedWithValue(new FileToken("ft_u2"));
    assertThat(web.parts.get("u2").bytes.toByteArray()).isEqualTo(bytes);

    web.pass().refuse(404, "NOT_FOUND").pass().refuse(404, "NOT_FOUND");
    assertThat(code(upload(UploadSource.of(bytes)))).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void an_offset_that_is_not_the_servers_is_looked_up() {
    web.pass().refuse(409, "INVALID_ARGUMENT");
    var upload = upload(UploadSource.of(bytes));
    stage.advance(1_000);
    assertThat(upload).isCompleted();
    assertThat(web.log).startsWith("POST", "PATCH 0", "HEAD", "PATCH 0");
  }

  @Test
  void a_server_that_is_busy_is_asked_again_for_thirty_seconds() {
    web.refuse(503, "UNAVAILABLE").pass().refuse(503, "UNAVAILABLE");
    var upload = upload(UploadSource.of(bytes));
    stage.advance(5_000);
    assertThat(upload).isCompleted();

    for (int i = 0; i < 1_000; i++) {
      web.refuse(507, "UNAVAILABLE");
    }
    var second = upload(UploadSource.of(bytes));
    stage.advance(29_000);
    assertThat(second).isNotDone();
    stage.advance(20_000);
    assertThat(code(second)).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void a_server_that_is_not_reached_is_tried_for_ten_minutes_without_progress() {
    web.pass().cut(SIZE / 4, 0);
    for (int i = 0; i < 10_000; i++) {
      web.refuse(502, "");
    }
    var upload = upload(UploadSource.of(bytes));
    stage.advance(590_000);
    assertThat(upload).isNotDone();
    stage.advance(30_000);
    assertThat(code(upload)).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(web.log).endsWith("HEAD", "DELETE");
  }

  @ParameterizedTest
  @CsvSource({
    "403, PERMISSION_DENIED, PERMISSION_DENIED",
    "413, FILE_REJECTED, FILE_REJECTED",
    "413, '', FILE_REJECTED",
    "400, INVALID_ARGUMENT, INVALID_ARGUMENT",
    "429, LIMIT_EXCEEDED, LIMIT_EXCEEDED",
    "412, '', INTERNAL",
    "500, INTERNAL, INTERNAL"
  })
  void a_refusal_ends_it_and_frees_what_there_is(int status, String said, ErrorCode code) {
    web.refuse(status, said);
    assertThat(code(upload(UploadSource.of(bytes)))).isEqualTo(code);
    assertThat(web.log).containsExactly("POST");
    web.log.clear();
    web.pass().refuse(status, said);
    assertThat(code(upload(UploadSource.of(bytes)))).isEqualTo(code);
    assertThat(web.log).containsExactly("POST", "PATCH 0", "DELETE");
    assertThat(web.parts).isEmpty();
  }

  @Test
  void progress_grows_over_cuts_and_ends_with_all() {
    List<Long> told = new ArrayList<>();
    web.pass().cut(SIZE / 4, SIZE / 8).pass().cut(SIZE / 8, 0);
    var upload =
        upload(
            UploadSource.of(bytes),
            (sent, total) -> {
              assertThat(total).isEqualTo(SIZE);
              told.add(sent);
            });
    stage.advance(5_000);
    assertThat(upload).isCompleted();
    assertThat(told).hasSizeGreaterThan(1).isSorted().doesNotHaveDuplicates();
    assertThat(told.get(told.size() - 1)).isEqualTo(SIZE);
  }

  @Test
  void all_is_told_only_when_the_server_has_it() {
    List<Long> told = new ArrayList<>();
    web.pass().pass().pass().mute().refuse(502, "");
    stage.session().uploadFile(UploadSource.of(bytes), PLAIN, (sent, total) -> told.add(sent));
    stage.run();
    assertThat(web.bytes()).hasSize(SIZE);
    assertThat(told).isNotEmpty().doesNotContain((long) SIZE);
    stage.advance(5_000);
    assertThat(told).endsWith((long) SIZE);
  }

  @Test
  void three_are_under_way_at_a_time_and_the_others_follow_in_order() {
    web.hold();
    TalkSession session = stage.session();
    List<CompletableFuture<FileToken>> uploads = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      uploads.add(session.uploadFile(UploadSource.of(new byte[] {1}), PLAIN));
    }
    stage.run();
    assertThat(web.log).isEmpty();
    web.release();
    assertThat(web.log).containsExactly("POST", "POST", "POST");
    stage.run();
    assertThat(uploads).allSatisfy(upload -> assertThat(upload).isCompleted());
  }

  @Test
  void beyond_a_thousand_that_wait_uploads_are_refused() {
    web.hold();
    TalkSession session = stage.session();
    CompletableFuture<FileToken> last = null;
    for (int i = 0; i < 1_004; i++) {
      last = session.uploadFile(UploadSource.of(new byte[] {1}), PLAIN);
    }
    stage.run();
    assertThat(code(last)).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void an_address_that_can_be_opened_now_is_asked_for() {
    web.refuse(503, "").pass();
    var url = stage.session().fileUrl(new FileToken("ft_1"));
    stage.advance(1_000);
    assertThat(url).isCompletedWithValue("https://files.example/ft_1");
    assertThat(web.last().url().encodedPath()).isEqualTo("/v1/demo/files/ft_1");
    web.refuse(400, "INVALID_ARGUMENT");
    var refused = stage.session().fileUrl(new FileToken("ft_2"));
    stage.run();
    assertThat(code(refused)).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }
}
