package io.tertulia.testkit.stories;

import static io.tertulia.testkit.stories.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.EditMessageParams;
import io.tertulia.client.EditTextMessageParams;
import io.tertulia.client.MessageRef;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.ReferencedMessageSnapshot;
import io.tertulia.client.SendMessageParams;
import io.tertulia.client.SendTextMessageParams;
import io.tertulia.client.SetParticipantParams;
import io.tertulia.protocol.Access;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.MessageOrigin;
import io.tertulia.protocol.MessageType;
import io.tertulia.protocol.content.Link;
import io.tertulia.protocol.content.LocationBlock;
import io.tertulia.protocol.content.Text;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TertuliaExtension.class)
class MessageTest {
  @Test
  void a_text_is_sent_and_read(People people) {
    ConversationRef lunch = lunch(people);
    MessageRef sent = lunch.send("I am *very* hungry.").join();
    assertThat(sent).isSameAs(lunch.message(sent.id()));
    assertThat(sent.conversationId()).isEqualTo("lunch");
    MessageSnapshot read = sent.get().join().orElseThrow();
    assertThat(read.id()).isEqualTo(sent.id());
    assertThat(read.sender().name()).isEqualTo("Alice");
    assertThat(read.type()).isEqualTo(MessageType.USER_MESSAGE);
    assertThat(read.origin()).isEqualTo(MessageOrigin.REST);
    assertThat(read.plaintext()).isEqualTo("I am very hungry.");
    assertThat(read.content()).containsExactly(TextBlock.parse("I am *very* hungry."));
    assertThat(read.editedAt()).isNull();
    assertThat(read.referencedMessage()).isNull();
    assertThat(read.custom()).isEmpty();
  }

  @Test
  void a_text_is_sent_with_values_and_as_an_answer(People people) {
    ConversationRef lunch = lunch(people);
    MessageRef first = lunch.send("Hungry?").join();
    MessageRef answer =
        people
            .session("bob")
            .conversation("lunch")
            .send(
                SendTextMessageParams.builder("Yes!")
                    .custom(Map.of("mood", "good"))
                    .replyTo(first)
                    .build())
            .join();
    MessageSnapshot read = answer.get().join().orElseThrow();
    assertThat(read.custom()).containsExactly(Map.entry("mood", "good"));
    ReferencedMessageSnapshot answered = read.referencedMessage();
    assertThat(answered.id()).isEqualTo(first.id());
    assertThat(answered.sender().name()).isEqualTo("Alice");
    assertThat(answered.plaintext()).isEqualTo("Hungry?");
  }

  @Test
  void content_is_sent_as_it_is(People people) {
    ConversationRef lunch = lunch(people);
    var here = new LocationBlock(52.52, 13.405);
    MessageRef sent = lunch.send(SendMessageParams.builder(here).build()).join();
    MessageSnapshot read = sent.get().join().orElseThrow();
    assertThat(read.content()).containsExactly(here);
    assertThat(read.plaintext()).isEmpty();
    var literal = TextBlock.of(new Text("*not bold*"));
    MessageRef text = lunch.send(SendMessageParams.builder(literal).build()).join();
    assertThat(text.get().join().orElseThrow().content()).containsExactly(literal);
  }

  @Test
  void an_edit_replaces_the_content_and_says_when(People people) {
    MessageRef message = lunch(people).send("Hugnry?").join();
    message.edit("Hungry?").join();
    MessageSnapshot edited = message.get().join().orElseThrow();
    assertThat(edited.plaintext()).isEqualTo("Hungry?");
    assertThat(edited.editedAt()).isAfterOrEqualTo(edited.createdAt());
    var here = new LocationBlock(1, 2);
    message.edit(EditMessageParams.builder().content(here).build()).join();
    assertThat(message.get().join().orElseThrow().content()).containsExactly(here);
  }

