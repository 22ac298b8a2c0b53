package io.tertulia.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class TokensTest {
  private final Stage stage = new Stage();
  private final List<TalkException> errors = new ArrayList<>();
  private int asked;

  private TalkSession watched(TalkSession session) {
    session.onError(errors::add);
    session.user("bob").subscribe(null);
    stage.run();
    return session;
  }

  private CompletionStage<String> provide() {
    return CompletableFuture.completedFuture("token " + ++asked);
  }

  /// The server's clock is an hour ahead.
  private void welcome(FakeLine line, long lifeMillis) {
    long time = stage.hand.now() + 3_600_000;
    line.tell(new ServerFrame.Welcome(time, time + lifeMillis));
  }

  @Test
  void the_first_token_comes_from_the_options_without_asking_anybody() {
    watched(stage.session(o -> o.token("first").tokenProvider(this::provide)));
    assertThat(stage.line().open().take(ClientFrame.Hello.class).token()).isEqualTo("first");
    assertThat(asked).isZero();
  }

  @Test
  void without_one_the_provider_is_asked_while_the_socket_opens() {
    CompletableFuture<String> token = new CompletableFuture<>();
    watched(stage.session(o -> o.tokenProvider(() -> token)));
    FakeLine line = stage.line().open();
    assertThat(line.rest()).isEmpty();
    token.complete("late");
    stage.run();
    assertThat(line.take(ClientFrame.Hello.class).token()).isEqualTo("late");
  }

  @Test
  void a_socket_that_breaks_while_the_token_is_made_is_opened_again_with_it() {
    CompletableFuture<String> token = new CompletableFuture<>();
    watched(stage.session(o -> o.tokenProvider(() -> token)));
    stage.line().open().cut();
    stage.advance(60_000);
    assertThat(stage.lines).hasSize(1);
    token.complete("late");
    stage.run();
    assertThat(stage.line().open().take(ClientFrame.Hello.class).token()).isEqualTo("late");
  }

  @Test
  void a_failing_provider_ends_the_session() {
    watched(
        stage.session(o ->
            o.tokenProvider(() -> {
              throw new IllegalStateException("backend is down");
            })));
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(errors.get(0)).hasRootCauseMessage("backend is down");
  }

  @Test
  void a_token_is_renewed_on_the_open_line_a_minute_before_it_ends() {
    watched(stage.session(o -> o.token("first").tokenProvider(this::provide)));
    FakeLine line = stage.line().open();
    line.rest();
    welcome(line, 3_600_000);
    line.rest();
    stage.advance(3_539_999);
    assertThat(line.rest()).isEmpty();
    stage.advance(1);
    var renew = line.take(ClientFrame.Renew.class);
    assertThat(renew.token()).isEqualTo("token 1");
    line.tell(new ServerFrame.Renewed(renew.id(), stage.hand.now() + 2 * 3_600_000));
    stage.advance(3_600_000 - 60_000);
    assertThat(line.take(ClientFrame.Renew.class).token()).isEqualTo("token 2");
    assertThat(errors).isEmpty();
  }

  @Test
  void a_short_token_is_renewed_a_tenth_of_its_life_before_it_ends() {
    watched(stage.session(o -> o.token("first").tokenProvider(this::provide)));
    FakeLine line = stage.line().open();
    welcome(line, 100_000);
    line.rest();
    stage.advance(89_999);
    assertThat(line.rest()).isEmpty();
    stage.advance(1);
    line.take(ClientFrame.Renew.class);
  }

  @Test
  void a_callback_is_told_every_ten_seconds_until_there_is_a_token() {
    TalkSession session = stage.session(o -> o.token("first"));
    session.onNeedToken(() -> asked++);
    watched(session);
    FakeLine line = stage.line().open();
    welcome(line, 3_600_000);
    line.rest();
    stage.advance(3_540_000);
    assertThat(asked).isEqualTo(1);
    stage.advance(25_000);
    assertThat(asked).isEqualTo(3);
    session.setToken("second");
    stage.run();
    var renew = line.take(ClientFrame.Renew.class);
    line.tell(new ServerFrame.Renewed(renew.id(), null));
    stage.advance(3_600_000);
    assertThat(asked).isEqualTo(3);
    assertThat(errors).isEmpty();
  }

  @Test
  void a_token_that_ends_without_another_ends_the_session() {
    watched(stage.session(o -> o.token("first")));
    FakeLine line = stage.line().open();
    welcome(line, 100_000);
    stage.advance(99_999);
    assertThat(errors).isEmpty();
    stage.advance(1);
    assertThat(errors).extracting(TalkException::code).containsExactly(ErrorCode.TOKEN_EXPIRED);
  }

  @Test
  void a_token_that_ended_while_the_line_was_down_is_renewed_before_hello() {
    TalkSession session = stage.session(o -> o.token("first").tokenProvider(this::provide));
    var bob = session.user("bob").subscribe(null);
    stage.run();
    FakeLine line = stage.line().open();
    welcome(line, 3_600_000);
    bob.unsubscribe();
    stage.advance(7_200_000);
    assertThat(asked).isZero();
    watched(session);
    FakeLine next = stage.line().open();
    assertThat(next.take(ClientFrame.Hello.class).token()).isEqualTo("token 1");
  }

  @Test
  void a_token_that_the_server_finds_over_is_replaced_once() {
    watched(stage.session(o -> o.token("old").tokenProvider(this::provide)));
    stage.line().open().tell(new ServerFrame.Bye(ErrorCode.TOKEN_EXPIRED, "over"));
    stage.advance(1_000);
    FakeLine next = stage.line().open();
    assertThat(next.take(ClientFrame.Hello.class).token()).isEqualTo("token 1");
    next.tell(new ServerFrame.Bye(ErrorCode.TOKEN_EXPIRED, "over"));
    assertThat(errors).extracting(TalkException::code).containsExactly(ErrorCode.TOKEN_EXPIRED);
  }

  @Test
  void a_new_token_that_is_refused_ends_the_session() {
    TalkSession session = watched(stage.session(o -> o.token("first")));
    FakeLine line = stage.line().open();
    welcome(line, 3_600_000);
    line.rest();
    session.setToken("forged");
    stage.run();
    var renew = line.take(ClientFrame.Renew.class);
    line.tell(new ServerFrame.Refused(renew.id(), ErrorCode.UNAUTHENTICATED, "no"));
    assertThat(errors).extracting(TalkException::code).containsExactly(ErrorCode.UNAUTHENTICATED);
    assertThatThrownBy(() -> session.setToken("third")).isSameAs(errors.get(0));
  }

  @Test
  void a_session_connected_without_a_token_takes_none() {
    TalkSession session = watched(stage.session());
    stage.welcome();
    assertThatThrownBy(() -> session.setToken("late")).isInstanceOf(IllegalStateException.class);
  }
}
