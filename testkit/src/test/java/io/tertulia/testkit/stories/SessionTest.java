package io.tertulia.testkit.stories;

import static io.tertulia.testkit.stories.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.client.Failed;
import io.tertulia.client.TalkException;
import io.tertulia.client.TalkSession;
import io.tertulia.client.TalkSessionOptions;
import io.tertulia.client.TerminalState;
import io.tertulia.client.Unsubscribed;
import io.tertulia.client.UserSnapshot;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.People;
import io.tertulia.testkit.Recorder;
import io.tertulia.testkit.Scissors;
import io.tertulia.testkit.TertuliaExtension;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TertuliaExtension.class)
class SessionTest {
  private static final int COLLECTIONS = 200;

  @Test
  void the_same_app_and_user_give_the_same_session(People people) {
    assertThat(people.session("alice")).isSameAs(people.session("alice"));
    assertThat(people.session("alice")).isNotSameAs(people.session("bob"));
  }

  @Test
  void a_second_session_of_a_user_is_to_be_had_by_force(People people) {
    assertThat(people.device("alice")).isNotSameAs(people.session("alice"));
  }

  @Test
  void a_token_counts_for_nothing_when_there_is_a_session(People people) {
    TalkSession first = people.session("alice");
    TalkSession again = people.stranger("alice", options -> options.token("no token at all"));
    assertThat(again).isSameAs(first);
    assertThat(again.currentUser().get().join()).isPresent();
  }

  @Test
  void a_closed_session_is_followed_by_a_new_one(People people) {
    TalkSession first = people.session("alice");
    first.close();
    first.close();
    TalkSession second = people.session("alice");
    assertThat(second).isNotSameAs(first);
    assertThat(second.currentUser().get().join()).isPresent();
    assertRefused(first.currentUser().get(), ErrorCode.SESSION_CLOSED);
  }

  @Test
  void a_failed_session_is_followed_by_a_new_one(People people) {
    TalkSession first = people.stranger("alice", options -> options.token("no token at all"));
    assertRefused(first.currentUser().get(), ErrorCode.UNAUTHENTICATED);
    TalkSession second = people.session("alice");
    assertThat(second).isNotSameAs(first);
    assertThat(second.currentUser().get().join()).isPresent();
  }

  @Test
  void a_session_knows_its_app_and_its_user(People people) {
    TalkSession session = people.session("alice");
    assertThat(session.appId()).isEqualTo(people.appId());
    assertThat(session.currentUser().id()).isEqualTo("alice");
    assertThat(session.currentUser()).isSameAs(session.user("alice"));
  }

  @Test
  void the_same_ids_give_the_same_refs(People people) {
    TalkSession session = people.session("alice");
    var lunch = session.conversation("lunch");
    assertThat(session.conversation("lunch")).isSameAs(lunch);
    assertThat(session.user("bob")).isSameAs(session.user("bob"));
    assertThat(lunch.participant("bob")).isSameAs(lunch.participant(session.user("bob")));
    assertThat(lunch.message("m")).isSameAs(lunch.message("m"));
  }

