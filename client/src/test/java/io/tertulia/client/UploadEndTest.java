package io.tertulia.client;

import static io.tertulia.client.UploadTest.bytes;
import static io.tertulia.client.UploadTest.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.content.FileToken;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Uploads that are given up, and what holds a session meanwhile.
@SuppressWarnings("FutureReturnValueIgnored") // What it brings is looked at elsewhere.
class UploadEndTest {
  private static final FileMetadata PLAIN = new FileMetadata("notes.bin");

  private final Stage stage = new Stage();
  private final FakeWeb web = stage.web;
  private final byte[] bytes = bytes(1 << 20);

  private CompletableFuture<FileToken> begin() {
    return stage.session().uploadFile(UploadSource.of(bytes), PLAIN);
  }

  private void cancel(CompletableFuture<?> future) {
    assertThat(future.cancel(false)).isTrue();
    stage.advance(60_000);
    assertThat(web.parts).isEmpty();
  }

  @Test
  void cancelled_before_the_source_was_looked_at_nothing_is_sent() {
    cancel(begin());
    assertThat(web.log).isEmpty();
  }

  @Test
  void cancelled_while_others_are_under_way_nothing_is_sent() {
    web.hold();
    List<CompletableFuture<FileToken>> before = List.of(begin(), begin(), begin());
    var last = begin();
    stage.run();
    assertThat(last.cancel(false)).isTrue();
    stage.run();
    web.release();
    stage.run();
    assertThat(before).allSatisfy(upload -> assertThat(upload).isCompleted());
    assertThat(web.log).hasSize(6).doesNotContain("DELETE");
  }

  @Test
  void cancelled_while_it_is_announced_what_was_made_is_freed() {
    web.hold();
    var upload = begin();
    stage.run();
    assertThat(upload.cancel(false)).isTrue();
    stage.run();
    web.release();
    stage.run();
    assertThat(web.log).containsExactly("POST", "DELETE");
    assertThat(web.parts).isEmpty();
  }

  @Test
  void cancelled_while_bytes_go_out_no_more_go_and_what_came_is_freed() {
    List<Long> told = new ArrayList<>();
    var upload =
        stage.session().uploadFile(UploadSource.of(bytes), PLAIN, (sent, total) -> told.add(sent));
    web.watch =
        count -> {
          if (count > 300_000) {
            upload.cancel(false);
          }
        };
    stage.run();
    assertThat(upload).isCancelled();
    assertThat(web.log).containsExactly("POST", "PATCH 0", "DELETE");
    assertThat(web.parts).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void cancelled_between_two_attempts_what_came_is_freed() {
    web.pass().cut(300_000, 0);
    var upload = begin();
    stage.run();
    assertThat(web.log).containsExactly("POST", "PATCH 0");
    cancel(upload);
    assertThat(web.log).containsExactly("POST", "PATCH 0", "DELETE");
  }

  @Test
  void cancelled_while_the_server_is_asked_what_came_is_freed() {
    web.pass().cut(300_000, 0);
    var upload = begin();
    stage.run();
    web.hold();
    stage.advance(200);
    assertThat(upload.cancel(false)).isTrue();
    stage.run();
    web.release();
    stage.run();
    assertThat(web.log).endsWith("DELETE");
    assertThat(web.parts).isEmpty();
  }

  @Test
  void a_future_that_the_application_completes_ends_its_upload() {
    web.pass().cut(300_000, 0);
    var upload = begin();
    stage.run();
    assertThat(upload.complete(new FileToken("other"))).isTrue();
    stage.advance(60_000);
    assertThat(web.parts).isEmpty();
  }

  @Test
  void cancelled_in_the_moment_of_its_token_the_file_is_freed() {
    List<CompletableFuture<FileToken>> upload = new ArrayList<>();
    UploadProgressListener canceller =
        (sent, total) -> {
          if (sent == total) {
            assertThat(upload.get(0).cancel(false)).isTrue();
          }
        };
    upload.add(stage.session().uploadFile(UploadSource.of(bytes), PLAIN, canceller));
    stage.run();
    assertThat(web.log).containsExactly("POST", "PATCH 0", "DELETE");
    assertThat(web.parts).isEmpty();
  }

  @Test
  void cancelled_too_late_the_file_stays() {
    var upload = begin();
    stage.run();
    assertThat(upload.cancel(false)).isFalse();
    stage.advance(60_000);
    assertThat(web.log).containsExactly("POST", "PATCH 0");
    assertThat(web.parts).hasSize(1);
  }

  @Test
  void closing_the_session_ends_uploads_and_frees_what_came() {
    web.pass().cut(300_000, 0);
    TalkSession session = stage.session();
    var upload = session.uploadFile(UploadSource.of(bytes), PLAIN);
    stage.run();
    var url = session.fileUrl(new FileToken("ft_1"));
    session.close();
    stage.advance(60_000);
    assertThat(code(upload)).isEqualTo(ErrorCode.SESSION_CLOSED);
    assertThat(code(url)).isEqualTo(ErrorCode.SESSION_CLOSED);
    assertThat(web.parts).isEmpty();
    var late = session.uploadFile(UploadSource.of(bytes), PLAIN);
    stage.run();
    assertThat(code(late)).isEqualTo(ErrorCode.SESSION_CLOSED);
  }

  @Test
  void a_session_that_uploads_stays_until_that_is_over() throws InterruptedException {
    web.hold();
    List<WeakReference<TalkSession>> session = new ArrayList<>();
    var upload = held(session);
    stage.run();
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.onSpinWait();
    }
    assertThat(session.get(0).get()).isNotNull();
    web.release();
    stage.run();
    assertThat(upload).isCompleted();
    for (int i = 0; i < 50 && session.get(0).get() != null; i++) {
      System.gc();
    }
    assertThat(session.get(0).get()).isNull();
  }

  private CompletableFuture<FileToken> held(List<WeakReference<TalkSession>> into) {
    TalkSession session = stage.session();
    into.add(new WeakReference<>(session));
    return session.uploadFile(UploadSource.of(bytes), PLAIN);
  }
}
