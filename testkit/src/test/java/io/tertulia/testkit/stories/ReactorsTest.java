package io.tertulia.testkit.stories;

import static io.tertulia.testkit.stories.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.MessageRef;
import io.tertulia.client.ReactionsRef;
import io.tertulia.client.SetUserParams;
import io.tertulia.client.SingleReactionSnapshot;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.testkit.ListRecorder;
import io.tertulia.testkit.People;
import io.tertulia.testkit.Scissors;
import io.tertulia.testkit.TertuliaExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TertuliaExtension.class)
class ReactorsTest {
  private static final String THUMB = "\uD83D\uDC4D";

  @Test
  void those_who_reacted_come_and_go_in_their_order(People people) {
    ReactionsRef thumbs = thumbs(people);
    var seen = new ListRecorder<SingleReactionSnapshot>();
    thumbs.subscribe(seen);
    assertThat(seen.next()).isEqualTo(new ListRecorder.Page<>(List.of(), true));
    react(people, thumbs, "bob");
    assertThat(names(seen.next())).containsExactly("bob");
    thumbs.add().join();
    assertThat(names(seen.next())).containsExactly("bob", "alice");
    var renamed = SetUserParams.builder().name("Robert").build();
    people.session("bob").currentUser().set(renamed).join();
    assertThat(seen.next().first().user().name()).isEqualTo("Robert");
    of(people, thumbs, "bob").remove().join();
    assertThat(names(seen.next())).containsExactly("alice");
    react(people, thumbs, "bob");
    assertThat(names(seen.next())).containsExactly("alice", "bob");
    var firsts = thumbs.getFirstReactions().join().orElseThrow();
    assertThat(firsts).isEqualTo(seen.all().getLast().items());
    assertThat(firsts.get(0).createdAt()).isBefore(firsts.get(1).createdAt());
  }

