package io.tertulia.testkit.stories;

import static io.tertulia.testkit.stories.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.client.Active;
import io.tertulia.client.ConversationRef;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.Pending;
import io.tertulia.client.TalkSession;
import io.tertulia.client.Unsubscribed;
import io.tertulia.client.UserSnapshot;
import io.tertulia.client.UserSubscription;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.testkit.ListRecorder;
import io.tertulia.testkit.People;
import io.tertulia.testkit.Recorder;
import io.tertulia.testkit.Scissors;
import io.tertulia.testkit.TertuliaExtension;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TertuliaExtension.class)
class SubscriptionTest {
  @Test
  void a_subscription_is_pending_then_active_then_over(People people, Scissors scissors) {
    people.create("bob");
    TalkSession alice = people.session("alice", scissors);
    scissors.stall();
    UserSubscription bob = alice.user("bob").subscribe(null);
    assertThat(bob.state()).isInstanceOf(Pending.class);
    assertThat(bob.connected()).isNotDone();
    scissors.resume();
    Active<UserSnapshot> first = bob.connected().join();
    assertThat(first.latestSnapshot().name()).isEqualTo("Bob");
    assertThat(first.loadedAll()).isTrue();
    assertThat(bob.state()).isEqualTo(first);
    assertThat(bob.terminated()).isNotDone();
    bob.unsubscribe();
    bob.unsubscribe();
    assertThat(bob.state()).isInstanceOf(Unsubscribed.class);
    assertThat(bob.terminated().join()).isInstanceOf(Unsubscribed.class);
    assertThat(bob.connected().join()).isEqualTo(first);
  }

  @Test
  void who_unsubscribes_early_never_connects(People people, Scissors scissors) {
    TalkSession alice = people.session("alice", scissors);
    scissors.stall();
    UserSubscription bob = alice.user("bob").subscribe(null);
    bob.unsubscribe();
    assertRefused(bob.connected(), ErrorCode.SUBSCRIPTION_ENDED);
    assertThat(bob.terminated().join()).isInstanceOf(Unsubscribed.class);
  }

  @Test
  void the_state_is_set_before_the_callback_and_the_future_completes_behind_it(People people) {
    people.create("bob");
    var subscription = new CompletableFuture<UserSubscription>();
    var connectedEarly = new CompletableFuture<Boolean>();
    var stateInside = new CompletableFuture<Object>();
    UserSubscription bob =
        people
            .session("alice")
            .user("bob")
            .subscribe(snapshot -> {
              UserSubscription self = subscription.join();
              connectedEarly.complete(self.connected().isDone());
              stateInside.complete(self.state());
            });
    subscription.complete(bob);
    assertThat(stateInside.join()).isEqualTo(bob.connected().join());
    assertThat(connectedEarly.join()).isFalse();
  }

  @Test
  void a_callback_that_throws_ends_nothing(People people) {
    people.create("bob");
    var seen = new Recorder<UserSnapshot>();
    people
        .session("alice")
        .user("bob")
        .subscribe(snapshot -> {
          Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
          seen.accept(snapshot);
          throw new IllegalStateException("a mistake of the application");
        });
    assertThat(seen.next().name()).isEqualTo("Bob");
    people.backend().put(SessionTest.name("Robert"), "users", "bob").orThrow();
    assertThat(seen.next().name()).isEqualTo("Robert");
  }

  @Test
  void a_change_that_is_taken_back_before_it_is_told_is_not_told(People people) {
    people.create("bob");
    TalkSession alice = people.session("alice");
    var seen = new Recorder<UserSnapshot>();
    var released = new CompletableFuture<Void>();
    alice
        .user("bob")
        .subscribe(snapshot -> {
          seen.accept(snapshot);
          released.join();
        });
    assertThat(seen.next().name()).isEqualTo("Bob");
    for (String name : new String[] {"Robert", "Bob"}) {
      people.backend().put(SessionTest.name(name), "users", "bob").orThrow();
      // Behind this answer the change has been heard of.
      assertThat(alice.user("bob").get().join().orElseThrow().name()).isEqualTo(name);
    }
    released.complete(null);
    people.backend().put(SessionTest.name("Bobby"), "users", "bob").orThrow();
    assertThat(seen.next().name()).isEqualTo("Bobby");
  }

  @Test
  void a_second_subscription_is_answered_from_what_is_known(People people, Scissors scissors) {
    people.conversation("lunch", "alice");
    ConversationRef lunch = people.session("alice", scissors).conversation("lunch");
    lunch.subscribeMessages(null).connected().join();
    scissors.stall();
    assertThat(lunch.subscribeMessages(null).connected().join().latestSnapshot()).isEmpty();
  }

  @Test
  void snapshots_cannot_be_changed(People people) {
    people.conversation("lunch", "alice");
    ConversationRef lunch = people.session("alice").conversation("lunch");
    lunch.send("Hungry?").join();
    var seen = new ListRecorder<MessageSnapshot>();
    lunch.subscribeMessages(seen);
    var page = seen.next();
    assertThatThrownBy(() -> page.items().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> page.first().custom().put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> page.first().content().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void what_did_not_change_stays_the_same_object(People people) {
    people.conversation("lunch", "alice");
    ConversationRef lunch = people.session("alice").conversation("lunch");
    lunch.send("Hungry?").join();
    var seen = new ListRecorder<MessageSnapshot>();
    lunch.subscribeMessages(seen);
    MessageSnapshot before = seen.next().first();
    lunch.send("Very.").join();
    assertThat(seen.next().items().getLast()).isSameAs(before);
  }
}
