package io.tertulia.client;

import static io.tertulia.client.mirror.Facts.ME;
import static io.tertulia.client.mirror.Facts.READ;
import static io.tertulia.client.mirror.Facts.at;
import static io.tertulia.client.mirror.Facts.basics;
import static io.tertulia.client.mirror.Facts.gone;
import static io.tertulia.client.mirror.Facts.message;
import static io.tertulia.client.mirror.Facts.tally;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.fact.ReadMark;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.filter.StringFilter;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InboxTest {
  private final Stage stage = new Stage();
  private final TalkSession session = stage.session();
  private final Recorder<ConversationSnapshot> told = new Recorder<>();

  /// Conversation `c7` has one message, `m7`, so it was active at 7,000.
  private static ConversationState summary(int number) {
    List<Fact> put = new ArrayList<>(basics("c" + number, 10, number, 2));
    put.add(message(number, number, "bob"));
    return new ConversationState(
        "c" + number, at(10), true, put, List.of(), READ.withUnread(1), null, null);
  }

  private static List<ConversationState> summaries(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(InboxTest::summary).toList();
  }

  private static Bound from(int number) {
    return new Bound(number * 1000L, "c" + number);
  }

  private static ServerFrame.Event event(int number, long version, Fact... put) {
    return new ServerFrame.Event("c" + number, at(version), List.of(put), List.of());
  }

  private List<String> ids() {
    return told.last().stream().map(ConversationSnapshot::id).toList();
  }

  private FakeLine shown(int first, int last, int total) {
    session.subscribeConversations(told);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowInbox.class);
    line.tell(
        new ServerFrame.Inbox(
            follow.id(),
            total == last - first + 1 ? Bound.EVERYTHING : from(first),
            total,
            summaries(first, last),
            List.of()));
    line.rest();
    return line;
  }

  @Test
  void the_twenty_most_recently_active_are_shown() {
    session.subscribeConversations(told);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowInbox.class);
    assertThat(follow)
        .isEqualTo(new ClientFrame.FollowInbox(follow.id(), null, 20, java.util.Map.of()));
    line.tell(new ServerFrame.Inbox(follow.id(), from(11), 30, summaries(11, 30), List.of()));
    assertThat(ids()).hasSize(20).startsWith("c30", "c29").endsWith("c11");
    assertThat(told.all()).isFalse();
    assertThat(told.last().get(0).lastMessage().plaintext()).isEqualTo("text 30");
  }

  @Test
  void nothing_at_all_is_an_empty_list() {
    session.subscribeConversations(told);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowInbox.class);
    line.tell(new ServerFrame.Inbox(follow.id(), Bound.EVERYTHING, 0, List.of(), List.of()));
    assertThat(told.last()).isEmpty();
    assertThat(told.all()).isTrue();
  }

  @Test
  void a_new_message_moves_its_conversation_to_the_top_and_the_others_keep_their_identity() {
    FakeLine line = shown(1, 3, 3);
    assertThat(told.all()).isTrue();
    ConversationSnapshot second = told.last().get(0);
    line.tell(event(1, 11, message(50, 11, "bob"), tally(11, 2, 2)));
    assertThat(ids()).containsExactly("c1", "c3", "c2");
    assertThat(told.last().get(1)).isSameAs(second);
  }

  @Test
  void joining_adds_and_leaving_takes_away() {
    FakeLine line = shown(1, 3, 3);
    line.tell(new ServerFrame.State(null, summary(9), 4));
    assertThat(ids()).containsExactly("c9", "c3", "c2", "c1");
    assertThat(told.all()).isTrue();
    line.tell(
        new ServerFrame.Event("c2", at(11), List.of(), List.of(new Gone.ParticipantGone(ME))));
    assertThat(ids()).containsExactly("c9", "c3", "c1");
    assertThat(told.all()).isTrue();
    line.tell(new ServerFrame.Outside(null, "c3", 2));
    assertThat(ids()).containsExactly("c9", "c1");
    assertThat(told.all()).isTrue();
  }

  @Test
  void more_are_loaded_below_and_those_known_are_named() {
    session.subscribeConversations(told);
    FakeLine line = stage.welcome();
    var first = line.take(ClientFrame.FollowInbox.class);
    line.tell(new ServerFrame.Inbox(first.id(), from(21), 40, summaries(21, 40), List.of()));
    line.rest();
    assertThat(told.snapshots).hasSize(1);
  }

  @Test
  void load_more_asks_from_the_bound() {
    ConversationListSubscription list = session.subscribeConversations(told);
    FakeLine line = stage.welcome();
    var first = line.take(ClientFrame.FollowInbox.class);
    line.tell(new ServerFrame.Inbox(first.id(), from(21), 40, summaries(21, 40), List.of()));
    line.rest();
    var more = list.loadMore(10);
    stage.run();
    var further = line.take(ClientFrame.FollowInbox.class);
    assertThat(further.from()).isEqualTo(from(21));
    assertThat(further.more()).isEqualTo(10);
    assertThat(further.known()).hasSize(20).containsKey("c21");
    line.tell(new ServerFrame.Inbox(further.id(), from(11), 40, summaries(11, 20), List.of()));
    assertThat(ids()).hasSize(30).endsWith("c11");
    assertThat(more).isCompleted();
  }

  @Test
  void after_a_cut_only_what_changed_comes() {
    shown(1, 3, 3);
    ConversationSnapshot kept = told.last().get(0);
    stage.cut();
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowInbox.class);
    assertThat(follow.known()).containsOnlyKeys("c1", "c2", "c3");
    assertThat(follow.known().get("c1").position()).isEqualTo(at(10));
    var changed =
        new ConversationState(
            "c1",
            at(12),
            false,
            List.of(message(60, 12, "bob"), tally(12, 2, 2)),
            List.of(),
            READ.withUnread(2),
            null,
            null);
    line.tell(
        new ServerFrame.Inbox(follow.id(), Bound.EVERYTHING, 2, List.of(changed), List.of("c2")));
    assertThat(ids()).containsExactly("c1", "c3");
    assertThat(told.last().get(0).unreadMessageCount()).isEqualTo(2);
    assertThat(told.last().get(1)).isSameAs(kept);
    assertThat(told.snapshots).hasSize(2);
  }

  @Test
  void a_conversation_followed_by_itself_is_told_there_and_stands_in_the_list() {
    var opened = session.conversation("c2").subscribe(null);
    session.subscribeConversations(told);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    var list = line.take(ClientFrame.FollowInbox.class);
    line.tell(
        new ServerFrame.Inbox(
            list.id(), Bound.EVERYTHING, 3, List.of(summary(1), summary(3)), List.of()));
    assertThat(told.snapshots).isEmpty();
    line.tell(new ServerFrame.State(follow.id(), summary(2), 3));
    assertThat(ids()).containsExactly("c3", "c2", "c1");
    assertThat(told.all()).isTrue();
    line.rest();
    opened.unsubscribe();
    stage.run();
    assertThat(line.take(ClientFrame.Unfollow.class).conversations()).containsExactly("c2");
    line.tell(event(2, 11, message(70, 11, "bob"), tally(11, 3, 2)));
    assertThat(ids()).containsExactly("c2", "c3", "c1");
  }

  @Test
  void opening_a_conversation_of_the_list_says_what_is_known() {
    FakeLine line = shown(1, 3, 3);
    List<@Nullable ConversationSnapshot> shown = new ArrayList<>();
    session.conversation("c3").subscribe(shown::add);
    stage.run();
    assertThat(shown).hasSize(1);
    assertThat(shown.get(0)).isSameAs(told.last().get(0));
    var follow = line.take(ClientFrame.FollowConversation.class);
    assertThat(follow.have().position()).isEqualTo(at(10));
  }

  @Test
  void an_event_of_a_conversation_that_the_list_lacks_is_a_gap() {
    FakeLine line = shown(1, 3, 3);
    line.tell(event(8, 11, message(80, 11, "bob")));
    stage.advance(1_000);
    assertThat(line.take(ClientFrame.Unfollow.class).inbox()).isTrue();
    var again = line.take(ClientFrame.FollowInbox.class);
    assertThat(again.known()).hasSize(3);
    line.tell(
        new ServerFrame.Inbox(again.id(), Bound.EVERYTHING, 4, List.of(summary(8)), List.of()));
    assertThat(ids()).containsExactly("c8", "c3", "c2", "c1");
  }

  @Test
  void a_last_message_that_is_deleted_moves_its_conversation_down() {
    FakeLine line = shown(1, 3, 3);
    line.tell(
        new ServerFrame.Event(
            "c3", at(11), List.of(tally(11, 1, 2), message(2, 2, "bob")), List.of(gone(3, "bob"))));
    assertThat(ids()).containsExactly("c2", "c3", "c1");
  }

  @Test
  void the_last_one_to_leave_ends_the_follow() {
    ConversationListSubscription list = session.subscribeConversations(told);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowInbox.class);
    line.tell(new ServerFrame.Inbox(follow.id(), Bound.EVERYTHING, 3, summaries(1, 3), List.of()));
    line.rest();
    list.unsubscribe();
    stage.run();
    assertThat(line.take(ClientFrame.Unfollow.class).inbox()).isTrue();
    line.tell(event(1, 11, message(50, 11, "bob")));
    session.subscribeConversations(told);
    stage.run();
    line.take(ClientFrame.Unfollow.class);
    assertThat(line.take(ClientFrame.FollowInbox.class).known()).isEmpty();
  }

  @Test
  void more_than_500_known_conversations_come_fresh_and_the_others_are_gone() {
    session.subscribeConversations(told);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowInbox.class);
    line.tell(
        new ServerFrame.Inbox(follow.id(), Bound.EVERYTHING, 501, summaries(1, 501), List.of()));
    assertThat(ids()).hasSize(20).startsWith("c501");
    stage.cut();
    FakeLine next = stage.welcome();
    var again = next.take(ClientFrame.FollowInbox.class);
    assertThat(again.known()).isEmpty();
    next.tell(
        new ServerFrame.Inbox(
            again.id(), Bound.EVERYTHING, 2, List.of(summary(500), summary(490)), List.of()));
    assertThat(ids()).containsExactly("c500", "c490");
    assertThat(told.all()).isTrue();
  }

  @Test
  void more_than_500_known_conversations_stay_when_more_are_loaded() {
    ConversationListSubscription list = session.subscribeConversations(told);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowInbox.class);
    line.tell(new ServerFrame.Inbox(follow.id(), from(100), 650, summaries(100, 650), List.of()));
    line.rest();
    List<CompletableFuture<?>> loading = new ArrayList<>();
    for (int i = 0; i < 18; i++) {
      loading.add(list.loadMore(30));
      stage.run();
    }
    var further = line.take(ClientFrame.FollowInbox.class);
    line.tell(new ServerFrame.Inbox(further.id(), from(80), 650, summaries(80, 99), List.of()));
    assertThat(loading).allMatch(CompletableFuture::isDone);
    assertThat(ids()).startsWith("c650").hasSizeGreaterThan(500);
  }

  private static final ConversationFilter READ_ONES =
      ConversationFilter.where().isUnread(false).build();

  private static ConversationState read(int number) {
    ConversationState unread = summary(number);
    return new ConversationState(
        unread.conversationId(), at(10), true, unread.put(), List.of(), READ, null, null);
  }

  @Test
  void a_filtered_list_shows_what_matches_as_it_comes_and_goes() {
    session.subscribeConversations(ConversationListOptions.of(READ_ONES), told);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowInbox.class);
    assertThat(follow.more()).isZero();
    assertThat(follow.filtered()).containsExactly(new ClientFrame.Filtered(READ_ONES, null, 21));
    line.tell(
        new ServerFrame.Inbox(
            follow.id(),
            Bound.NOTHING,
            9,
            List.of(read(3), read(5)),
            List.of(),
            List.of(Bound.EVERYTHING)));
    assertThat(ids()).containsExactly("c5", "c3");
    assertThat(told.all()).isTrue();
    line.tell(event(5, 11, message(50, 11, "bob"), tally(11, 2, 2)));
    assertThat(ids()).containsExactly("c3");
    line.tell(new ServerFrame.Marked("c5", at(11), new ReadMark(9, 50_000, false, 0)));
    assertThat(ids()).containsExactly("c5", "c3");
    line.tell(new ServerFrame.State(null, read(7), 9), new ServerFrame.State(null, summary(8), 9));
    assertThat(ids()).containsExactly("c5", "c7", "c3");
    assertThat(line.rest()).hasSize(1);
  }

  @Test
  void that_there_are_more_shows_in_the_one_below_the_window() {
    session.subscribeConversations(ConversationListOptions.of(READ_ONES), told);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowInbox.class);
    line.tell(
        new ServerFrame.Inbox(
            follow.id(),
            Bound.NOTHING,
            50,
            IntStream.rangeClosed(10, 30).mapToObj(InboxTest::read).toList(),
            List.of(),
            List.of(from(10))));
    assertThat(ids()).hasSize(20).endsWith("c11");
    assertThat(told.all()).isFalse();
    line.rest();
    line.tell(new ServerFrame.Outside(null, "c10", 49));
    var further = line.take(ClientFrame.FollowInbox.class);
    assertThat(further.filtered())
        .containsExactly(new ClientFrame.Filtered(READ_ONES, from(10), 20));
    line.tell(
        new ServerFrame.Inbox(
            further.id(), Bound.NOTHING, 49, List.of(), List.of(), List.of(Bound.EVERYTHING)));
    assertThat(ids()).hasSize(20);
    assertThat(told.all()).isTrue();
  }

  @Test
  void after_a_cut_filtered_lists_are_followed_from_where_they_ended() {
    session.subscribeConversations(ConversationListOptions.of(READ_ONES), told);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowInbox.class);
    line.tell(
        new ServerFrame.Inbox(
            follow.id(),
            Bound.NOTHING,
            9,
            List.of(read(3), read(5)),
            List.of(),
            List.of(Bound.EVERYTHING)));
    stage.cut();
    FakeLine next = stage.welcome();
    var again = next.take(ClientFrame.FollowInbox.class);
    assertThat(again.known()).containsOnlyKeys("c3", "c5");
    assertThat(again.filtered())
        .containsExactly(new ClientFrame.Filtered(READ_ONES, Bound.EVERYTHING, 0));
    next.tell(
        new ServerFrame.Inbox(
            again.id(),
            Bound.NOTHING,
            9,
            List.of(read(4), summary(5)),
            List.of("c3"),
            List.of(Bound.EVERYTHING)));
    assertThat(ids()).containsExactly("c4");
  }

  @Test
  void a_filter_that_cannot_be_carried_out_fails_its_subscription_alone() {
    FakeLine line = shown(1, 3, 3);
    var none =
        session.subscribeConversations(ConversationListOptions.of(ConversationFilter.any()), null);
    List<ConversationListSubscription> lists = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      var filter = ConversationFilter.where().subject(StringFilter.eq("s" + i)).build();
      lists.add(session.subscribeConversations(ConversationListOptions.of(filter), null));
    }
    stage.run();
    assertThat(((Failed) none.state()).error().code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(((Failed) lists.get(20).state()).error().code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    assertThat(lists.get(19).state()).isInstanceOf(Pending.class);
    line.tell(event(1, 11, message(50, 11, "bob"), tally(11, 2, 2)));
    assertThat(ids()).containsExactly("c1", "c3", "c2");
  }

  @Test
  void a_conversation_that_was_left_during_a_cut_does_not_stand_for_one_that_was_not_told() {
    session.conversation("c1").subscribe(null);
    session.subscribeConversations(ConversationListOptions.of(READ_ONES), null);
    FakeLine line = stage.welcome();
    var one = line.take(ClientFrame.FollowConversation.class);
    var all = line.take(ClientFrame.FollowInbox.class);
    line.tell(
        new ServerFrame.Inbox(
            all.id(), Bound.NOTHING, 2, List.of(), List.of(), List.of(Bound.EVERYTHING)),
        new ServerFrame.State(one.id(), summary(1), 2));
    stage.cut();
    FakeLine next = stage.welcome();
    var oneAgain = next.take(ClientFrame.FollowConversation.class);
    var allAgain = next.take(ClientFrame.FollowInbox.class);
    next.tell(
        new ServerFrame.Inbox(
            allAgain.id(), Bound.NOTHING, 1, List.of(), List.of(), List.of(Bound.EVERYTHING)),
        new ServerFrame.Outside(oneAgain.id(), "c1", 1));
    next.rest();
    session.subscribeConversations(told);
    stage.run();
    var whole = next.take(ClientFrame.FollowInbox.class);
    assertThat(whole.more()).isEqualTo(20);
    next.tell(
        new ServerFrame.Inbox(
            whole.id(),
            Bound.EVERYTHING,
            1,
            summaries(2, 2),
            List.of(),
            List.of(Bound.EVERYTHING)));
    assertThat(ids()).containsExactly("c2");
    assertThat(told.all()).isTrue();
  }
}