  @Test
  void the_ten_earliest_are_shown_and_later_ones_on_request(People people) {
    ReactionsRef thumbs = thumbs(people);
    crowd(people, thumbs, 0, 25);
    assertThat(thumbs.getFirstReactions().join().orElseThrow())
        .extracting(one -> one.user().id())
        .isEqualTo(crowd(0, 10));
    var seen = new ListRecorder<SingleReactionSnapshot>();
    var list = thumbs.subscribe(seen);
    var first = seen.next();
    assertThat(names(first)).isEqualTo(crowd(0, 10));
    assertThat(first.loadedAll()).isFalse();
    list.loadMore(10).join();
    assertThat(names(seen.next())).isEqualTo(crowd(0, 20));
    list.loadMore().join();
    var all = seen.next();
    assertThat(names(all)).isEqualTo(crowd(0, 25));
    assertThat(all.loadedAll()).isTrue();
    crowd(people, thumbs, 25, 26);
    assertThat(names(seen.next())).isEqualTo(crowd(0, 26));
    assertRefused(list.loadMore(0), ErrorCode.INVALID_ARGUMENT);
    assertRefused(list.loadMore(101), ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void a_later_reaction_outside_of_the_window_only_says_that_there_is_more(People people) {
    ReactionsRef thumbs = thumbs(people);
    crowd(people, thumbs, 0, 11);
    var seen = new ListRecorder<SingleReactionSnapshot>();
    thumbs.subscribe(seen);
    assertThat(seen.next().loadedAll()).isFalse();
    people.backend().delete(path(thumbs, "p10")).orThrow();
    assertThat(seen.next().loadedAll()).isTrue();
    crowd(people, thumbs, 11, 12);
    var open = seen.next();
    assertThat(names(open)).hasSize(11).endsWith("p11");
    assertThat(open.loadedAll()).isTrue();
    people.backend().delete(path(thumbs, "p3")).orThrow();
    assertThat(names(seen.next())).hasSize(10).doesNotContain("p3");
  }

  @Test
  void the_list_is_null_without_a_message_and_outside(People people) {
    ReactionsRef thumbs = thumbs(people);
    thumbs.add().join();
    var carols = new ListRecorder<SingleReactionSnapshot>();
    ConversationRef lunch = people.session("carol").conversation("lunch");
    of(people, thumbs, "carol").subscribe(carols);
    assertThat(carols.next()).isEqualTo(new ListRecorder.Page<>(null, true));
    lunch.createIfNotExists().join();
    assertThat(names(carols.next())).containsExactly("alice");
    var none = new ListRecorder<SingleReactionSnapshot>();
    lunch.message("msg_none").reactions(THUMB).subscribe(none);
    assertThat(none.next()).isEqualTo(new ListRecorder.Page<>(null, true));
    var odd = new ListRecorder<SingleReactionSnapshot>();
    lunch.message(thumbs.messageId()).reactions("no emoji").subscribe(odd);
    assertThat(odd.next()).isEqualTo(new ListRecorder.Page<>(List.of(), true));
    people.session("alice").conversation("lunch").message(thumbs.messageId()).delete().join();
    assertThat(carols.next()).isEqualTo(new ListRecorder.Page<>(null, true));
    assertThat(odd.next()).isEqualTo(new ListRecorder.Page<>(null, true));
  }

  @Test
  void who_was_cut_off_catches_up(People people, Scissors scissors) {
    ReactionsRef thumbs = thumbs(people);
    crowd(people, thumbs, 0, 3);
    var seen = new ListRecorder<SingleReactionSnapshot>(Duration.ofSeconds(30));
    people
        .device("bob", scissors)
        .conversation("lunch")
        .message(thumbs.messageId())
        .reactions(THUMB)
        .subscribe(seen);
    assertThat(names(seen.next())).isEqualTo(crowd(0, 3));
    scissors.refuse();
    scissors.cut();
    people.backend().delete(path(thumbs, "p1")).orThrow();
    crowd(people, thumbs, 3, 4);
    scissors.accept();
    assertThat(names(seen.next())).containsExactly("p0", "p2", "p3");
  }

  @Test
  void a_hundred_lists_of_one_conversation_are_followed_and_no_more(People people) {
    ReactionsRef thumbs = thumbs(people);
    MessageRef message = people.session("alice").conversation("lunch").message(thumbs.messageId());
    var seen = new ListRecorder<SingleReactionSnapshot>();
    for (int i = 0; i < 100; i++) {
      message.reactions(":e" + i + ":").subscribe(seen);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(seen.next().size()).isZero();
    }
    assertRefused(message.reactions(THUMB).subscribe(null).connected(), ErrorCode.LIMIT_EXCEEDED);
    message.reactions(":e99:").add().join();
    assertThat(seen.next().size()).isEqualTo(1);
  }

  private static ReactionsRef thumbs(People people) {
    people.conversation("lunch", "alice", "bob");
    ConversationRef lunch = people.session("alice").conversation("lunch");
    return lunch.send("Hungry?").join().reactions(THUMB);
  }

  private static ReactionsRef of(People people, ReactionsRef reactions, String who) {
    return people
        .session(who)
        .conversation(reactions.conversationId())
        .message(reactions.messageId())
        .reactions(reactions.emoji());
  }

  private static void react(People people, ReactionsRef reactions, String who) {
    of(people, reactions, who).add().join();
  }

  /// The app reacts for people who join before.
  private static void crowd(People people, ReactionsRef reactions, int from, int to) {
    for (String who : crowd(from, to)) {
      var members = new ArrayList<>(List.of("alice", "bob"));
      members.add(who);
      people.conversation("lunch", members.toArray(String[]::new));
      people.backend().call("PUT", null, path(reactions, who)).orThrow();
    }
  }

  private static List<String> crowd(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "p" + i).toList();
  }

  private static String[] path(ReactionsRef reactions, String who) {
    return new String[] {
      "conversations",
      reactions.conversationId(),
      "messages",
      reactions.messageId(),
      "reactions",
      reactions.emoji(),
      who
    };
  }

  private static List<String> names(ListRecorder.Page<SingleReactionSnapshot> page) {
    return page.items().stream().map(one -> one.user().id()).toList();
  }
}
