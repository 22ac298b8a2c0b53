package io.tertulia.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.backend.WebhookEvent.MessageSent;
import io.tertulia.backend.WebhookEvent.NotificationBounced;
import io.tertulia.backend.WebhookEvent.NotificationLinkClicked;
import io.tertulia.backend.WebhookEvent.NotificationTriggered;
import io.tertulia.backend.WebhookEvent.Unknown;
import io.tertulia.protocol.Access;
import io.tertulia.protocol.MessageOrigin;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookEventTest {
  private static final String ALICE =
      """
      {"id":"alice","name":"Alice","email":["alice@example.test"],"phone":null,"photoUrl":null,
      "welcomeMessage":null,"availabilityText":null,"locale":null,"role":"default","custom":{},
      "pushTokens":{"fcm:1":true},"createdAt":1700000000000}\
      """;
  private static final String CONVERSATION =
      """
      {"id":"order_17","subject":null,"topicId":null,"photoUrl":null,"welcomeMessages":null,
      "custom":{},"participants":{"alice":{"access":"Read","notify":false}},
      "createdAt":1700000000000}\
      """;
  private static final String MESSAGE =
      """
      {"id":"msg_4rZ0cKp1YtQm8sVbN2xWfA","conversationId":"order_17","type":"UserMessage",
      "senderId":"alice","text":"Hello *you*","attachment":null,"location":null,"custom":{},
      "readBy":[],"origin":"web","referencedMessageId":null,"createdAt":1700000002000,
      "editedAt":null}\
      """;

  @Test
  void a_message_that_was_sent_tells_all_of_it() {
    MessageSent sent =
        (MessageSent)
            event(
                "message.sent",
                "{\"sender\":"
                    + ALICE
                    + ",\"conversation\":"
                    + CONVERSATION
                    + ",\"message\":"
                    + MESSAGE
                    + ",\"mentions\":[{\"id\":\"bob\",\"text\":\"@Bob\"}]}");
    assertThat(sent.sender().email()).containsExactly("alice@example.test");
    assertThat(sent.sender().pushTokens()).containsExactly("fcm:1");
    assertThat(sent.conversation().participants().get("alice").access()).isEqualTo(Access.READ);
    assertThat(sent.conversation().lastMessage()).isNull();
    assertThat(sent.message().plaintext()).isEqualTo("Hello you");
    assertThat(sent.message().origin()).isEqualTo(MessageOrigin.WEB);
    assertThat(sent.message().editedAt()).isNull();
    assertThat(sent.mentions()).isEqualTo(List.of(new WebhookEvent.Mentioned("bob", "@Bob")));
  }

  @Test
  void a_system_message_has_no_sender() {
    MessageSent sent =
        (MessageSent)
            event(
                "message.sent",
                "{\"sender\":null,\"conversation\":"
                    + CONVERSATION
                    + ",\"message\":"
                    + MESSAGE
                    + "}");
    assertThat(sent.sender()).isNull();
    assertThat(sent.mentions()).isEmpty();
  }

  @Test
  void notifications_tell_whom_and_what() {
    var triggered = (NotificationTriggered) event("notification.triggered", notification(""));
    assertThat(triggered.notification().messages()).hasSize(1);
    assertThat(triggered.notification().channel()).isNull();
    var bounced =
        (NotificationBounced)
            event(
                "notification.bounced",
                notification(",\"channel\":\"email\",\"to\":\"a@b\",\"reason\":\"spam\""));
    assertThat(bounced.reason()).isEqualTo("spam");
    assertThat(bounced.notification().to()).isEqualTo("a@b");
    var clicked =
        (NotificationLinkClicked)
            event("notification.link.clicked", notification(",\"url\":\"https://x\""));
    assertThat(clicked.url()).isEqualTo("https://x");
  }

  @ParameterizedTest
  @MethodSource("types")
  void every_type_has_a_class(String type, Class<?> expected) {
    String all = notification(",\"user\":" + ALICE + ",\"message\":" + MESSAGE);
    assertThat(event(type, all)).isInstanceOf(expected);
  }

  static Stream<Object[]> types() {
    return Stream.of(
        new Object[] {"user.created", WebhookEvent.UserCreated.class},
        new Object[] {"user.updated", WebhookEvent.UserUpdated.class},
        new Object[] {"message.sent", WebhookEvent.MessageSent.class},
        new Object[] {"message.read", WebhookEvent.MessageRead.class},
        new Object[] {"message.updated", WebhookEvent.MessageUpdated.class},
        new Object[] {"message.deleted", WebhookEvent.MessageDeleted.class},
        new Object[] {"conversation.deleted", WebhookEvent.ConversationDeleted.class},
        new Object[] {"notification.triggered", WebhookEvent.NotificationTriggered.class},
        new Object[] {"notification.sent", WebhookEvent.NotificationSent.class},
        new Object[] {"notification.delivered", WebhookEvent.NotificationDelivered.class},
        new Object[] {"notification.bounced", WebhookEvent.NotificationBounced.class},
        new Object[] {"notification.opened", WebhookEvent.NotificationOpened.class},
        new Object[] {"notification.link.clicked", WebhookEvent.NotificationLinkClicked.class});
  }

  @Test
  void what_is_not_known_is_kept_as_it_came() {
    Unknown strange = (Unknown) event("tea.served", "{\"cups\":2}");
    assertThat(strange.type()).isEqualTo("tea.served");
    assertThat(strange.json()).contains("\"cups\":2");
    assertThat(event("user.created", "{\"user\":{\"id\":7}}")).isInstanceOf(Unknown.class);
    assertThatThrownBy(() -> WebhookEvents.read("{\"type\":\"user.created\"}".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String notification(String more) {
    return "{\"notificationId\":\"ntf_1\",\"recipient\":"
        + ALICE
        + ",\"sender\":"
        + ALICE
        + ",\"conversation\":"
        + CONVERSATION
        + ",\"messages\":["
        + MESSAGE
        + "]"
        + more
        + "}";
  }

  private static WebhookEvent event(String type, String about) {
    return WebhookEvents.read(
        ("{\"id\":\"evt_1\",\"type\":\""
                + type
                + "\",\"createdAt\":1700000002000,\"data\":"
                + about
                + "}")
            .getBytes(UTF_8));
  }
}
