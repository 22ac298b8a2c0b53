package io.tertulia.client;

import static io.tertulia.client.mirror.Facts.C;
import static io.tertulia.client.mirror.Facts.ME;
import static io.tertulia.client.mirror.Facts.at;
import static io.tertulia.client.mirror.Facts.down;
import static io.tertulia.client.mirror.Facts.event;
import static io.tertulia.client.mirror.Facts.fresh;
import static io.tertulia.client.mirror.Facts.message;
import static io.tertulia.client.mirror.Facts.onTop;
import static io.tertulia.client.mirror.Facts.participant;
import static io.tertulia.client.mirror.Facts.state;
import static io.tertulia.client.mirror.Facts.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.Have;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Wrong behaviours that the law found, by their names.
@SuppressWarnings("FutureReturnValueIgnored") // What it brings is looked at elsewhere.
class FollowTest {
  private final Stage stage = new Stage();
  private final TalkSession session = stage.session();
  private final Recorder<MessageSnapshot> told = new Recorder<>();

  private static List<Fact> facts(int first, int last) {
    return IntStream.rangeClosed(first, last).<Fact>mapToObj(n -> message(n, n, "bob")).toList();
  }

  private FakeLine shown() {
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    line.tell(state(follow.id(), fresh(C, 100, 61, 90, down(61))));
    line.rest();
    return line;
  }

  @Test
  void nothing_is_forgotten_while_an_answer_that_builds_on_it_is_on_its_way() {
    MessageSubscription wide = session.conversation(C).subscribeMessages(null);
    FakeLine line = shown();
    wide.loadMore(10);
    stage.run();
    var ten = line.take(ClientFrame.FollowConversation.class);
    line.tell(state(ten.id(), onTop(C, 100, facts(51, 60), List.of(), down(51))));
    MessageSubscription narrow = session.conversation(C).subscribeMessages(told);
    stage.run();
    wide.loadMore(5);
    stage.run();
    var five = line.take(ClientFrame.FollowConversation.class);
    assertThat(five.have().messagesFrom()).isEqualTo(down(51));
    wide.unsubscribe();
    stage.run();
    line.tell(state(five.id(), onTop(C, 100, facts(46, 50), List.of(), down(46))));
    narrow.loadMore(40);
    stage.run();
    assertThat(told.last()).extracting(MessageSnapshot::id).doesNotHaveDuplicates();
    var more = line.take(ClientFrame.FollowConversation.class);
    int below = Integer.parseInt(more.have().messagesFrom().id().substring(1));
    line.tell(state(more.id(), onTop(C, 100, facts(21, below - 1), List.of(), down(21))));
    assertThat(told.last()).hasSize(70);
  }

  @Test
  void an_answer_that_builds_on_what_a_fresh_state_replaced_does_not_count() {
    session.conversation(C).subscribeMessages(told);
    shown();
    stage.cut();
    FakeLine line = stage.welcome();
    var resume = line.take(ClientFrame.FollowConversation.class);
    line.tell(
        state(null, fresh(C, 101, 91, 91, null)),
        state(resume.id(), onTop(C, 102, facts(91, 92), List.of(), down(61))));
    assertThat(told.snapshots).hasSize(1);
    line.take(ClientFrame.FollowUsers.class);
    var again = line.take(ClientFrame.FollowConversation.class);
    assertThat(again.have()).isEqualTo(new Have(at(102), null, null));
    assertThat(again.moreMessages()).isEqualTo(30);
    line.tell(state(again.id(), onTop(C, 102, facts(63, 91), List.of(), down(63))));
    assertThat(told.last()).hasSize(30);
  }

  @Test
  void what_is_below_the_bounds_of_an_answer_after_a_cut_is_forgotten() {
    session.conversation(C).subscribe(null);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    line.tell(state(follow.id(), fresh(C, 100, 90, 90, null)));
    line.tell(event(101, message(91, 101, "bob")));
    stage.cut();
    FakeLine next = stage.welcome();
    var resume = next.take(ClientFrame.FollowConversation.class);
    next.tell(state(resume.id(), onTop(C, 110, facts(95, 95), List.of(), null)));
    var known = session.core().mirror().conversation(C);
    assertThat(known.message("m95")).isNotNull();
    assertThat(known.message("m91")).isNull();
  }

