package io.tertulia.client;

import static io.tertulia.client.mirror.Facts.C;
import static io.tertulia.client.mirror.Facts.ME;
import static io.tertulia.client.mirror.Facts.fresh;
import static io.tertulia.client.mirror.Facts.onTop;
import static io.tertulia.client.mirror.Facts.state;
import static io.tertulia.client.mirror.Facts.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who types and who is online, as a session asks for it and shows it.
@SuppressWarnings("FutureReturnValueIgnored") // What it brings is looked at elsewhere.
class SignalsTest {
  private final Stage stage = new Stage();
  private final TalkSession session = stage.session();
  private final ConversationRef kitchen = session.conversation(C);
  private final List<@Nullable TypingSnapshot> typing = new ArrayList<>();
  private final List<@Nullable UserOnlineSnapshot> online = new ArrayList<>();

  private static ServerFrame.Typing types(String... ids) {
    List<UserFact> people = Stream.of(ids).map(id -> user(id, 1)).toList();
    return new ServerFrame.Typing(C, List.of(ids), false, people);
  }

  private static List<String> names(@Nullable TypingSnapshot few) {
    return ((FewTyping) few).users().stream().map(UserSnapshot::name).toList();
  }

  private FakeLine watched() {
    kitchen.subscribeTyping(typing::add);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    assertThat(follow.typing()).isTrue();
    line.tell(state(follow.id(), fresh(C, 3, 1, 0, null)));
    return line;
  }

  @Test
  void first_nobody_types_then_those_whom_the_server_names_but_oneself() {
    FakeLine line = watched();
    Stream.of(types("bob", ME), types("bob", ME, "carol"), types(ME), types()).forEach(line::tell);
    assertThat(typing).hasSize(4);
    assertThat(typing.get(0)).isEqualTo(new FewTyping(List.of()));
    assertThat(names(typing.get(1))).containsExactly("bob 1");
    assertThat(names(typing.get(2))).containsExactly("bob 1", "carol 1");
    assertThat(typing.get(3)).isEqualTo(new FewTyping(List.of()));
  }

  @Test
  void five_others_are_few_and_six_are_many() {
    FakeLine line = watched();
    line.tell(types("a", "b", "c", ME, "d", "e"));
    line.tell(types("a", "b", "c", "d", "e", "f"));
    line.tell(new ServerFrame.Typing(C, List.of(), true, List.of()));
    assertThat(names(typing.get(1))).containsExactly("a 1", "b 1", "c 1", "d 1", "e 1");
    assertThat(typing.subList(2, typing.size())).containsExactly(new ManyTyping());
  }

  @Test
  void who_types_under_another_name_is_shown_anew() {
    FakeLine line = watched();
    line.tell(types("carol"));
    List<ClientFrame> asked = line.rest();
    assertThat(asked)
        .anySatisfy(frame -> assertThat(frame.toString()).contains("FollowUsers", "carol"));
    line.tell(new ServerFrame.Users(null, List.of(user("carol", 2))));
    assertThat(names(typing.getLast())).containsExactly("carol 2");
  }

  @Test
  void while_the_line_is_down_nobody_types_and_behind_it_those_who_are_told() {
    watched().tell(types("bob"));
    stage.line().cut();
    assertThat(typing.getLast()).isEqualTo(new FewTyping(List.of()));
    stage.advance(20_000);
    FakeLine line = stage.welcome();
    var resume = line.take(ClientFrame.FollowConversation.class);
    assertThat(resume.typing()).isTrue();
    line.tell(state(resume.id(), onTop(C, 3, List.of(), List.of(), null)), types("bob"));
    assertThat(names(typing.getLast())).containsExactly("bob 1");
    assertThat(typing).hasSize(4);
  }

