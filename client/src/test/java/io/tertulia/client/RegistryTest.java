package io.tertulia.client;

import static io.tertulia.client.mirror.Facts.C;
import static io.tertulia.client.mirror.Facts.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // What it brings is looked at elsewhere.
class RegistryTest {
  private static final int MAX_COLLECTIONS = 50;

  private final Stage stage = new Stage();
  private final ReferenceQueue<TalkSession> collected = new ReferenceQueue<>();

  /// Collects garbage until the session is gone.
  private boolean goes() throws InterruptedException {
    for (int i = 0; i < MAX_COLLECTIONS; i++) {
      System.gc();
      if (collected.remove(100) != null) {
        return true;
      }
    }
    return false;
  }

  /// Collects garbage a few times.
  private boolean stays() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      if (collected.remove(10) != null) {
        return false;
      }
    }
    return true;
  }

  private WeakReference<TalkSession> weak(TalkSession session) {
    return new WeakReference<>(session, collected);
  }

  @Test
  void the_same_app_and_user_give_the_same_session() {
    TalkSession session = stage.session();
    assertThat(stage.session()).isSameAs(session);
    assertThat(stage.session(o -> o.token("ignored"))).isSameAs(session);
    assertThat(session.appId()).isEqualTo("demo");
  }

  @Test
  void another_app_user_or_server_gives_another_session() {
    TalkSession session = stage.session();
    assertThat(stage.registry.get(TalkSessionOptions.builder("demo", "bob").build()))
        .isNotSameAs(session);
    assertThat(stage.registry.get(TalkSessionOptions.builder("other", "alice").build()))
        .isNotSameAs(session);
    assertThat(stage.session(o -> o.baseUri(URI.create("https://chat.example"))))
        .isNotSameAs(session);
    assertThat(stage.session(o -> o.forceNew(true))).isNotSameAs(session);
    assertThat(stage.session()).isSameAs(session);
  }

  @Test
  void refs_are_the_same_as_long_as_they_are_held() {
    TalkSession session = stage.session();
    assertThat(session.user("bob")).isSameAs(session.user("bob"));
    assertThat(session.currentUser()).isSameAs(session.user("alice"));
    ConversationRef kitchen = session.conversation(C);
    assertThat(session.conversation(C)).isSameAs(kitchen);
    assertThat(kitchen.message("m1")).isSameAs(kitchen.message("m1"));
    assertThat(kitchen.participant("bob")).isSameAs(kitchen.participant(session.user("bob")));
  }

  @Test
  void a_session_that_nobody_holds_goes_and_its_socket_closes() throws InterruptedException {
    use(o -> o.idleTimeout(Duration.ofHours(1)));
    assertThat(goes()).isTrue();
    assertThat(stage.line().closed).isFalse();
    for (int i = 0; i < MAX_COLLECTIONS && !stage.line().closed; i++) {
      System.gc();
      stage.advance(10_000);
    }
    assertThat(stage.line().closed).isTrue();
    assertThat(stage.hand.now()).isLessThan(3_000_000);
  }

  private void use(java.util.function.UnaryOperator<TalkSessionOptions.Builder> changes) {
    TalkSession session = stage.session(changes);
    WeakReference<TalkSession> ignored = weak(session);
    kept.add(ignored);
    var answer = session.user("bob").get();
    FakeLine line = stage.welcome();
    long id = line.take(ClientFrame.Ask.class).id();
    line.tell(new ServerFrame.Answer(id, List.of(), null));
    assertThat(answer).isCompleted();
  }

  private final List<WeakReference<TalkSession>> kept = new ArrayList<>();

  @Test
  void a_session_with_a_ref_that_is_held_stays() throws InterruptedException {
    MessageRef ref = stage.session().conversation(C).message("m1");
    kept.add(weak(stage.session()));
    assertThat(stays()).isTrue();
    assertThat(ref.id()).isEqualTo("m1");
  }

  @Test
  void a_session_with_a_subscription_stays_until_that_ends() throws InterruptedException {
    List<@Nullable UserSnapshot> told = new ArrayList<>();
    List<WeakReference<UserSubscription>> subscription = new ArrayList<>();
    subscribe(told, subscription);
    FakeLine line = stage.welcome();
    line.take(ClientFrame.FollowUsers.class);
    assertThat(stays()).isTrue();
    line.tell(new ServerFrame.Users(null, List.of(user("bob", 1))));
    assertThat(told).hasSize(1);
    subscription.get(0).get().unsubscribe();
    stage.run();
    stage.advance(20_000);
    assertThat(goes()).isTrue();
  }

  private void subscribe(
      List<@Nullable UserSnapshot> told, List<WeakReference<UserSubscription>> subscription) {
    TalkSession session = stage.session();
    kept.add(weak(session));
    subscription.add(new WeakReference<>(session.user("bob").subscribe(told::add)));
  }

  @Test
  void a_session_with_a_pending_request_or_an_error_handler_stays() throws InterruptedException {
    request();
    stage.run();
    assertThat(stays()).isTrue();
    FakeLine line = stage.welcome();
    long id = line.take(ClientFrame.Do.class).id();
    line.tell(new ServerFrame.Done(id, "m1", 1L));
    assertThat(goes()).isTrue();
    TalkSubscription handler = watch();
    assertThat(stays()).isTrue();
    handler.unsubscribe();
    assertThat(goes()).isTrue();
  }

  private void request() {
    TalkSession session = stage.session();
    kept.add(weak(session));
    session.conversation(C).send("hi");
  }

  private TalkSubscription watch() {
    TalkSession session = stage.session();
    kept.add(weak(session));
    return session.onError(error -> {});
  }

  @Test
  void after_close_and_after_an_error_the_next_call_makes_a_new_session() {
    TalkSession first = stage.session();
    first.close();
    TalkSession second = stage.session();
    assertThat(second).isNotSameAs(first);
    second.user("bob").subscribe(null);
    stage.welcome().tell(new ServerFrame.Bye(ErrorCode.UNKNOWN_APP, "gone"));
    assertThat(stage.session()).isNotSameAs(second);
  }
}
