package io.tertulia.testkit.stories;

import static io.tertulia.testkit.stories.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.ConversationSnapshot;
import io.tertulia.client.CreateConversationParams;
import io.tertulia.client.CreateUserParams;
import io.tertulia.client.EditMessageParams;
import io.tertulia.client.EditTextMessageParams;
import io.tertulia.client.MessageRef;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.ParticipantRef;
import io.tertulia.client.ParticipantSnapshot;
import io.tertulia.client.PushProvider;
import io.tertulia.client.SendMessageParams;
import io.tertulia.client.SetConversationParams;
import io.tertulia.client.SetParticipantParams;
import io.tertulia.client.SetUserParams;
import io.tertulia.client.UserRef;
import io.tertulia.client.UserSnapshot;
import io.tertulia.protocol.Access;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.content.Text;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every field that can be given, changed and cleared.
@ExtendWith(TertuliaExtension.class)
class ParamsTest {
  @Test
  void a_user_is_created_with_everything_there_is(People people) {
    UserRef me = people.stranger("zed", UnaryOperator.identity()).currentUser();
    me.createIfNotExists(
            CreateUserParams.builder("Zed")
                .custom(Map.of("colour", "red"))
                .locale("de-DE")
                .photoUrl("https://ex.com/z.png")
                .role("guest")
                .welcomeMessage("Hi")
                .email("z@ex.com", "zed@ex.com")
                .phone("+31612345678")
                .pushToken(PushProvider.FCM, "t1")
                .build())
        .join();
    assertThat(me.get().join())
        .contains(
            new UserSnapshot(
                "zed",
                "Zed",
                Map.of("colour", "red"),
                "de-DE",
                "https://ex.com/z.png",
                "guest",
                "Hi"));
  }

  @Test
  void a_user_is_changed_and_cleared_field_by_field(People people) {
    UserRef me = people.stranger("zed", UnaryOperator.identity()).currentUser();
    me.set(
            SetUserParams.builder()
                .name("Zed")
                .custom(Map.of("colour", "red", "size", "xl"))
                .locale("de-DE")
                .photoUrl("https://ex.com/z.png")
                .role("guest")
                .welcomeMessage("Hi")
                .email("z@ex.com")
                .phone("+31612345678")
                .addPushToken(PushProvider.FCM, "t1")
                .addPushToken(PushProvider.APNS, "t2")
                .build())
        .join();
    me.set(SetUserParams.builder().build()).join();
    assertThat(me.get().join().orElseThrow().welcomeMessage()).isEqualTo("Hi");
    me.set(SetUserParams.builder().removePushToken(PushProvider.FCM, "t1").build()).join();
    assertThat(me.get().join().orElseThrow().name()).isEqualTo("Zed");
    me.set(
            SetUserParams.builder()
                .clearCustom()
                .clearLocale()
                .clearPhotoUrl()
                .clearRole()
                .clearWelcomeMessage()
                .clearEmail()
                .clearPhone()
                .clearPushTokens()
                .build())
        .join();
    assertThat(me.get().join())
        .contains(new UserSnapshot("zed", "Zed", Map.of(), null, null, "default", null));
  }

  @Test
  void a_conversation_is_created_with_everything_there_is(People people) {
    ConversationRef lunch = people.session("alice").conversation("lunch");
    lunch
        .createIfNotExists(
            CreateConversationParams.builder()
                .subject("Lunch")
                .photoUrl("https://ex.com/l.png")
                .welcomeMessages(List.of("Hello", "Sit down"))
                .custom(Map.of("table", "4"))
                .access(Access.READ)
                .notify(Notify.NONE)
                .build())
        .join();
    ConversationSnapshot seen = lunch.get().join().orElseThrow();
    assertThat(seen.subject()).isEqualTo("Lunch");
    assertThat(seen.photoUrl()).isEqualTo("https://ex.com/l.png");
    assertThat(seen.welcomeMessages()).containsExactly("Hello", "Sit down");
    assertThat(seen.custom()).isEqualTo(Map.of("table", "4"));
    assertThat(seen.access()).isEqualTo(Access.READ);
    assertThat(seen.notifications()).isEqualTo(Notify.NONE);
  }

