package io.tertulia.client.mirror;

import static io.tertulia.client.mirror.Facts.C;
import static io.tertulia.client.mirror.Facts.ME;
import static io.tertulia.client.mirror.Facts.READ;
import static io.tertulia.client.mirror.Facts.at;
import static io.tertulia.client.mirror.Facts.basics;
import static io.tertulia.client.mirror.Facts.conversation;
import static io.tertulia.client.mirror.Facts.down;
import static io.tertulia.client.mirror.Facts.event;
import static io.tertulia.client.mirror.Facts.fresh;
import static io.tertulia.client.mirror.Facts.gone;
import static io.tertulia.client.mirror.Facts.message;
import static io.tertulia.client.mirror.Facts.onTop;
import static io.tertulia.client.mirror.Facts.participant;
import static io.tertulia.client.mirror.Facts.tally;
import static io.tertulia.client.mirror.Facts.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.Position;
import io.tertulia.protocol.fact.ReadMark;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationMirrorTest {
  private final Mirror mirror = new Mirror(ME);

  private ConversationMirror follow(int messages, Bound from) {
    mirror.apply(fresh(C, 10, 1, messages, from), List.of());
    return known();
  }

  private ConversationMirror known() {
    ConversationMirror known = mirror.conversation(C);
    assertThat(known).isNotNull();
    return known;
  }

  private List<String> ids(Bound from) {
    return known().messages().window(from).stream().map(MessageFact::id).toList();
  }

  @Test
  void the_very_next_event_is_applied() {
    follow(2, Bound.EVERYTHING);
    assertThat(mirror.apply(event(11, message(3, 11, "bob"), tally(11, 3, 2))))
        .isEqualTo(Outcome.APPLIED);
    assertThat(ids(Bound.EVERYTHING)).containsExactly("m3", "m2", "m1");
    assertThat(known().position()).isEqualTo(at(11));
  }

  @Test
  void an_event_heard_twice_changes_nothing() {
    follow(2, Bound.EVERYTHING);
    var event = event(11, message(3, 11, "bob"), tally(11, 3, 2));
    mirror.apply(event);
    assertThat(mirror.apply(event)).isEqualTo(Outcome.IGNORED);
    assertThat(known().mark().unread()).isEqualTo(3);
  }

  @Test
  void an_event_heard_late_changes_nothing() {
    follow(2, Bound.EVERYTHING);
    assertThat(mirror.apply(event(9, message(2, 9, "bob", null, "old"))))
        .isEqualTo(Outcome.IGNORED);
    assertThat(ids(Bound.EVERYTHING)).containsExactly("m2", "m1");
  }

  @Test
  void an_event_beyond_the_next_one_is_a_gap() {
    follow(2, Bound.EVERYTHING);
    assertThat(mirror.apply(event(12, message(4, 12, "bob")))).isEqualTo(Outcome.GAP);
    assertThat(ids(Bound.EVERYTHING)).containsExactly("m2", "m1");
    assertThat(known().position()).isEqualTo(at(10));
  }

  @Test
  void an_event_of_a_later_epoch_is_a_gap_and_of_an_earlier_one_is_old() {
    follow(1, Bound.EVERYTHING);
    var later = new ServerFrame.Event(C, new Position(2, 1), List.of(), List.of());
    var earlier = new ServerFrame.Event(C, new Position(0, 11), List.of(), List.of());
    assertThat(mirror.apply(later)).isEqualTo(Outcome.GAP);
    assertThat(mirror.apply(earlier)).isEqualTo(Outcome.IGNORED);
  }

  @Test
  void a_fact_never_gives_way_to_one_of_a_lower_version() {
    follow(2, Bound.EVERYTHING);
    mirror.apply(event(11, message(2, 11, "bob", null, "edited"), conversation(C, 11, "new")));
    mirror.apply(
        onTop(
            C,
            12,
            List.of(message(2, 5, "bob", null, "old"), conversation(C, 3, "old"), user("bob", 0)),
            List.of(),
            Bound.EVERYTHING),
        List.of());
    assertThat(known().message("m2").version()).isEqualTo(11);
    assertThat(known().conversation().subject()).isEqualTo("new");
    assertThat(mirror.users().version("bob")).isEqualTo(1);
  }

  @Test
  void a_fresh_state_takes_the_place_of_everything() {
    follow(5, Bound.EVERYTHING);
    mirror.apply(fresh(C, 40, 30, 31, down(30)), List.of());
    assertThat(ids(Bound.EVERYTHING)).containsExactly("m31", "m30");
    assertThat(known().messages().from()).isEqualTo(down(30));
  }

  @Test
  void a_state_that_is_not_fresh_is_put_on_top_with_its_mark_and_bounds() {
    mirror.apply(fresh(C, 10, 2, 5, down(3)), List.of());
    var state =
        new ConversationState(
            C,
            at(20),
            false,
            List.of(message(6, 20, "bob"), tally(20, 8, 2)),
            List.of(gone(4, "bob")),
            new ReadMark(3, 5_000, true, 1),
            down(2),
            null);
    assertThat(mirror.apply(state, List.of())).isEqualTo(Outcome.APPLIED);
    assertThat(ids(down(2))).containsExactly("m6", "m5", "m3", "m2");
    assertThat(known().mark()).isEqualTo(new ReadMark(3, 5_000, true, 1));
    assertThat(known().messages().from()).isEqualTo(down(2));
  }

  @Test
  void a_state_on_top_of_another_epoch_or_of_nothing_is_a_gap() {
    var state =
        new ConversationState(
            C, new Position(2, 20), false, List.of(), List.of(), READ, null, null);
    assertThat(mirror.apply(state, List.of())).isEqualTo(Outcome.GAP);
    follow(1, Bound.EVERYTHING);
    assertThat(mirror.apply(state, List.of())).isEqualTo(Outcome.GAP);
  }

  @Test
  void a_fresh_state_of_a_new_epoch_is_taken() {
    follow(3, Bound.EVERYTHING);
    var put = basics(C, 1, 0, 1);
    mirror.apply(
        new ConversationState(
            C, new Position(2, 1), true, put, List.of(), READ, Bound.EVERYTHING, null),
        List.of());
    assertThat(ids(Bound.EVERYTHING)).isEmpty();
    assertThat(known().position()).isEqualTo(new Position(2, 1));
  }

  @Test
  void a_fresh_state_without_the_viewer_is_refused() {
    var state =
        new ConversationState(
            C,
            at(1),
            true,
            List.of(conversation(C, 1, "x"), tally(1, 0, 1)),
            List.of(),
            READ,
            null,
            null);
    assertThatThrownBy(() -> mirror.apply(state, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("own participant");
  }

  @Test
  void new_messages_of_others_and_of_the_system_count_as_unread_and_own_ones_do_not() {
    follow(1, Bound.EVERYTHING);
    mirror.apply(event(11, message(2, 11, "bob")));
    mirror.apply(event(12, message(3, 12, null)));
    mirror.apply(event(13, message(4, 13, ME)));
    assertThat(known().mark().unread()).isEqualTo(3);
  }

  @Test
  void an_edit_does_not_count_as_unread_again() {
    follow(2, Bound.EVERYTHING);
    mirror.apply(event(11, message(2, 11, "bob", null, "edited")));
    assertThat(known().mark().unread()).isEqualTo(2);
  }

  @Test
  void a_deleted_unread_message_counts_no_longer_and_a_read_one_never_did() {
    follow(3, Bound.EVERYTHING);
    mirror.apply(new ServerFrame.Marked(C, at(10), new ReadMark(2, 2_000, false, 1)));
    mirror.apply(event(11, List.of(), List.of(gone(1, "bob"))));
    assertThat(known().mark().unread()).isEqualTo(1);
    mirror.apply(event(12, List.of(), List.of(gone(3, "bob"))));
    assertThat(known().mark().unread()).isZero();
    mirror.apply(event(13, List.of(), List.of(gone(9, ME))));
    assertThat(known().mark().unread()).isZero();
  }

  @Test
  void the_message_that_becomes_last_again_is_not_new() {
    follow(1, null);
    mirror.apply(event(11, message(7, 11, "bob")));
    mirror.apply(event(12, List.of(message(6, 6, "bob")), List.of(gone(7, "bob"))));
    assertThat(known().last().id()).isEqualTo("m6");
    assertThat(known().mark().unread()).isEqualTo(1);
  }

  @Test
  void a_read_mark_gives_way_to_a_newer_one_only() {
    follow(3, Bound.EVERYTHING);
    ReadMark newer = new ReadMark(5, 3_000, false, 0);
    mirror.apply(new ServerFrame.Marked(C, at(10), newer));
    assertThat(mirror.apply(new ServerFrame.Marked(C, at(10), new ReadMark(4, 0, true, 9))))
        .isEqualTo(Outcome.IGNORED);
    assertThat(known().mark()).isEqualTo(newer);
  }

  @Test
  void a_message_below_the_window_is_known_but_not_in_it() {
    mirror.apply(fresh(C, 10, 8, 9, down(8)), List.of());
    mirror.apply(event(11, message(10, 11, "bob", "m2", "answer"), message(2, 2, "bob")));
    assertThat(ids(down(8))).containsExactly("m10", "m9", "m8");
    assertThat(known().message("m2")).isNotNull();
  }

  @Test
  void all_messages_known_means_that_the_window_is_complete() {
    follow(1, null);
    assertThat(known().messages().complete()).isTrue();
    mirror.apply(fresh(C, 20, 9, 9, null), List.of());
    assertThat(known().messages().complete()).isFalse();
  }

  @Test
  void leaving_drops_the_conversation() {
    follow(3, Bound.EVERYTHING);
    assertThat(mirror.apply(event(11, List.of(), List.of(new Gone.ParticipantGone(ME)))))
        .isEqualTo(Outcome.LEFT);
    assertThat(mirror.conversation(C)).isNull();
  }

  @Test
  void somebody_else_leaving_is_a_change() {
    mirror.apply(
        new ConversationState(
            C,
            at(10),
            true,
            List.of(
                conversation(C, 1, "x"),
                tally(1, 0, 2),
                participant(ME, 1, 1),
                participant("bob", 1, 2)),
            List.of(),
            READ,
            null,
            Bound.EVERYTHING),
        List.of());
    mirror.apply(event(11, List.of(tally(11, 0, 1)), List.of(new Gone.ParticipantGone("bob"))));
    assertThat(known().participants().window(Bound.EVERYTHING))
        .containsExactly(participant(ME, 1, 1));
    assertThat(known().participants().total()).isEqualTo(1);
  }

  @Test
  void pruning_keeps_the_window_the_last_message_and_what_they_answer() {
    mirror.apply(fresh(C, 10, 1, 9, Bound.EVERYTHING), List.of());
    mirror.apply(event(11, message(10, 11, "bob", "m2", "answer")));
    mirror.prune(C, down(8), null, List.of(), List.of());
    assertThat(ids(Bound.EVERYTHING)).containsExactly("m10", "m9", "m8", "m2");
    mirror.prune(C, null, null, List.of(), List.of());
    assertThat(ids(Bound.EVERYTHING)).containsExactly("m10", "m2");
    assertThat(known().messages().from()).isNull();
  }
}