  @Test
  void an_edit_of_values_alone_does_not_count_as_one(People people) {
    MessageRef message = lunch(people).send("Hungry?").join();
    message.edit(EditTextMessageParams.builder().custom(Map.of("a", "1", "b", "2")).build()).join();
    message.edit(EditTextMessageParams.builder().removeCustom("a").custom("c", "3").build()).join();
    message.edit(EditTextMessageParams.builder().build()).join();
    MessageSnapshot edited = message.get().join().orElseThrow();
    assertThat(edited.custom()).isEqualTo(Map.of("b", "2", "c", "3"));
    assertThat(edited.editedAt()).isNull();
    message.deleteFields("custom.b").join();
    assertThat(message.get().join().orElseThrow().custom()).isEqualTo(Map.of("c", "3"));
    message.deleteFields("custom").join();
    assertThat(message.get().join().orElseThrow().custom()).isEmpty();
    assertRefused(message.deleteFields("content"), ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void a_deleted_message_is_gone_and_its_answers_refer_to_nothing(People people) {
    ConversationRef lunch = lunch(people);
    MessageRef first = lunch.send("Hungry?").join();
    MessageRef answer =
        lunch.send(SendTextMessageParams.builder("No.").replyTo(first.id()).build()).join();
    first.delete().join();
    first.delete().join();
    assertThat(first.get().join()).isEmpty();
    assertThat(answer.get().join().orElseThrow().referencedMessage()).isNull();
    assertRefused(first.edit("Thirsty?"), ErrorCode.NOT_FOUND);
    assertRefused(
        lunch.send(SendTextMessageParams.builder("What?").replyTo(first).build()),
        ErrorCode.INVALID_ARGUMENT);
    answer.delete().join();
    assertThat(lunch.get().join().orElseThrow().lastMessage()).isNull();
  }

  @Test
  void nobody_changes_what_others_wrote(People people) {
    MessageRef message = lunch(people).send("Hungry?").join();
    MessageRef bobs = people.session("bob").conversation("lunch").message(message.id());
    assertRefused(bobs.edit("Thirsty?"), ErrorCode.PERMISSION_DENIED);
    assertRefused(bobs.delete(), ErrorCode.PERMISSION_DENIED);
    assertRefused(bobs.deleteFields("custom"), ErrorCode.PERMISSION_DENIED);
  }

  @Test
  void who_may_only_read_reads(People people) {
    ConversationRef lunch = lunch(people);
    MessageRef message = lunch.send("Hungry?").join();
    lunch
        .participant("alice")
        .set(SetParticipantParams.builder().access(Access.READ).build())
        .join();
    assertRefused(lunch.send("Hello?"), ErrorCode.PERMISSION_DENIED);
    assertRefused(message.edit("Hello?"), ErrorCode.PERMISSION_DENIED);
    assertRefused(message.delete(), ErrorCode.PERMISSION_DENIED);
    lunch.markAsRead().join();
    assertThat(message.get().join()).isPresent();
  }

  @Test
  void who_takes_no_part_reads_and_writes_nothing(People people) {
    MessageRef message = lunch(people).send("Hungry?").join();
    ConversationRef carols = people.session("carol").conversation("lunch");
    assertThat(carols.message(message.id()).get().join()).isEmpty();
    assertRefused(carols.send("Me too!"), ErrorCode.NOT_PARTICIPANT);
    assertRefused(carols.message(message.id()).delete(), ErrorCode.NOT_PARTICIPANT);
    assertRefused(
        people.session("carol").conversation("nowhere").send("Hello?"), ErrorCode.NOT_PARTICIPANT);
    assertRefused(
        people.stranger("nobody", UnaryOperator.identity()).conversation("lunch").send("Hello?"),
        ErrorCode.NOT_FOUND);
  }

  @Test
  void users_send_no_links_under_other_names_and_no_blank_texts(People people) {
    ConversationRef lunch = lunch(people);
    var link = new Link("https://example.com", List.of(new Text("your bank")));
    assertRefused(
        lunch.send(SendMessageParams.builder(TextBlock.of(link)).build()),
        ErrorCode.INVALID_ARGUMENT);
    assertRefused(lunch.send("  \n "), ErrorCode.INVALID_ARGUMENT);
    assertRefused(lunch.send("x".repeat(10_001)), ErrorCode.INVALID_ARGUMENT);
    assertThat(lunch.send("x".repeat(10_000)).join().get().join()).isPresent();
  }

  @Test
  void system_messages_are_not_answered(People people) {
    ConversationRef lunch = lunch(people);
    Json system = Json.object().put("type", "SystemMessage").put("text", "Lunch begins.").build();
    people
        .backend()
        .post(new Json.Arr(List.of(system)), "conversations", "lunch", "messages")
        .orThrow();
    MessageSnapshot last = lunch.get().join().orElseThrow().lastMessage();
    assertThat(last.type()).isEqualTo(MessageType.SYSTEM_MESSAGE);
    assertThat(last.sender()).isNull();
    assertRefused(
        lunch.send(SendTextMessageParams.builder("Thanks.").replyTo(last.id()).build()),
        ErrorCode.INVALID_ARGUMENT);
  }

  private static ConversationRef lunch(People people) {
    people.conversation("lunch", "alice", "bob");
    return people.session("alice").conversation("lunch");
  }
}
