package io.tertulia.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.frame.ServerFrame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // What it brings is looked at elsewhere.
class ConnectionTest {
  private final Stage stage = new Stage();
  private final List<ConnectionState> told = new ArrayList<>();

  @Test
  void the_current_state_is_told_first_and_then_what_changes() {
    TalkSession session = stage.session();
    session.onConnection(told::add);
    assertThat(told).isEmpty();
    stage.run();
    assertThat(told).containsExactly(new ConnectionState.Idle());
    var bob = session.user("bob").subscribe(null);
    stage.welcome();
    bob.unsubscribe();
    stage.advance(10_000);
    assertThat(told)
        .containsExactly(
            new ConnectionState.Idle(),
            new ConnectionState.Connecting(),
            new ConnectionState.Connected(),
            new ConnectionState.Idle());
    assertThat(stage.lines).hasSize(1);
  }

  @Test
  void a_line_that_breaks_says_why_and_when_the_next_one_is_tried() {
    TalkSession session = stage.session();
    session.user("bob").subscribe(null);
    stage.welcome();
    session.onConnection(told::add);
    stage.run();
    assertThat(told).containsExactly(new ConnectionState.Connected());
    Instant before = Instant.ofEpochMilli(stage.hand.now());
    stage.line().cut();
    var waiting = (ConnectionState.Waiting) told.get(1);
    assertThat(waiting.cause().code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(waiting.cause()).hasMessageContaining("cut by the test");
    assertThat(waiting.until()).isBetween(before, before.plusMillis(1_600));
    stage.advance(waiting.until().toEpochMilli() - stage.hand.now());
    assertThat(told.subList(2, told.size())).containsExactly(new ConnectionState.Connecting());
    stage.welcome();
    assertThat(told.get(told.size() - 1)).isEqualTo(new ConnectionState.Connected());
  }

  @Test
  void what_happens_on_a_line_that_stands_is_not_told() {
    TalkSession session = stage.session();
    session.onConnection(told::add);
    session.user("bob").subscribe(null);
    FakeLine line = stage.welcome();
    int before = told.size();
    line.tell(new ServerFrame.Users(null, List.of()));
    stage.advance(60_000);
    assertThat(told).hasSize(before);
  }

  @Test
  void the_end_of_the_session_is_told_as_idle_and_nothing_after() {
    TalkSession session = stage.session();
    session.user("bob").subscribe(null);
    session.onConnection(told::add);
    stage.welcome();
    session.close();
    stage.run();
    assertThat(told.get(told.size() - 1)).isEqualTo(new ConnectionState.Idle());
    List<ConnectionState> late = new ArrayList<>();
    session.onConnection(late::add);
    stage.run();
    assertThat(late).containsExactly(new ConnectionState.Idle());
  }

  @Test
  void who_unsubscribed_hears_nothing() {
    TalkSession session = stage.session();
    TalkSubscription subscription = session.onConnection(told::add);
    subscription.unsubscribe();
    subscription.unsubscribe();
    session.user("bob").subscribe(null);
    stage.welcome();
    assertThat(told).isEmpty();
    assertThatNullPointerException().isThrownBy(() -> session.onConnection(null));
  }

  @Test
  void a_slow_listener_sees_only_the_newest() {
    List<Runnable> later = new ArrayList<>();
    TalkSession session = stage.session(options -> options.executor(later::add));
    session.onConnection(told::add);
    session.user("bob").subscribe(null);
    stage.welcome();
    while (!later.isEmpty()) {
      later.remove(0).run();
      stage.run();
    }
    assertThat(told).containsExactly(new ConnectionState.Connected());
  }

  @Test
  void who_is_cut_off_every_few_seconds_comes_back_soon_each_time() {
    stage.session().user("bob").subscribe(null);
    for (int i = 0; i < 30; i++) {
      stage.welcome();
      stage.advance(2_000);
      stage.line().cut();
      stage.advance(1_600);
      assertThat(stage.lines).hasSize(i + 2);
    }
  }

  @Test
  void who_is_welcomed_and_dropped_at_once_does_not_overrun_the_server() {
    TalkSession session = stage.session();
    session.onConnection(told::add);
    session.user("bob").subscribe(null);
    long waited = 0;
    for (int i = 0; i < 100; i++) {
      stage.welcome();
      stage.line().cut();
      var waiting = (ConnectionState.Waiting) told.get(told.size() - 1);
      waited += waiting.until().toEpochMilli() - stage.hand.now();
      stage.advance(1_600);
    }
    assertThat(waited / 100).isBetween(500L, 1_100L);
  }
}
