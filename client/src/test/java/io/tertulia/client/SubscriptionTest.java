package io.tertulia.client;

import static io.tertulia.client.mirror.Facts.C;
import static io.tertulia.client.mirror.Facts.event;
import static io.tertulia.client.mirror.Facts.fresh;
import static io.tertulia.client.mirror.Facts.message;
import static io.tertulia.client.mirror.Facts.onTop;
import static io.tertulia.client.mirror.Facts.participant;
import static io.tertulia.client.mirror.Facts.state;
import static io.tertulia.client.mirror.Facts.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // What it brings is looked at elsewhere.
class SubscriptionTest {
  private final Stage stage = new Stage();
  private final TalkSession session = stage.session();
  private final List<@Nullable UserSnapshot> told = new ArrayList<>();

  private static ErrorCode code(CompletableFuture<?> future) {
    List<ErrorCode> codes = new ArrayList<>();
    future.whenComplete((value, thrown) -> codes.add(((TalkException) thrown).code()));
    return codes.get(0);
  }

  private FakeLine answered(ServerFrame.Users users) {
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowUsers.class);
    line.tell(new ServerFrame.Users(follow.id(), users.put()));
    return line;
  }

  @Test
  void a_user_is_null_until_there_is_one() {
    UserSubscription bob = session.user("bob").subscribe(told::add);
    FakeLine line = answered(new ServerFrame.Users(null, List.of()));
    assertThat(told).hasSize(1).containsOnlyNulls();
    assertThat(bob.state()).isEqualTo(new Active<>(null, true));
    line.tell(new ServerFrame.Users(null, List.of(user("bob", 1))));
    assertThat(told.get(1).name()).isEqualTo("bob 1");
  }

  @Test
  void for_each_snapshot_the_state_is_set_then_the_callback_runs_then_connected_completes() {
    List<String> order = new ArrayList<>();
    UserSubscription[] bob = new UserSubscription[1];
    bob[0] =
        session
            .user("bob")
            .subscribe(user -> {
              boolean active = bob[0].state() instanceof Active;
              order.add("callback, active " + active);
            });
    bob[0].connected().thenAccept(active -> order.add("connected"));
    answered(new ServerFrame.Users(null, List.of(user("bob", 1))));
    assertThat(order).containsExactly("callback, active true", "connected");
  }

  @Test
  void after_unsubscribe_no_callback_starts() {
    UserSubscription bob = session.user("bob").subscribe(told::add);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowUsers.class);
    bob.unsubscribe();
    assertThat(bob.state()).isEqualTo(new Unsubscribed());
    line.tell(new ServerFrame.Users(follow.id(), List.of(user("bob", 1))));
    assertThat(told).isEmpty();
    assertThat(code(bob.connected())).isEqualTo(ErrorCode.SUBSCRIPTION_ENDED);
    assertThat(bob.terminated().join()).isEqualTo(new Unsubscribed());
    bob.unsubscribe();
  }

  @Test
  void connected_stays_as_it_was_when_the_subscription_ends() {
    UserSubscription bob = session.user("bob").subscribe(told::add);
    answered(new ServerFrame.Users(null, List.of(user("bob", 1))));
    bob.close();
    stage.run();
    assertThat(bob.connected().join().latestSnapshot()).isEqualTo(told.get(0));
  }

  @Test
  void futures_are_copies_that_the_application_cannot_complete() {
    UserSubscription bob = session.user("bob").subscribe(told::add);
    bob.connected().complete(new Active<>(null, true));
    bob.terminated().complete(new Unsubscribed());
    assertThat(bob.connected()).isNotDone();
    assertThat(bob.terminated()).isNotDone();
  }

  @Test
  void a_callback_that_throws_ends_nothing() {
    List<Throwable> thrown = new ArrayList<>();
    Thread thread = Thread.currentThread();
    var before = thread.getUncaughtExceptionHandler();
    thread.setUncaughtExceptionHandler((where, what) -> thrown.add(what));
    try {
      UserSubscription bob =
          session
              .user("bob")
              .subscribe(user -> {
                told.add(user);
                throw new IllegalStateException("mine");
              });
      FakeLine line = answered(new ServerFrame.Users(null, List.of(user("bob", 1))));
      line.tell(new ServerFrame.Users(null, List.of(user("bob", 2))));
      assertThat(bob.connected()).isCompleted();
    } finally {
      thread.setUncaughtExceptionHandler(before);
    }
    assertThat(told).hasSize(2);
    assertThat(thrown).hasSize(2).allSatisfy(e -> assertThat(e).hasMessage("mine"));
  }

  @Test
  void a_slow_application_sees_only_the_newest() {
    Hand slow = new Hand();
    TalkSession other = stage.session(o -> o.executor(slow).forceNew(true));
    UserSubscription bob = other.user("bob").subscribe(told::add);
    FakeLine line = answered(new ServerFrame.Users(null, List.of(user("bob", 1))));
    for (int version = 2; version < 10; version++) {
      line.tell(new ServerFrame.Users(null, List.of(user("bob", version))));
    }
    assertThat(told).isEmpty();
    assertThat(bob.state()).isInstanceOf(Pending.class);
    slow.run();
    assertThat(told).extracting(UserSnapshot::name).containsExactly("bob 9");
  }

  @Test
  void an_executor_that_takes_nothing_any_longer_is_replaced_by_the_pool() {
    TalkSession other =
        stage.session(o ->
            o.forceNew(true)
                .executor(task -> {
                  throw new java.util.concurrent.RejectedExecutionException();
                }));
    other.user("bob").subscribe(told::add);
    answered(new ServerFrame.Users(null, List.of(user("bob", 1))));
    assertThat(told).hasSize(1);
  }

  @Test
  void a_refused_follow_fails_its_subscriptions_only() {
    var kitchen = session.conversation(C).subscribe(null);
    UserSubscription bob = session.user("bob").subscribe(told::add);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    line.tell(new ServerFrame.Refused(follow.id(), ErrorCode.INVALID_ARGUMENT, "id"));
    assertThat(kitchen.state())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> assertThat(failed.error().code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    assertThat(code(kitchen.connected())).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(kitchen.terminated().join()).isEqualTo(kitchen.state());
    assertThat(bob.state()).isInstanceOf(Pending.class);
  }

  @Test
  void a_follow_that_is_unavailable_is_tried_again() {
    var kitchen = session.conversation(C).subscribe(null);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    line.tell(new ServerFrame.Refused(follow.id(), ErrorCode.UNAVAILABLE, "busy"));
    assertThat(kitchen.state()).isInstanceOf(Pending.class);
    stage.advance(1_000);
    line.take(ClientFrame.FollowConversation.class);
  }

  @Test
  void a_conversation_tells_its_last_message_and_what_is_unread() {
    List<@Nullable ConversationSnapshot> shown = new ArrayList<>();
    session.conversation(C).subscribe(shown::add);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    assertThat(follow.moreMessages()).isZero();
    line.tell(state(follow.id(), fresh(C, 100, 9, 9, null)));
    assertThat(shown.get(0).unreadMessageCount()).isEqualTo(9);
    line.tell(event(101, message(10, 101, "bob")));
    assertThat(shown.get(1).lastMessage().id()).isEqualTo("m10");
    assertThat(shown.get(1).unreadMessageCount()).isEqualTo(10);
    assertThat(shown.get(1).isUnread()).isTrue();
    line.tell(event(102, participant("bob", 102, 700)));
    assertThat(shown).hasSize(2);
  }

  @Test
  void a_single_participant_is_asked_for_by_name_and_null_when_not_there() {
    List<@Nullable ParticipantSnapshot> shown = new ArrayList<>();
    session.conversation(C).participant("bob").subscribe(shown::add);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    assertThat(follow.participants()).containsExactly("bob");
    line.tell(state(follow.id(), fresh(C, 100, 9, 9, null)));
    assertThat(shown).hasSize(1).containsOnlyNulls();
    line.tell(event(101, participant("bob", 101, 700)));
    assertThat(shown.get(1).user().name()).isEqualTo("bob 1");
    line.tell(event(102, List.of(), List.of(new Gone.ParticipantGone("bob"))));
    assertThat(shown.get(2)).isNull();
  }

  @Test
  void a_name_that_comes_later_is_asked_for_on_top() {
    session.conversation(C).subscribe(null);
    FakeLine line = stage.welcome();
    var first = line.take(ClientFrame.FollowConversation.class);
    line.tell(state(first.id(), fresh(C, 100, 9, 9, null)));
    line.rest();
    List<@Nullable ParticipantSnapshot> shown = new ArrayList<>();
    session.conversation(C).participant("bob").subscribe(shown::add);
    stage.run();
    assertThat(shown).isEmpty();
    var second = line.take(ClientFrame.FollowConversation.class);
    assertThat(second.participants()).containsExactly("bob");
    line.tell(
        state(second.id(), onTop(C, 100, List.of(participant("bob", 3, 700)), List.of(), null)));
    assertThat(shown.get(0).joinedAt().toEpochMilli()).isEqualTo(700);
  }

  @Test
  void close_unsubscribes_everything_and_fails_what_waits() {
    UserSubscription bob = session.user("bob").subscribe(told::add);
    FakeLine line = stage.welcome();
    var request = session.user("bob").get();
    stage.run();
    session.close();
    assertThat(bob.state()).isEqualTo(new Unsubscribed());
    stage.run();
    assertThat(code(request)).isEqualTo(ErrorCode.SESSION_CLOSED);
    assertThat(line.closed).isTrue();
    assertThat(stage.session()).isNotSameAs(session);
    var late = session.user("bob").subscribe(told::add);
    var lateRequest = session.user("bob").get();
    stage.run();
    assertThat(late.state()).isInstanceOf(Failed.class);
    assertThat(code(lateRequest)).isEqualTo(ErrorCode.SESSION_CLOSED);
    session.close();
  }

  @Test
  void bad_arguments_are_refused_at_once() {
    assertThatThrownBy(() -> session.user("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> session.conversation(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> session.conversation(C).message(""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> session.onError(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> session.setToken("")).isInstanceOf(IllegalArgumentException.class);
  }
}