  @Test
  void who_types_stays_while_more_is_asked_for() {
    FakeLine line = watched();
    line.tell(types("bob"));
    line.rest();
    kitchen.participant("dave").subscribe(null);
    stage.run();
    var more = line.take(ClientFrame.FollowConversation.class);
    line.tell(state(more.id(), onTop(C, 3, List.of(), List.of(), null)));
    assertThat(typing).hasSize(2);
    assertThat(names(typing.getLast())).containsExactly("bob 1");
    line.tell(types());
    assertThat(typing.getLast()).isEqualTo(new FewTyping(List.of()));
  }

  @Test
  void typing_is_asked_for_while_somebody_looks() {
    kitchen.subscribe(null);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    assertThat(follow.typing()).isFalse();
    line.tell(state(follow.id(), fresh(C, 3, 1, 0, null)));
    line.rest();
    var subscription = kitchen.subscribeTyping(typing::add);
    stage.run();
    var more = line.take(ClientFrame.FollowConversation.class);
    assertThat(more.typing()).isTrue();
    line.tell(state(more.id(), onTop(C, 3, List.of(), List.of(), null)));
    subscription.unsubscribe();
    kitchen.subscribeMessages(null);
    stage.run();
    assertThat(line.take(ClientFrame.FollowConversation.class).typing()).isFalse();
  }

  @Test
  void whoever_takes_no_part_sees_nothing() {
    FakeLine line = watched();
    line.tell(types("bob"));
    line.tell(new ServerFrame.Outside(null, C, null));
    line.tell(state(null, fresh(C, 4, 1, 0, null)));
    assertThat(typing.subList(2, typing.size())).containsExactly(null, new FewTyping(List.of()));
  }

  @Test
  void marks_within_a_second_ask_once_until_a_message_is_sent() {
    var first = kitchen.markAsTyping();
    var second = kitchen.markAsTyping();
    FakeLine line = stage.welcome();
    long id = typed(line);
    assertThat(second).isNotDone();
    line.tell(new ServerFrame.Done(id, null, null));
    assertThat(List.of(first, second)).allSatisfy(mark -> assertThat(mark).isCompleted());
    assertThat(kitchen.markAsTyping()).isCompleted();
    assertThat(line.rest()).isEmpty();

    kitchen.send("hi");
    stage.run();
    line.take(ClientFrame.Do.class);
    kitchen.markAsTyping();
    stage.run();
    line.tell(new ServerFrame.Done(typed(line), null, null));
    stage.advance(1_000);
    kitchen.markAsTyping();
    stage.run();
    typed(line);
  }

  @Test
  void a_mark_that_was_refused_is_asked_again() {
    var refused = kitchen.markAsTyping();
    FakeLine line = stage.welcome();
    line.tell(new ServerFrame.Refused(typed(line), ErrorCode.NOT_PARTICIPANT, "no"));
    assertThat(refused).isCompletedExceptionally();
    CompletableFuture<Void> again = kitchen.markAsTyping();
    stage.run();
    line.tell(new ServerFrame.Done(typed(line), null, null));
    assertThat(again).isCompleted();
  }

  @Test
  void an_id_that_is_refused_takes_no_other_along() {
    UserOnlineSubscription bad = session.user("not an id").subscribeOnline(null);
    session.user("bob").subscribeOnline(online::add);
    FakeLine line = stage.welcome();
    var users = line.take(ClientFrame.FollowUsers.class);
    var asked = line.take(ClientFrame.FollowOnline.class);
    line.tell(
        new ServerFrame.Refused(users.id(), ErrorCode.INVALID_ARGUMENT, "no"),
        new ServerFrame.Refused(asked.id(), ErrorCode.INVALID_ARGUMENT, "no"));
    for (ClientFrame again : line.rest()) {
      switch (again) {
        case ClientFrame.FollowUsers f when f.versions().containsKey("bob") ->
            line.tell(new ServerFrame.Users(f.id(), List.of(user("bob", 1))));
        case ClientFrame.FollowOnline f when f.users().contains("bob") ->
            line.tell(new ServerFrame.Online(f.id(), Map.of("bob", true)));
        case ClientFrame.FollowUsers f ->
            line.tell(new ServerFrame.Refused(f.id(), ErrorCode.INVALID_ARGUMENT, "no"));
        case ClientFrame.FollowOnline f ->
            line.tell(new ServerFrame.Refused(f.id(), ErrorCode.INVALID_ARGUMENT, "no"));
        default -> {}
      }
    }
    assertThat(online).hasSize(1);
    assertThat(bad.terminated()).isCompleted();
  }

