package io.tertulia.client;

import static io.tertulia.client.mirror.Facts.C;
import static io.tertulia.client.mirror.Facts.ME;
import static io.tertulia.client.mirror.Facts.READ;
import static io.tertulia.client.mirror.Facts.at;
import static io.tertulia.client.mirror.Facts.conversation;
import static io.tertulia.client.mirror.Facts.event;
import static io.tertulia.client.mirror.Facts.participant;
import static io.tertulia.client.mirror.Facts.tally;
import static io.tertulia.client.mirror.Facts.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // What it brings is looked at elsewhere.
class ParticipantsTest {
  private final Stage stage = new Stage();
  private final TalkSession session = stage.session();
  private final Recorder<ParticipantSnapshot> told = new Recorder<>();

  /// Alice joined at 500; user `u7` at 7,000.
  private static ConversationState state(int first, int last, int total, @Nullable Bound from) {
    List<Fact> put =
        new ArrayList<>(
            List.of(
                conversation(C, 1, "x"), tally(1, 0, total), participant(ME, 1, 500), user(ME, 1)));
    for (int n = first; n <= last; n++) {
      put.add(participant("u" + n, 1, n * 1000L));
      put.add(user("u" + n, 1));
    }
    return new ConversationState(C, at(10), true, put, List.of(), READ, null, from);
  }

  private List<String> ids() {
    return told.last().stream().map(p -> p.user().id()).toList();
  }

  private FakeLine shown(ConversationState state) {
    session.conversation(C).subscribeParticipants(told);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    assertThat(follow.moreParticipants()).isEqualTo(10);
    assertThat(follow.moreMessages()).isZero();
    line.tell(new ServerFrame.State(follow.id(), state, null));
    line.rest();
    return line;
  }

  @Test
  void the_ten_who_joined_last_are_shown_and_oneself_only_when_among_them() {
    shown(state(11, 20, 21, new Bound(11_000, "u11")));
    assertThat(ids()).hasSize(10).startsWith("u20").endsWith("u11");
    assertThat(told.all()).isFalse();
  }

  @Test
  void few_participants_are_all() {
    shown(state(1, 3, 4, Bound.EVERYTHING));
    assertThat(ids()).containsExactly("u3", "u2", "u1", ME);
    assertThat(told.all()).isTrue();
  }

  @Test
  void who_joins_comes_first_and_who_leaves_goes() {
    FakeLine line = shown(state(1, 3, 4, Bound.EVERYTHING));
    line.tell(event(11, participant("carol", 11, 90_000), user("carol", 1), tally(11, 0, 5)));
    assertThat(ids()).containsExactly("carol", "u3", "u2", "u1", ME);
    assertThat(line.take(ClientFrame.FollowUsers.class).versions()).containsOnlyKeys("carol");
    line.tell(event(12, List.of(tally(12, 0, 4)), List.of(new Gone.ParticipantGone("u2"))));
    assertThat(ids()).containsExactly("carol", "u3", "u1", ME);
    assertThat(told.all()).isTrue();
  }

  @Test
  void more_are_loaded_ten_by_ten() {
    ParticipantSubscription list = session.conversation(C).subscribeParticipants(told);
    FakeLine line = stage.welcome();
    var follow = line.take(ClientFrame.FollowConversation.class);
    line.tell(
        new ServerFrame.State(follow.id(), state(11, 20, 21, new Bound(11_000, "u11")), null));
    line.rest();
    var more = list.loadMore();
    stage.run();
    var further = line.take(ClientFrame.FollowConversation.class);
    assertThat(further.moreParticipants()).isEqualTo(10);
    List<Fact> put = new ArrayList<>();
    for (int n = 1; n <= 10; n++) {
      put.add(participant("u" + n, 1, n * 1000L));
      put.add(user("u" + n, 1));
    }
    line.tell(
        new ServerFrame.State(
            further.id(),
            new ConversationState(
                C, at(10), false, put, List.of(), READ, null, new Bound(1_000, "u1")),
            null));
    assertThat(more).isCompleted();
    // All 21 are known now: Alice was all the time.
    assertThat(ids()).hasSize(20).endsWith("u1");
    assertThat(told.all()).isFalse();
    list.loadMore();
    stage.run();
    assertThat(ids()).hasSize(21).endsWith(ME);
    assertThat(told.all()).isTrue();
    assertThat(line.rest()).hasSize(1).hasOnlyElementsOfType(ClientFrame.FollowUsers.class);
  }
}
