package io.tertulia.testkit.stories;

import static io.tertulia.testkit.stories.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.ConversationSnapshot;
import io.tertulia.client.CreateParticipantParams;
import io.tertulia.client.MessageRef;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.ReactionsRef;
import io.tertulia.client.ReactionsSummarySnapshot;
import io.tertulia.client.SendTextMessageParams;
import io.tertulia.protocol.Access;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.ListRecorder;
import io.tertulia.testkit.People;
import io.tertulia.testkit.Scissors;
import io.tertulia.testkit.TertuliaExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TertuliaExtension.class)
class ReactionTest {
  private static final String HEART = "\u2764\uFE0F";
  private static final String BARE_HEART = "\u2764";
  private static final String THUMB = "\uD83D\uDC4D";

  @Test
  void a_reaction_is_seen_by_everybody_and_as_ones_own_by_one(People people) {
    ConversationRef lunch = lunch(people);
    MessageRef message = lunch.send("Hungry?").join();
    var alices = new ListRecorder<MessageSnapshot>();
    lunch.subscribeMessages(alices);
    assertThat(alices.next().first().reactions()).isEmpty();
    MessageRef bobs = message(people, "bob", message);
    bobs.reactions(THUMB).add().join();
    assertThat(alices.next().first().reactions()).containsExactly(summary(THUMB, 1, false));
    message.reactions(THUMB).add().join();
    assertThat(alices.next().first().reactions()).containsExactly(summary(THUMB, 2, true));
    assertThat(bobs.get().join().orElseThrow().reactions())
        .containsExactly(summary(THUMB, 2, true));
    message.reactions(THUMB).remove().join();
    bobs.reactions(THUMB).remove().join();
    assertThat(alices.awaitUntil(page -> page.first().reactions().isEmpty())).isNotNull();
  }

  @Test
  void to_react_twice_is_to_react_once(People people) {
    MessageRef message = lunch(people).send("Hungry?").join();
    message.reactions(HEART).add().join();
    message.reactions(HEART).add().join();
    assertThat(reactions(message)).containsExactly(summary(HEART, 1, true));
    message.reactions(HEART).remove().join();
    message.reactions(HEART).remove().join();
    assertThat(reactions(message)).isEmpty();
  }

  @Test
  void emoji_stand_in_the_order_of_their_first_use(People people) {
    MessageRef message = lunch(people).send("Hungry?").join();
    MessageRef bobs = message(people, "bob", message);
    message.reactions(":soup:").add().join();
    message.reactions(THUMB).add().join();
    bobs.reactions(THUMB).add().join();
    bobs.reactions(HEART).add().join();
    assertThat(reactions(message))
        .containsExactly(
            summary(":soup:", 1, true), summary(THUMB, 2, true), summary(HEART, 1, false));
    message.reactions(":soup:").remove().join();
    message.reactions(":soup:").add().join();
    assertThat(reactions(message))
        .extracting(ReactionsSummarySnapshot::emoji)
        .containsExactly(THUMB, HEART, ":soup:");
  }

  @Test
  void all_ways_to_write_an_emoji_mean_the_same_reactions(People people) {
    MessageRef message = lunch(people).send("Hungry?").join();
    ReactionsRef bare = message.reactions(BARE_HEART);
    assertThat(bare.emoji()).isEqualTo(BARE_HEART);
    assertThat(message.reactions(BARE_HEART)).isSameAs(bare);
    assertThat(message.reactions(HEART)).isNotSameAs(bare);
    assertThat(List.of(bare.messageId(), bare.conversationId()))
        .containsExactly(message.id(), "lunch");
    var seen = new ListRecorder<Object>();
    bare.subscribe((items, all) -> seen.accept(new ListRecorder.Page<>(List.copyOf(items), all)));
    assertThat(seen.next().size()).isZero();
    message.reactions(HEART).add().join();
    assertThat(seen.next().size()).isEqualTo(1);
    bare.add().join();
    assertThat(reactions(message)).containsExactly(summary(HEART, 1, true));
    assertThat(bare.getFirstReactions().join().orElseThrow()).hasSize(1);
    bare.remove().join();
    assertThat(reactions(message)).isEmpty();
  }

  @Test
  void what_cannot_be_is_refused(People people) {
    ConversationRef lunch = lunch(people);
    MessageRef message = lunch.send("Hungry?").join();
    assertThatThrownBy(() -> message.reactions("")).isInstanceOf(IllegalArgumentException.class);
    assertRefused(message.reactions("ok").add(), ErrorCode.INVALID_ARGUMENT);
    assertRefused(message.reactions(THUMB + THUMB).add(), ErrorCode.INVALID_ARGUMENT);
    assertRefused(message.reactions(THUMB.repeat(2_500)).remove(), ErrorCode.INVALID_ARGUMENT);
    assertRefused(lunch.message("msg_no").reactions(THUMB).add(), ErrorCode.NOT_FOUND);
    assertRefused(lunch.message("msg_no").reactions(THUMB).remove(), ErrorCode.NOT_FOUND);
    assertRefused(
        message(people, "carol", message).reactions(THUMB).add(), ErrorCode.NOT_PARTICIPANT);
    assertThat(message(people, "carol", message).reactions(THUMB).getFirstReactions().join())
        .isEmpty();
    assertThat(lunch.message("msg_no").reactions(THUMB).getFirstReactions().join()).isEmpty();
    assertThat(message.reactions("ok").getFirstReactions().join()).hasValue(List.of());
  }

