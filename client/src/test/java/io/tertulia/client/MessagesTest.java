package io.tertulia.client;

import static io.tertulia.client.mirror.Facts.C;
import static io.tertulia.client.mirror.Facts.ME;
import static io.tertulia.client.mirror.Facts.at;
import static io.tertulia.client.mirror.Facts.down;
import static io.tertulia.client.mirror.Facts.event;
import static io.tertulia.client.mirror.Facts.fresh;
import static io.tertulia.client.mirror.Facts.gone;
import static io.tertulia.client.mirror.Facts.message;
import static io.tertulia.client.mirror.Facts.onTop;
import static io.tertulia.client.mirror.Facts.state;
import static io.tertulia.client.mirror.Facts.tally;
import static io.tertulia.client.mirror.Facts.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.fact.Position;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.Have;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // What it brings is looked at elsewhere.
class MessagesTest {
  private final Stage stage = new Stage();
  private final TalkSession session = stage.session();
  private final Recorder<MessageSnapshot> told = new Recorder<>();

  private static List<String> ids(List<MessageSnapshot> messages) {
    return messages.stream().map(MessageSnapshot::id).toList();
  }

  private static List<Fact> facts(int first, int last) {
    return IntStream.rangeClosed(first, last).<Fact>mapToObj(n -> message(n, n, "bob")).toList();
  }

  private MessageSubscription subscribe() {
    return session.conversation(C).subscribeMessages(told);
  }

  /// A subscription that shows the messages from-to, of so many.
  private FakeLine shown(int first, int last) {
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    line.tell(state(follow.id(), fresh(C, 100, first, last, down(first))));
    line.take(ClientFrame.FollowUsers.class);
    return line;
  }

  @Test
  void nothing_is_opened_before_the_first_use() {
    session.conversation(C).message("m1");
    stage.run();
    assertThat(stage.lines).isEmpty();
  }

  @Test
  void the_newest_thirty_are_asked_for_and_shown_newest_first() {
    MessageSubscription messages = subscribe();
    assertThat(messages.state()).isInstanceOf(Pending.class);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    assertThat(follow.have()).isNull();
    assertThat(follow.moreMessages()).isEqualTo(30);
    assertThat(follow.moreParticipants()).isZero();
    line.tell(state(follow.id(), fresh(C, 100, 11, 40, down(11))));
    assertThat(told.snapshots).hasSize(1);
    assertThat(ids(told.last())).hasSize(30).startsWith("m40", "m39").endsWith("m11");
    assertThat(told.all()).isFalse();
    assertThat(messages.state()).isEqualTo(new Active<>(told.last(), false));
    assertThat(messages.connected()).isCompleted();
    assertThat(line.take(ClientFrame.FollowUsers.class).versions()).containsOnlyKeys(ME, "bob");
    assertThat(line.rest()).isEmpty();
  }

  @Test
  void an_answer_with_fewer_than_asked_is_continued_until_all_are_there() {
    subscribe();
    FakeLine line = stage.welcome();
    var first = line.take(ClientFrame.FollowConversation.class);
    line.tell(state(first.id(), fresh(C, 100, 21, 40, down(21))));
    assertThat(told.snapshots).isEmpty();
    var second = line.take(ClientFrame.FollowConversation.class);
    assertThat(second.have()).isEqualTo(new Have(at(100), down(21), null));
    assertThat(second.moreMessages()).isEqualTo(10);
    line.tell(state(second.id(), onTop(C, 100, facts(11, 20), List.of(), down(11))));
    assertThat(told.snapshots).hasSize(1);
    assertThat(told.last()).hasSize(30);
  }

  @Test
  void fewer_messages_than_a_window_are_all() {
    subscribe();
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    line.tell(state(follow.id(), fresh(C, 100, 1, 3, Bound.EVERYTHING)));
    assertThat(ids(told.last())).containsExactly("m3", "m2", "m1");
    assertThat(told.all()).isTrue();
    line.tell(event(101, message(4, 101, ME), tally(101, 4, 2)));
    assertThat(ids(told.last())).containsExactly("m4", "m3", "m2", "m1");
    assertThat(told.all()).isTrue();
  }

