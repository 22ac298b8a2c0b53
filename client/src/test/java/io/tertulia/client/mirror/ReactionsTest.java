package io.tertulia.client.mirror;

import static io.tertulia.client.mirror.Facts.C;
import static io.tertulia.client.mirror.Facts.ME;
import static io.tertulia.client.mirror.Facts.event;
import static io.tertulia.client.mirror.Facts.fresh;
import static io.tertulia.client.mirror.Facts.gone;
import static io.tertulia.client.mirror.Facts.message;
import static io.tertulia.client.mirror.Facts.onTop;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.ReactionCount;
import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.protocol.frame.ConversationState;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Conversation `kitchen` with the messages 1 to 9, of which Alice holds those from 5 on.
class ReactionsTest {
  private static final ReactionsOf WAVES = new ReactionsOf("m7", ":wave:");

  private final Mirror mirror = new Mirror(ME);

  ReactionsTest() {
    mirror.apply(fresh(C, 10, 5, 9, Facts.down(5)), List.of());
  }

  @Test
  void ones_own_reactions_are_found_among_those_of_an_event() {
    mirror.apply(event(11, reacted(7, 11, 2), reaction(7, "bob", 11), reaction(7, ME, 11)));
    assertThat(kitchen().ownReactions("m7")).containsExactly(":wave:");
    Set<String> before = kitchen().ownReactions("m7");
    mirror.apply(event(12, reacted(7, 12, 3), reaction(7, "carol", 12)));
    assertThat(kitchen().ownReactions("m7")).isSameAs(before);
    mirror.apply(event(13, List.of(reacted(7, 13, 2)), List.of(taken(7, ME))));
    assertThat(kitchen().ownReactions("m7")).isEmpty();
  }

  @Test
  void a_state_replaces_ones_own_reactions() {
    mirror.apply(event(11, reacted(7, 11, 1), reaction(7, ME, 11)));
    mirror.apply(onTop(C, 13, List.of(reacted(7, 13, 1)), List.of(), Facts.down(5)), List.of());
    assertThat(kitchen().ownReactions("m7")).isEmpty();
  }

  @Test
  void an_answer_to_an_unknown_message_must_tell_all_its_reactions() {
    MessageFact answer = message(10, 11, "bob", "m2", "because");
    assertThat(mirror.apply(event(11, answer, reacted(2, 6, 2), reaction(2, ME, 6))))
        .isEqualTo(Outcome.GAP);
    assertThat(kitchen().position().version()).isEqualTo(10);
    assertThat(kitchen().message("m10")).isNull();
    assertThat(
            mirror.apply(
                event(11, answer, reacted(2, 6, 2), reaction(2, ME, 6), reaction(2, "bob", 5))))
        .isEqualTo(Outcome.APPLIED);
    assertThat(kitchen().ownReactions("m2")).containsExactly(":wave:");
  }

  @Test
  void the_message_that_becomes_the_last_must_tell_all_its_reactions() {
    mirror.apply(fresh("hall", 10, 9, 9, null), List.of());
    var deleted =
        new io.tertulia.protocol.frame.ServerFrame.Event(
            "hall", Facts.at(11), List.of(reacted(8, 6, 1)), List.of(gone(9, "bob")));
    assertThat(mirror.apply(deleted)).isEqualTo(Outcome.GAP);
    assertThat(mirror.conversation("hall").last().id()).isEqualTo("m9");
  }

  @Test
  void an_old_message_that_nobody_sees_may_change_in_silence() {
    assertThat(mirror.apply(event(11, reacted(2, 11, 5), reaction(2, "bob", 11))))
        .isEqualTo(Outcome.APPLIED);
    MessageFact answer = message(10, 12, "bob", "m2", "because");
    assertThat(mirror.apply(event(12, answer, reacted(2, 11, 5)))).isEqualTo(Outcome.GAP);
  }

  @Test
  void old_messages_that_change_one_by_one_do_not_complete_the_list_in_silence() {
    for (int number = 1; number <= 4; number++) {
      mirror.apply(event(10 + number, reacted(number, 10 + number, 2)));
    }
    assertThat(kitchen().messages().total()).isEqualTo(9);
    assertThat(kitchen().messages().complete()).isFalse();
    assertThat(kitchen().message("m1")).isNull();
  }

  @Test
  void a_list_lives_until_a_later_state_leaves_it_out() {
    mirror.apply(watched(10, List.of(reaction(7, "bob", 7)), Bound.NOTHING), List.of());
    mirror.apply(event(11, reacted(7, 11, 2), reaction(7, "carol", 11)));
    assertThat(kitchen().reactors(WAVES).shelf().window(Bound.EVERYTHING))
        .extracting(ReactionFact::userId)
        .containsExactly("bob", "carol");
    assertThat(kitchen().reactors(WAVES).shelf().total()).isEqualTo(2);
    mirror.apply(onTop(C, 11, List.of(), List.of(), Facts.down(5)), List.of());
    assertThat(kitchen().reactors(WAVES).stale()).isFalse();
    mirror.apply(onTop(C, 12, List.of(), List.of(), Facts.down(5)), List.of());
    assertThat(kitchen().reactors(WAVES).stale()).isTrue();
    mirror.prune(C, Facts.down(5), null, List.of(), List.of());
    assertThat(kitchen().reactors(WAVES)).isNull();
  }

  @Test
  void a_list_ends_and_begins_with_its_message() {
    mirror.apply(watched(10, List.of(), null), List.of());
    assertThat(kitchen().reactors(WAVES).exists()).isFalse();
    mirror.apply(event(11, reacted(7, 11, 1), reaction(7, "bob", 11)));
    assertThat(kitchen().reactors(WAVES).exists()).isTrue();
    assertThat(kitchen().reactors(WAVES).shelf().complete()).isTrue();
    mirror.apply(event(12, List.of(), List.of(gone(7, "bob"))));
    assertThat(kitchen().reactors(WAVES).exists()).isFalse();
  }

  private ConversationMirror kitchen() {
    return mirror.conversation(C);
  }

  private static ConversationState watched(long version, List<ReactionFact> put, Bound to) {
    var state = onTop(C, version, List.of(reacted(7, 7, 1)), List.of(), Facts.down(5));
    var list = new io.tertulia.protocol.frame.Reactors("m7", ":wave:", put, to);
    return new ConversationState(
        C,
        state.position(),
        false,
        state.put(),
        List.of(),
        state.mark(),
        state.messagesFrom(),
        null,
        List.of(list));
  }

  /// A message that was reacted to so often.
  private static MessageFact reacted(int number, long version, int count) {
    MessageFact bare = message(number, version, "bob");
    return new MessageFact(
        bare.id(),
        version,
        bare.type(),
        bare.senderId(),
        bare.createdAt(),
        null,
        bare.origin(),
        null,
        bare.custom(),
        bare.content(),
        List.of(new ReactionCount(":wave:", count)));
  }

  private static ReactionFact reaction(int number, String user, long version) {
    return new ReactionFact("m" + number, ":wave:", user, version, 20_000 + version);
  }

  private static Gone taken(int number, String user) {
    return new Gone.ReactionGone("m" + number, ":wave:", user);
  }
}