  @Test
  void a_conversation_is_changed_and_cleared_field_by_field(People people) {
    ConversationRef lunch = people.session("alice").conversation("lunch");
    lunch.createIfNotExists().join();
    ConversationSnapshot plain = lunch.get().join().orElseThrow();
    lunch
        .set(
            SetConversationParams.builder()
                .subject("Lunch")
                .photoUrl("https://ex.com/l.png")
                .welcomeMessages(List.of("Hello"))
                .custom(Map.of("table", "4"))
                .access(Access.READ_WRITE)
                .notify(Notify.MENTIONS_ONLY)
                .build())
        .join();
    ConversationSnapshot full = lunch.get().join().orElseThrow();
    assertThat(full.welcomeMessages()).containsExactly("Hello");
    assertThat(full.notifications()).isEqualTo(Notify.MENTIONS_ONLY);
    lunch.set(SetConversationParams.builder().build()).join();
    assertThat(lunch.get().join()).contains(full);
    lunch
        .set(
            SetConversationParams.builder()
                .clearSubject()
                .clearPhotoUrl()
                .clearWelcomeMessages()
                .clearCustom()
                .clearAccess()
                .clearNotify()
                .build())
        .join();
    assertThat(lunch.get().join()).contains(plain);
  }

  @Test
  void whoever_gives_up_writing_does_not_take_it_back_alone(People people) {
    people.conversation("lunch", "alice", "bob");
    ConversationRef alices = people.session("alice").conversation("lunch");
    alices.set(SetConversationParams.builder().access(Access.READ).build()).join();
    var clear = SetConversationParams.builder().clearAccess().build();
    assertRefused(alices.set(clear), ErrorCode.PERMISSION_DENIED);
    assertThat(alices.get().join().orElseThrow().access()).isEqualTo(Access.READ);
    people
        .session("bob")
        .conversation("lunch")
        .participant("alice")
        .edit(SetParticipantParams.builder().clearAccess().build())
        .join();
    assertThat(alices.get().join().orElseThrow().access()).isEqualTo(Access.READ_WRITE);
  }

  @Test
  void a_participant_is_changed_and_cleared_field_by_field(People people) {
    people.conversation("lunch", "alice", "bob");
    ParticipantRef bob = people.session("alice").conversation("lunch").participant("bob");
    bob.set(SetParticipantParams.builder().access(Access.READ).notify(Notify.NONE).build()).join();
    ParticipantSnapshot changed = bob.get().join().orElseThrow();
    assertThat(changed.access()).isEqualTo(Access.READ);
    assertThat(changed.notifications()).isEqualTo(Notify.NONE);
    bob.edit(SetParticipantParams.builder().clearAccess().clearNotify().build()).join();
    ParticipantSnapshot cleared = bob.get().join().orElseThrow();
    assertThat(cleared.access()).isEqualTo(Access.READ_WRITE);
    assertThat(cleared.notifications()).isEqualTo(Notify.ALL);
    assertThat(cleared.joinedAt()).isEqualTo(changed.joinedAt());
  }

  @Test
  void a_message_of_finished_content_takes_values_and_answers(People people) {
    people.conversation("lunch", "alice");
    ConversationRef lunch = people.session("alice").conversation("lunch");
    MessageRef first = lunch.send("Hungry?").join();
    var content = TextBlock.of(new Text("Yes."));
    MessageRef answer =
        lunch
            .send(
                SendMessageParams.builder(content)
                    .custom(Map.of("a", "1", "b", "2"))
                    .replyTo(first)
                    .build())
            .join();
    MessageSnapshot read = answer.get().join().orElseThrow();
    assertThat(read.custom()).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(read.referencedMessage().plaintext()).isEqualTo("Hungry?");
    var other = TextBlock.of(new Text("No."));
    answer
        .edit(EditMessageParams.builder().content(other).custom("c", "3").removeCustom("a").build())
        .join();
    read = answer.get().join().orElseThrow();
    assertThat(read.content()).containsExactly(other);
    assertThat(read.custom()).isEqualTo(Map.of("b", "2", "c", "3"));
    answer.edit(EditTextMessageParams.builder().text("*Yes!*").clearCustom().build()).join();
    read = answer.get().join().orElseThrow();
    assertThat(read.content()).containsExactly(TextBlock.parse("*Yes!*"));
    assertThat(read.custom()).isEmpty();
  }
}