  @Test
  void an_edit_a_deletion_and_a_new_name_are_shown_and_the_rest_keeps_its_identity() {
    subscribe();
    FakeLine line = shown(11, 40);
    List<MessageSnapshot> before = told.last();
    line.tell(event(101, message(40, 101, "bob", null, "edited")));
    assertThat(told.last().get(0).plaintext()).isEqualTo("edited");
    assertThat(told.last().get(1)).isSameAs(before.get(1));
    line.tell(event(102, List.of(tally(102, 39, 2)), List.of(gone(30, "bob"))));
    assertThat(told.last()).hasSize(29);
    assertThat(told.last().get(28)).isSameAs(before.get(29));
    line.tell(new ServerFrame.Users(null, List.of(user("bob", 2))));
    assertThat(told.last()).allSatisfy(m -> assertThat(m.sender().name()).isEqualTo("bob 2"));
    assertThat(told.last().get(0).sender()).isSameAs(told.last().get(1).sender());
    assertThat(told.snapshots).hasSize(4);
  }

  @Test
  void a_deleted_reply_target_is_shown_as_none() {
    subscribe();
    FakeLine line = shown(11, 40);
    line.tell(
        event(101, message(41, 101, ME, "m2", "answer"), message(2, 2, "bob"), tally(101, 41, 2)));
    assertThat(told.last().get(0).referencedMessage().plaintext()).isEqualTo("text 2");
    line.tell(event(102, List.of(tally(102, 40, 2)), List.of(gone(2, "bob"))));
    assertThat(told.last().get(0).referencedMessage()).isNull();
    assertThat(told.last()).hasSize(31);
  }

  @Test
  void what_changes_nothing_to_be_seen_is_not_told() {
    subscribe();
    FakeLine line = shown(11, 40);
    line.tell(event(101, message(40, 101, "bob"), tally(101, 40, 3)));
    line.tell(new ServerFrame.Users(null, List.of(user("carol", 2))));
    assertThat(told.snapshots).hasSize(1);
  }

  @Test
  void frames_that_come_together_are_told_together() {
    subscribe();
    FakeLine line = shown(11, 40);
    line.tell(
        event(101, message(41, 101, ME)),
        event(102, message(42, 102, ME)),
        event(103, message(43, 103, ME)));
    assertThat(told.snapshots).hasSize(2);
    assertThat(told.last()).hasSize(33);
  }

  @Test
  void after_a_cut_it_is_followed_from_its_position_and_tells_the_difference_once() {
    MessageSubscription messages = subscribe();
    shown(11, 40);
    stage.cut();
    assertThat(messages.state()).isInstanceOf(Active.class);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    assertThat(follow.have()).isEqualTo(new Have(at(100), down(11), null));
    assertThat(follow.moreMessages()).isZero();
    assertThat(line.take(ClientFrame.FollowUsers.class).versions()).containsEntry("bob", 1L);
    line.tell(state(follow.id(), onTop(C, 105, facts(41, 42), List.of(gone(40, "bob")), down(11))));
    assertThat(told.snapshots).hasSize(2);
    assertThat(ids(told.last())).startsWith("m42", "m41", "m39").hasSize(31);
  }

  @Test
  void a_resume_without_a_difference_tells_nothing() {
    subscribe();
    shown(11, 40);
    stage.cut();
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    line.tell(state(follow.id(), onTop(C, 100, List.of(), List.of(), down(11))));
    assertThat(told.snapshots).hasSize(1);
  }

  @Test
  void a_fresh_answer_after_a_long_absence_keeps_what_is_equal_and_may_end_higher() {
    subscribe();
    shown(11, 40);
    MessageSnapshot kept = told.last().get(0);
    stage.cut();
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    line.tell(state(follow.id(), fresh(C, 500, 40, 90, down(40))));
    assertThat(told.snapshots).hasSize(2);
    assertThat(ids(told.last())).startsWith("m90").endsWith("m40").hasSize(51);
    assertThat(told.last().get(50)).isSameAs(kept);
  }

