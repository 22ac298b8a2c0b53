package io.tertulia.client;

import static io.tertulia.client.mirror.Facts.C;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // What it brings is looked at elsewhere.
class LinkTest {
  private final Stage stage = new Stage();

  @Test
  void the_socket_is_under_the_base_address() {
    TalkSession session =
        stage.registry.get(
            TalkSessionOptions.builder("my app", "alice")
                .baseUri(URI.create("https://chat.example/tertulia/"))
                .build());
    session.user("bob").get();
    stage.run();
    assertThat(stage.uris)
        .containsExactly(URI.create("wss://chat.example/tertulia/v1/my%20app/realtime"));
  }

  @Test
  void nothing_is_said_before_the_welcome_but_hello() {
    stage.session().user("bob").get();
    stage.run();
    FakeLine line = stage.line();
    assertThat(line.rest()).isEmpty();
    line.open();
    assertThat(line.take(ClientFrame.Hello.class).userId()).isEqualTo("alice");
    assertThat(line.rest()).isEmpty();
    line.tell(new ServerFrame.Welcome(5, null));
    line.take(ClientFrame.Ask.class);
  }

  @Test
  void without_a_welcome_within_ten_seconds_another_line_is_tried() {
    stage.session().user("bob").get();
    stage.run();
    FakeLine first = stage.line().open();
    stage.advance(9_999);
    assertThat(first.cancelled).isFalse();
    stage.advance(1_000);
    assertThat(first.cancelled).isTrue();
    assertThat(stage.lines).hasSize(2);
  }

  @Test
  void the_first_retry_comes_soon_and_later_ones_ever_more_rarely() {
    stage.session().user("bob").get();
    stage.run();
    stage.line().cut();
    stage.advance(100);
    assertThat(stage.lines).hasSize(2);
    for (int i = 0; i < 20; i++) {
      stage.line().cut();
      stage.advance(10_000);
    }
    assertThat(stage.lines).hasSize(22);
  }

  @Test
  void what_a_broken_line_still_tells_is_passed_over() {
    stage.session().user("bob").subscribe(null);
    FakeLine old = stage.welcome();
    stage.cut();
    stage.welcome();
    old.cut();
    old.tell(new ServerFrame.Bye(ErrorCode.UNKNOWN_APP, "late"));
    stage.advance(20_000);
    assertThat(stage.lines).hasSize(2);
  }

  @Test
  void a_frame_that_cannot_be_read_breaks_the_line_and_one_of_an_unknown_kind_does_not() {
    stage.session().user("bob").subscribe(null);
    FakeLine line = stage.welcome();
    line.tellText("{\"type\":\"fireworks\"}");
    assertThat(line.cancelled).isFalse();
    line.tellText("{\"type\":\"event\"}");
    assertThat(line.cancelled).isTrue();
  }

  @Test
  void an_idle_line_closes_and_the_next_use_opens_another() {
    TalkSession session = stage.session();
    var bob = session.user("bob").subscribe(null);
    FakeLine line = stage.welcome();
    stage.advance(60_000);
    assertThat(line.closed).isFalse();
    bob.unsubscribe();
    stage.advance(9_999);
    assertThat(line.closed).isFalse();
    stage.advance(1);
    assertThat(line.closed).isTrue();
    stage.advance(60_000);
    assertThat(stage.lines).hasSize(1);
    session.user("bob").get();
    stage.welcome().take(ClientFrame.Ask.class);
    assertThat(stage.lines).hasSize(2);
  }

  @Test
  void the_idle_time_is_an_option() {
    TalkSession session = stage.session(o -> o.idleTimeout(Duration.ofSeconds(1)));
    session.user("bob").subscribe(null).unsubscribe();
    stage.session().user("bob").get();
    FakeLine line = stage.welcome();
    var ask = line.take(ClientFrame.Ask.class);
    stage.advance(5_000);
    line.tell(new ServerFrame.Answer(ask.id(), List.of(), null));
    stage.advance(999);
    assertThat(line.closed).isFalse();
    stage.advance(1);
    assertThat(line.closed).isTrue();
  }

  @Test
  void a_bye_that_is_no_error_leads_to_another_line() {
    var kitchen = stage.session().conversation(C).subscribe(null);
    FakeLine line = stage.welcome();
    line.tell(new ServerFrame.Bye(ErrorCode.UNAVAILABLE, "shutdown"));
    assertThat(kitchen.state()).isInstanceOf(Pending.class);
    stage.advance(1_000);
    stage.welcome().take(ClientFrame.FollowConversation.class);
  }

  @Test
  void a_bye_that_is_an_error_ends_the_session_everywhere_with_one_cause() {
    TalkSession session = stage.session();
    List<TalkException> heard = new ArrayList<>();
    session.onError(heard::add);
    session.onError(heard::add).unsubscribe();
    var kitchen = session.conversation(C).subscribe(null);
    var list = session.subscribeConversations();
    FakeLine line = stage.welcome();
    var pending = session.conversation(C).send("hi");
    stage.run();
    line.tell(new ServerFrame.Bye(ErrorCode.UNKNOWN_APP, "no such app"));
    assertThat(heard).hasSize(1);
    assertThat(heard.get(0).code()).isEqualTo(ErrorCode.UNKNOWN_APP);
    assertThat(heard.get(0).retryable()).isFalse();
    assertThat(kitchen.state()).isEqualTo(new Failed(heard.get(0)));
    assertThat(list.state()).isEqualTo(new Failed(heard.get(0)));
    assertThat(pending).isCompletedExceptionally();
    assertThat(session.conversation(C).send("later")).isNotDone();
    List<TalkException> late = new ArrayList<>();
    session.onError(late::add);
    assertThat(late).isEmpty();
    stage.run();
    assertThat(late).isEqualTo(heard);
    assertThat(stage.session()).isNotSameAs(session);
    stage.advance(60_000);
    assertThat(stage.lines).hasSize(1);
  }

  @Test
  void a_refused_hello_ends_the_session() {
    TalkSession session = stage.session();
    List<TalkException> heard = new ArrayList<>();
    session.onError(heard::add);
    session.user("bob").get();
    stage.run();
    stage.line().open();
    stage.line().tell(new ServerFrame.Refused(null, ErrorCode.UNAUTHENTICATED, "forged"));
    assertThat(heard).hasSize(1);
  }
}