  @Test
  void empty_ids_are_refused_at_once(People people) {
    TalkSession session = people.session("alice");
    assertThatThrownBy(() -> session.user("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> session.conversation("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> session.conversation("c").participant(""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> session.conversation("c").message(""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TalkSessionOptions.builder("", "alice"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_error_is_told_once_and_ends_all_that_is_live(People people) {
    TalkSession session = people.stranger("alice", options -> options.token("no token at all"));
    var told = new Recorder<TalkException>();
    session.onError(told);
    var subscription = session.user("bob").subscribe(null);
    assertThat(told.next().code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    TerminalState end = subscription.terminated().join();
    assertThat(end).isInstanceOf(Failed.class);
    assertRefused(subscription.connected(), ErrorCode.UNAUTHENTICATED);
    var late = new Recorder<TalkException>();
    session.onError(late);
    assertThat(late.next().code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(told.all()).hasSize(1);
  }

  @Test
  void a_handler_that_was_taken_back_hears_nothing(People people) {
    TalkSession session = people.stranger("alice", options -> options.token("no token at all"));
    var told = new Recorder<TalkException>();
    var after = new Recorder<TalkException>();
    session.onError(told).unsubscribe();
    session.onError(after);
    assertRefused(session.currentUser().get(), ErrorCode.UNAUTHENTICATED);
    assertThat(after.next()).isNotNull();
    assertThat(told.all()).isEmpty();
  }

  @Test
  void an_unknown_app_ends_the_session(People people) {
    var options =
        TalkSessionOptions.builder("nowhere", "alice").baseUri(people.server().uri()).build();
    try (TalkSession session = TalkSession.get(options)) {
      assertRefused(session.currentUser().get(), ErrorCode.UNKNOWN_APP);
    }
  }

  @Test
  void a_token_of_somebody_else_ends_the_session(People people) {
    TalkSession session =
        people.stranger("alice", options -> options.token(people.token("mallory")));
    assertRefused(session.currentUser().get(), ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void a_token_that_is_over_ends_the_session(People people) {
    String over = people.token("alice", Duration.ofHours(-1));
    TalkSession session = people.stranger("alice", options -> options.token(over));
    assertRefused(session.currentUser().get(), ErrorCode.TOKEN_EXPIRED);
  }

  @Test
  void a_new_token_takes_the_place_of_the_old_one_without_a_gap(People people) {
    TalkSession session = people.session("alice");
    var seen = new Recorder<UserSnapshot>();
    session.currentUser().subscribe(seen);
    assertThat(seen.next()).isNotNull();
    session.setToken(people.token("alice", Duration.ofHours(2)));
    people.backend().put(name("Alicia"), "users", "alice").orThrow();
    assertThat(seen.next().name()).isEqualTo("Alicia");
  }

  @Test
  void who_needs_a_token_asks_for_it(People people) {
    people.create("alice");
    var asked = new Recorder<String>();
    TalkSession session =
        TalkSession.get(
            TalkSessionOptions.builder(people.appId(), "alice")
                .baseUri(people.server().uri())
                .build());
    people.whenOver(session::close);
    session.onNeedToken(() -> {
      asked.accept("asked");
      session.setToken(people.token("alice"));
    });
    assertThat(session.currentUser().get().join()).isPresent();
    assertThat(asked.all()).hasSize(1);
  }

  @Test
  void closing_ends_subscriptions_and_requests(People people, Scissors scissors) {
    TalkSession session = people.session("alice", scissors);
    var subscription = session.currentUser().subscribe(null);
    subscription.connected().join();
    scissors.stall();
    var request = session.currentUser().get();
    session.close();
    assertThat(subscription.terminated().join()).isInstanceOf(Unsubscribed.class);
    assertRefused(request, ErrorCode.SESSION_CLOSED);
  }

  @Test
  void a_session_that_nobody_holds_is_collected_and_its_socket_closes(
      People people, Scissors scissors) {
    WeakReference<TalkSession> dropped = new WeakReference<>(used(people, scissors));
    assertThat(collecting(() -> dropped.refersTo(null) && scissors.open() == 0))
        .as("session collected: %s, sockets open: %s", dropped.refersTo(null), scissors.open())
        .isTrue();
  }

  @Test
  void a_session_with_a_live_subscription_is_not_collected(People people, Scissors scissors) {
    var seen = new Recorder<UserSnapshot>();
    TalkSession session = used(people, scissors);
    session.user("bob").subscribe(seen);
    assertThat(seen.next()).isNull();
    WeakReference<TalkSession> dropped = new WeakReference<>(session);
    session = null;
    WeakReference<Object> garbage = new WeakReference<>(new Object());
    assertThat(collecting(() -> garbage.refersTo(null))).isTrue();
    people.create("bob");
    assertThat(seen.next().name()).isEqualTo("Bob");
    assertThat(dropped.get()).isNotNull();
    assertThat(scissors.open()).isEqualTo(1);
    dropped.get().close();
  }

  /// A session that was connected and has nothing to do; nobody else holds it.
  private static TalkSession used(People people, Scissors scissors) {
    people.create("alice");
    TalkSession session =
        TalkSession.get(
            TalkSessionOptions.builder(people.appId(), "alice")
                .baseUri(scissors.uri())
                .token(people.token("alice"))
                .idleTimeout(Duration.ofMinutes(5))
                .build());
    assertThat(session.currentUser().get().join()).isPresent();
    assertThat(scissors.open()).isEqualTo(1);
    return session;
  }

  /// Collects garbage until it is so, with a bounded number of tries; a session finds out about
  /// others when one is asked for.
  private static boolean collecting(BooleanSupplier isSo) {
    var nothing = new Recorder<String>(Duration.ofMillis(50));
    for (int i = 0; i < COLLECTIONS && !isSo.getAsBoolean(); i++) {
      System.gc();
      assertThatThrownBy(nothing::next).isInstanceOf(AssertionError.class);
    }
    return isSo.getAsBoolean();
  }

  static Json name(String name) {
    return Json.object().put("name", name).build();
  }
}