  @Test
  void a_gap_is_followed_again_from_the_position() {
    subscribe();
    FakeLine line = shown(11, 40);
    line.tell(event(103, message(43, 103, ME)));
    stage.advance(1_000);
    var follow = line.take(ClientFrame.FollowConversation.class);
    assertThat(follow.have().position()).isEqualTo(at(100));
    line.tell(state(follow.id(), onTop(C, 103, facts(41, 43), List.of(), down(11))));
    assertThat(ids(told.last())).startsWith("m43", "m42", "m41", "m40");
  }

  @Test
  void a_conversation_that_began_anew_replaces_the_old_one() {
    subscribe();
    FakeLine line = shown(11, 40);
    line.tell(new ServerFrame.Event(C, new Position(2, 1), List.of(), List.of()));
    stage.advance(1_000);
    assertThat(line.take(ClientFrame.FollowConversation.class).have().position().epoch())
        .isEqualTo(1);
  }

  @Test
  void more_is_loaded_below_the_window_and_told_before_the_future_completes() {
    MessageSubscription messages = subscribe();
    FakeLine line = shown(61, 90);
    List<String> order = new ArrayList<>();
    var five = messages.loadMore(5).thenRun(() -> order.add("5 at " + told.last().size()));
    var ten = messages.loadMore(10).thenRun(() -> order.add("10 at " + told.last().size()));
    stage.run();
    var follow = line.take(ClientFrame.FollowConversation.class);
    assertThat(follow.moreMessages()).isEqualTo(10);
    assertThat(line.rest()).isEmpty();
    line.tell(state(follow.id(), onTop(C, 100, facts(51, 60), List.of(), down(51))));
    assertThat(five).isCompleted();
    assertThat(ten).isCompleted();
    assertThat(order).containsExactly("5 at 40", "10 at 40");
    assertThat(told.snapshots).hasSize(2);
  }

  @Test
  void a_larger_call_widens_one_on_its_way() {
    MessageSubscription messages = subscribe();
    FakeLine line = shown(61, 90);
    messages.loadMore(5);
    stage.run();
    var ten = messages.loadMore(10);
    stage.run();
    var first = line.take(ClientFrame.FollowConversation.class);
    assertThat(line.rest()).isEmpty();
    line.tell(state(first.id(), onTop(C, 100, facts(56, 60), List.of(), down(56))));
    assertThat(told.last()).hasSize(35);
    assertThat(ten).isNotDone();
    var second = line.take(ClientFrame.FollowConversation.class);
    assertThat(second.moreMessages()).isEqualTo(5);
    line.tell(state(second.id(), onTop(C, 100, facts(51, 55), List.of(), down(51))));
    assertThat(told.last()).hasSize(40);
    assertThat(ten).isCompleted();
  }

  @Test
  void a_call_on_its_way_is_asked_again_after_a_cut() {
    MessageSubscription messages = subscribe();
    FakeLine line = shown(61, 90);
    var more = messages.loadMore();
    stage.run();
    line.take(ClientFrame.FollowConversation.class);
    stage.cut();
    FakeLine next = stage.welcome();
    var follow = next.take(ClientFrame.FollowConversation.class);
    assertThat(follow.moreMessages()).isEqualTo(30);
    next.tell(state(follow.id(), onTop(C, 100, facts(31, 60), List.of(), down(31))));
    assertThat(more).isCompleted();
    assertThat(told.last()).hasSize(60);
  }

