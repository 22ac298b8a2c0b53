package io.tertulia.client;

import static io.tertulia.client.UploadTest.bytes;
import static io.tertulia.client.UploadTest.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.content.FileToken;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

/// With which token an upload asks, and what becomes of it when the server does not take that.
@SuppressWarnings("FutureReturnValueIgnored") // What it brings is looked at elsewhere.
class UploadTokenTest {
  private static final FileMetadata PLAIN = new FileMetadata("notes.bin");

  private final Stage stage = new Stage();
  private final FakeWeb web = stage.web;
  private final List<TalkException> errors = new ArrayList<>();
  private final byte[] bytes = bytes(1 << 20);
  private int asked;

  private CompletionStage<String> provide() {
    return CompletableFuture.completedFuture("token " + ++asked);
  }

  private CompletableFuture<FileToken> upload(UnaryOperator<TalkSessionOptions.Builder> options) {
    TalkSession session = stage.session(options);
    session.onError(errors::add);
    return session.uploadFile(UploadSource.of(bytes), PLAIN);
  }

  private List<String> tokens() {
    return web.requests.stream().map(UploadTokenTest::token).toList();
  }

  private static String token(Request request) {
    return request.header("Authorization");
  }

  @Test
  void without_a_token_the_provider_is_asked_first() {
    var upload = upload(o -> o.tokenProvider(() -> CompletableFuture.completedFuture("t1")));
    stage.run();
    assertThat(upload).isCompleted();
    assertThat(tokens()).containsExactly("Bearer t1", "Bearer t1");
  }

  @Test
  void where_nobody_gives_a_token_none_is_shown() {
    var upload = upload(o -> o);
    stage.run();
    assertThat(upload).isCompleted();
    assertThat(tokens()).containsOnlyNulls();
  }

  @Test
  void who_needs_a_token_is_told_and_the_upload_waits_for_it() {
    TalkSession session = stage.session();
    session.onNeedToken(() -> asked++);
    var upload = session.uploadFile(UploadSource.of(bytes), PLAIN);
    stage.advance(60_000);
    assertThat(asked).isPositive();
    assertThat(web.log).isEmpty();
    session.setToken("t1");
    stage.run();
    assertThat(upload).isCompleted();
    assertThat(tokens()).containsOnly("Bearer t1");
  }

  @Test
  void a_token_that_ends_in_the_middle_is_replaced_and_the_upload_goes_on() {
    // The answer to a HEAD has no body, so it does not say what is wrong with the token.
    web.pass().cut(300_000, 0).refuse(401, "TOKEN_EXPIRED").pass().cut(300_000, 0);
    web.refuse(401, "TOKEN_EXPIRED");
    var upload =
        upload(o ->
            o.token("t0")
                .tokenProvider(() -> {
                  asked++;
                  return CompletableFuture.completedFuture("t" + asked);
                }));
    stage.advance(60_000);
    assertThat(upload).isCompleted();
    assertThat(web.bytes()).isEqualTo(bytes);
    assertThat(tokens())
        .containsExactly(
            "Bearer t0",
            "Bearer t0",
            "Bearer t0",
            "Bearer t1",
            "Bearer t1",
            "Bearer t1",
            "Bearer t2",
            "Bearer t2");
    assertThat(errors).isEmpty();
  }

  @Test
  void a_second_token_in_a_row_that_is_over_ends_the_session() {
    web.refuse(401, "TOKEN_EXPIRED").refuse(401, "TOKEN_EXPIRED");
    var upload = upload(o -> o.token("t0").tokenProvider(this::provide));
    stage.advance(60_000);
    assertThat(code(upload)).isEqualTo(ErrorCode.TOKEN_EXPIRED);
    assertThat(errors).extracting(TalkException::code).containsExactly(ErrorCode.TOKEN_EXPIRED);
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void a_token_that_is_over_and_has_no_successor_ends_the_session() {
    web.pass().refuse(401, "TOKEN_EXPIRED");
    var upload = upload(o -> o.token("t0"));
    stage.run();
    assertThat(code(upload)).isEqualTo(ErrorCode.TOKEN_EXPIRED);
    assertThat(errors).hasSize(1);
  }

  @Test
  void a_token_that_is_refused_ends_the_session() {
    web.refuse(401, "UNAUTHENTICATED");
    var upload = upload(o -> o.token("forged").tokenProvider(this::provide));
    stage.run();
    assertThat(code(upload)).isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(errors).hasSize(1);
    assertThat(asked).isZero();
  }

  @Test
  void a_token_that_was_replaced_meanwhile_ends_nothing() {
    web.hold();
    TalkSession session = stage.session(o -> o.token("t0"));
    session.onError(errors::add);
    var upload = session.uploadFile(UploadSource.of(bytes), PLAIN);
    stage.run();
    session.setToken("t1");
    stage.run();
    web.refuse(401, "UNAUTHENTICATED").release();
    stage.advance(1_000);
    assertThat(upload).isCompleted();
    assertThat(errors).isEmpty();
    assertThat(tokens()).containsExactly("Bearer t0", "Bearer t1", "Bearer t1");
  }

  @Test
  void an_unknown_app_ends_the_session() {
    web.refuse(404, "UNKNOWN_APP");
    var upload = upload(o -> o);
    stage.run();
    assertThat(code(upload)).isEqualTo(ErrorCode.UNKNOWN_APP);
    assertThat(errors).hasSize(1);
  }

  @Test
  void a_token_that_no_header_can_carry_is_left_to_the_server() {
    web.refuse(401, "UNAUTHENTICATED");
    var upload = upload(o -> o.token("two\nlines"));
    stage.run();
    assertThat(code(upload)).isEqualTo(ErrorCode.UNAUTHENTICATED);
  }
}