  @Test
  void a_message_takes_fifty_emoji(People people) {
    MessageRef message = lunch(people).send("Hungry?").join();
    for (int i = 0; i < 50; i++) {
      message.reactions(":e" + i + ":").add().join();
    }
    assertRefused(message.reactions(THUMB).add(), ErrorCode.LIMIT_EXCEEDED);
    message(people, "bob", message).reactions(":e7:").add().join();
    message.reactions(":e3:").remove().join();
    message.reactions(THUMB).add().join();
    assertThat(reactions(message)).hasSize(50).contains(summary(":e7:", 2, true));
  }

  @Test
  void who_may_only_read_may_react_and_system_messages_take_reactions(People people) {
    ConversationRef lunch = lunch(people);
    people.create("carol");
    lunch
        .participant("carol")
        .createIfNotExists(CreateParticipantParams.builder().access(Access.READ).build())
        .join();
    Json system = Json.object().put("type", "SystemMessage").put("text", "Lunch!").build();
    people
        .backend()
        .post(new Json.Arr(List.of(system)), "conversations", "lunch", "messages")
        .orThrow();
    MessageSnapshot said = lunch.get().join().orElseThrow().lastMessage();
    MessageRef carols = people.session("carol").conversation("lunch").message(said.id());
    carols.reactions(THUMB).add().join();
    assertThat(reactions(carols)).containsExactly(summary(THUMB, 1, true));
  }

  @Test
  void an_edit_keeps_reactions_and_a_deletion_takes_them_along(People people) {
    ConversationRef lunch = lunch(people);
    MessageRef message = lunch.send("Hungry?").join();
    message.reactions(THUMB).add().join();
    message.edit("Thirsty?").join();
    assertThat(reactions(message)).containsExactly(summary(THUMB, 1, true));
    message.delete().join();
    assertThat(message.get().join()).isEmpty();
    assertThat(message.reactions(THUMB).getFirstReactions().join()).isEmpty();
  }

  @Test
  void an_answered_message_shows_its_reactions_wherever_it_is_seen(People people) {
    ConversationRef lunch = lunch(people);
    MessageRef old = lunch.send("Hungry?").join();
    message(people, "bob", old).reactions(THUMB).add().join();
    for (int i = 0; i < 40; i++) {
      lunch.send("x" + i).join();
    }
    var bobs = new ListRecorder<ConversationSnapshot>();
    people.session("bob").subscribeConversations(bobs);
    bobs.next();
    lunch.send(SendTextMessageParams.builder("Well?").replyTo(old).build()).join();
    assertThat(
            bobs.awaitUntil(page -> page.first().lastMessage().referencedMessage() != null)
                .first()
                .lastMessage()
                .referencedMessage()
                .reactions())
        .containsExactly(summary(THUMB, 1, true));
  }

  @Test
  void an_old_message_with_many_reactions_shows_ones_own_when_it_is_answered(People people) {
    ConversationRef lunch = lunch(people);
    MessageRef old = lunch.send("Hungry?").join();
    for (int i = 0; i < 50; i++) {
      old.reactions(":e" + i + ":").add().join();
    }
    message(people, "bob", old).reactions(":e3:").add().join();
    lunch.send("Well?").join();
    var bobs = new ListRecorder<ConversationSnapshot>();
    people.session("bob").subscribeConversations(bobs);
    assertThat(bobs.next().first().lastMessage().plaintext()).isEqualTo("Well?");
    lunch.send(SendTextMessageParams.builder("Well?").replyTo(old).build()).join();
    var answered =
        bobs.awaitUntil(page -> page.first().lastMessage().referencedMessage() != null)
            .first()
            .lastMessage()
            .referencedMessage();
    assertThat(answered.reactions()).hasSize(50).contains(summary(":e3:", 2, true));
    assertThat(bobs.all())
        .filteredOn(page -> page.first().lastMessage().referencedMessage() != null)
        .hasSize(1);
  }

  @Test
  void who_was_cut_off_sees_what_was_reacted_meanwhile(People people, Scissors scissors) {
    ConversationRef lunch = lunch(people);
    MessageRef message = lunch.send("Hungry?").join();
    message(people, "bob", message).reactions(THUMB).add().join();
    var seen = new ListRecorder<MessageSnapshot>(Duration.ofSeconds(30));
    people.session("bob", scissors).conversation("lunch").subscribeMessages(seen);
    assertThat(seen.next().first().reactions()).containsExactly(summary(THUMB, 1, true));
    scissors.refuse();
    scissors.cut();
    message.reactions(HEART).add().join();
    message(people, "bob", message).reactions(THUMB).remove().join();
    message(people, "bob", message).reactions(HEART).add().join();
    scissors.accept();
    assertThat(seen.next().first().reactions()).containsExactly(summary(HEART, 2, true));
  }

  private static ConversationRef lunch(People people) {
    people.conversation("lunch", "alice", "bob");
    return people.session("alice").conversation("lunch");
  }

  private static MessageRef message(People people, String who, MessageRef message) {
    return people.session(who).conversation(message.conversationId()).message(message.id());
  }

  private static List<ReactionsSummarySnapshot> reactions(MessageRef message) {
    return message.get().join().orElseThrow().reactions();
  }

  private static ReactionsSummarySnapshot summary(String emoji, int count, boolean own) {
    return new ReactionsSummarySnapshot(emoji, count, own);
  }
}