  @Test
  void calls_out_of_range_are_refused_at_once() {
    MessageSubscription messages = subscribe();
    for (int count : new int[] {0, -1, 101}) {
      assertThatThrownBy(() -> messages.loadMore(count).join())
          .cause()
          .isInstanceOfSatisfying(
              TalkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }
  }

  @Test
  void a_call_while_pending_waits_and_one_after_the_end_fails() {
    MessageSubscription messages = subscribe();
    var early = messages.loadMore(5);
    FakeLine line = stage.welcome();
    var first = line.take(ClientFrame.FollowConversation.class);
    assertThat(first.moreMessages()).isEqualTo(30);
    line.tell(state(first.id(), fresh(C, 100, 61, 90, down(61))));
    assertThat(line.take(ClientFrame.FollowConversation.class).moreMessages()).isEqualTo(5);
    messages.unsubscribe();
    stage.run();
    var late = messages.loadMore(5);
    stage.run();
    for (var call : List.of(early, late)) {
      assertThatThrownBy(call::join)
          .cause()
          .isInstanceOfSatisfying(
              TalkException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.SUBSCRIPTION_ENDED));
    }
  }

  @Test
  void with_all_loaded_or_nothing_to_see_a_call_completes_without_a_snapshot() {
    MessageSubscription messages = subscribe();
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    line.tell(state(follow.id(), fresh(C, 100, 1, 3, Bound.EVERYTHING)));
    var all = messages.loadMore();
    stage.run();
    assertThat(all).isCompleted();
    line.tell(new ServerFrame.Outside(null, C, null));
    var none = messages.loadMore();
    stage.run();
    assertThat(none).isCompleted();
    assertThat(told.snapshots).hasSize(2);
  }

  @Test
  void outside_is_null_and_joining_shows_the_messages_again() {
    subscribe();
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    line.tell(new ServerFrame.Outside(follow.id(), C, null));
    assertThat(told.snapshots).hasSize(1);
    assertThat(told.last()).isNull();
    assertThat(told.all()).isTrue();
    line.tell(state(null, fresh(C, 100, 40, 40, null)));
    assertThat(told.snapshots).hasSize(1);
    var further = line.take(ClientFrame.FollowConversation.class);
    assertThat(further.have()).isEqualTo(new Have(at(100), null, null));
    line.tell(state(further.id(), onTop(C, 100, facts(11, 39), List.of(), down(11))));
    assertThat(told.last()).hasSize(30);
    line.tell(event(101, List.of(), List.of(new Gone.ParticipantGone(ME))));
    assertThat(told.last()).isNull();
  }

  @Test
  void a_second_subscription_costs_no_request_and_shares_what_it_shows() {
    subscribe();
    FakeLine line = shown(11, 40);
    Recorder<MessageSnapshot> second = new Recorder<>();
    session.conversation(C).subscribeMessages(second);
    assertThat(second.snapshots).isEmpty();
    stage.run();
    assertThat(line.rest()).isEmpty();
    assertThat(second.last()).isEqualTo(told.last());
    assertThat(second.last().get(0)).isSameAs(told.last().get(0));
  }

  @Test
  void windows_are_independent() {
    subscribe();
    FakeLine line = shown(61, 90);
    Recorder<MessageSnapshot> second = new Recorder<>();
    MessageSubscription other = session.conversation(C).subscribeMessages(second);
    stage.run();
    other.loadMore(5);
    stage.run();
    var follow = line.take(ClientFrame.FollowConversation.class);
    line.tell(state(follow.id(), onTop(C, 100, facts(56, 60), List.of(), down(56))));
    assertThat(second.last()).hasSize(35);
    assertThat(told.snapshots).hasSize(1);
  }

  @Test
  void the_last_one_to_leave_ends_the_follow_and_forgets_the_people() {
    MessageSubscription first = subscribe();
    FakeLine line = shown(11, 40);
    var second = session.conversation(C).subscribe(null);
    stage.run();
    first.unsubscribe();
    stage.run();
    assertThat(line.rest()).isEmpty();
    second.unsubscribe();
    stage.run();
    assertThat(line.take(ClientFrame.Unfollow.class).conversations()).containsExactly(C);
    assertThat(line.take(ClientFrame.Unfollow.class).users()).containsExactlyInAnyOrder(ME, "bob");
  }
}