  @Test
  void a_participant_looked_at_again_is_asked_for_again() {
    session.conversation(C).subscribe(null);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    line.tell(state(follow.id(), fresh(C, 100, 90, 90, null)));
    line.rest();
    var bob = session.conversation(C).participant("bob").subscribe(null);
    stage.run();
    var named = line.take(ClientFrame.FollowConversation.class);
    List<Fact> put = List.of(participant("bob", 3, 700), user("bob", 1));
    line.tell(state(named.id(), onTop(C, 100, put, List.of(), null)));
    bob.unsubscribe();
    stage.run();
    List<@Nullable ParticipantSnapshot> shown = new ArrayList<>();
    session.conversation(C).participant("bob").subscribe(shown::add);
    stage.run();
    assertThat(shown).isEmpty();
    var again = line.take(ClientFrame.FollowConversation.class);
    assertThat(again.participants()).containsExactly("bob");
    line.tell(state(again.id(), onTop(C, 100, put, List.of(), null)));
    assertThat(shown).hasSize(1).doesNotContainNull();
    assertThat(session.core().mirror().people()).contains(ME, "bob");
  }

  @Test
  void a_conversation_that_came_late_into_the_list_and_was_left_does_not_stay() {
    Recorder<ConversationSnapshot> list = new Recorder<>();
    var opened = session.conversation(C).subscribe(null);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    opened.unsubscribe();
    session.subscribeConversations(list);
    stage.run();
    line.take(ClientFrame.Unfollow.class);
    var first = line.take(ClientFrame.FollowInbox.class);
    line.tell(
        state(follow.id(), fresh(C, 100, 90, 90, null)),
        new ServerFrame.Inbox(first.id(), Bound.EVERYTHING, 0, List.of(), List.of()));
    assertThat(list.snapshots).isEmpty();
    var again = line.take(ClientFrame.FollowInbox.class);
    assertThat(again.known()).containsOnlyKeys(C);
    line.tell(new ServerFrame.Inbox(again.id(), Bound.EVERYTHING, 0, List.of(), List.of(C)));
    assertThat(list.last()).isEmpty();
    assertThat(list.all()).isTrue();
  }

  @Test
  void a_conversation_whose_follow_was_refused_does_not_stay_in_the_list_as_it_was() {
    session.subscribeConversations(null);
    var opened = session.conversation(C).subscribe(null);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    var list = line.take(ClientFrame.FollowInbox.class);
    line.tell(
        new ServerFrame.Inbox(list.id(), Bound.EVERYTHING, 1, List.of(), List.of()),
        state(follow.id(), fresh(C, 100, 90, 90, null)));
    stage.cut();
    FakeLine next = stage.welcome();
    var resume = next.take(ClientFrame.FollowConversation.class);
    var resumed = next.take(ClientFrame.FollowInbox.class);
    next.rest();
    next.tell(
        new ServerFrame.Refused(resume.id(), ErrorCode.UNAVAILABLE, "busy"),
        new ServerFrame.Inbox(resumed.id(), Bound.EVERYTHING, 1, List.of(), List.of()));
    opened.unsubscribe();
    stage.run();
    next.take(ClientFrame.Unfollow.class);
    assertThat(next.take(ClientFrame.FollowInbox.class).known()).containsOnlyKeys(C);
  }

  @Test
  void a_gap_in_a_conversation_of_the_list_is_not_forgotten_with_the_next_answer() {
    session.subscribeConversations(null);
    var opened = session.conversation(C).subscribe(null);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    var list = line.take(ClientFrame.FollowInbox.class);
    Bound above = new Bound(101_000, "c101");
    line.tell(
        state(follow.id(), fresh(C, 100, 90, 90, null)),
        new ServerFrame.Inbox(
            list.id(),
            above,
            22,
            IntStream.rangeClosed(101, 120).mapToObj(n -> fresh("c" + n, 100, n, n, null)).toList(),
            List.of()));
    stage.cut();
    FakeLine next = stage.welcome();
    var resume = next.take(ClientFrame.FollowConversation.class);
    var resumed = next.take(ClientFrame.FollowInbox.class);
    next.rest();
    opened.unsubscribe();
    stage.run();
    next.take(ClientFrame.Unfollow.class);
    next.tell(
        state(resume.id(), onTop(C, 110, facts(130, 130), List.of(), null)),
        new ServerFrame.Inbox(resumed.id(), above, 22, List.of(), List.of()));
    assertThat(next.take(ClientFrame.FollowInbox.class).known()).hasSize(20);
  }
}