  @Test
  void who_is_online_is_asked_in_one_frame_and_shown_when_the_user_exists() {
    session.user("bob").subscribeOnline(online::add);
    session.user("carol").subscribeOnline(null);
    FakeLine line = stage.welcome();
    line.take(ClientFrame.FollowUsers.class);
    var asked = line.take(ClientFrame.FollowOnline.class);
    assertThat(asked.users()).containsExactlyInAnyOrder("bob", "carol");
    line.tell(new ServerFrame.Online(asked.id(), Map.of("bob", true, "carol", false)));
    assertThat(online).isEmpty();
    line.tell(new ServerFrame.Users(1L, List.of()));
    line.tell(new ServerFrame.Users(null, List.of(user("bob", 1))));
    line.tell(new ServerFrame.Online(null, Map.of("bob", false)));
    line.tell(new ServerFrame.Online(null, Map.of("bob", false)));
    line.tell(new ServerFrame.Users(null, List.of(user("bob", 2))));
    assertThat(online).hasSize(4);
    assertThat(online.get(0)).isNull();
    assertThat(online.subList(1, 4))
        .extracting(seen -> seen.user().name() + " " + seen.isConnected())
        .containsExactly("bob 1 true", "bob 1 false", "bob 2 false");
  }

  @Test
  void what_was_seen_of_who_is_online_stays_while_the_line_is_down() {
    session.user("bob").subscribeOnline(online::add);
    FakeLine line = stage.welcome();
    line.take(ClientFrame.FollowUsers.class);
    var asked = line.take(ClientFrame.FollowOnline.class);
    line.tell(new ServerFrame.Users(1L, List.of(user("bob", 1))));
    line.tell(new ServerFrame.Online(asked.id(), Map.of("bob", true)));
    stage.cut();
    FakeLine next = stage.welcome();
    assertThat(online).hasSize(1);
    next.take(ClientFrame.FollowUsers.class);
    var again = next.take(ClientFrame.FollowOnline.class);
    next.tell(new ServerFrame.Online(again.id(), Map.of("bob", false)));
    assertThat(online).hasSize(2);
    assertThat(online.getLast().isConnected()).isFalse();
  }

  @Test
  void who_is_looked_at_no_longer_is_followed_no_longer() {
    var bob = session.user("bob").subscribeOnline(null);
    session.user("carol").subscribeOnline(null);
    FakeLine line = stage.welcome();
    line.rest();
    bob.unsubscribe();
    stage.run();
    assertThat(line.rest())
        .contains(new ClientFrame.Unfollow(List.of(), List.of(), false, List.of("bob")));
  }

  @Test
  void a_follow_of_who_is_online_that_is_refused_ends_or_is_tried_again() {
    var bob = session.user("bob").subscribeOnline(null);
    FakeLine line = stage.welcome();
    line.take(ClientFrame.FollowUsers.class);
    var asked = line.take(ClientFrame.FollowOnline.class);
    line.tell(new ServerFrame.Refused(asked.id(), ErrorCode.UNAVAILABLE, "busy"));
    stage.advance(20_000);
    var again = line.take(ClientFrame.FollowOnline.class);
    line.tell(new ServerFrame.Refused(again.id(), ErrorCode.LIMIT_EXCEEDED, "too many"));
    assertThat(bob.state()).isInstanceOf(Failed.class);
  }

  private static long typed(FakeLine line) {
    var frame = line.take(ClientFrame.Do.class);
    assertThat(frame.command()).isEqualTo(new Command.MarkAsTyping(C));
    return frame.id();
  }
}
