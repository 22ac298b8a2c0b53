package io.tertulia.backend;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that happened in the app, as a webhook tells it, with everything as it was then.
public sealed interface WebhookEvent {
  /// The same whenever the event is told again.
  String id();

  /// When it happened.
  Instant createdAt();

  /// A user was stored for the first time.
  record UserCreated(String id, Instant createdAt, UserSnapshot user) implements WebhookEvent {}

  /// Something of a user changed.
  record UserUpdated(String id, Instant createdAt, UserSnapshot user) implements WebhookEvent {}

  /// A message was sent; imported history is not told.
  ///
  /// @param sender null for a system message
  /// @param mentions who is mentioned in it
  record MessageSent(
      String id,
      Instant createdAt,
      @Nullable UserSnapshot sender,
      ConversationSnapshot conversation,
      MessageSnapshot message,
      List<Mentioned> mentions)
      implements WebhookEvent {
    public MessageSent {
      mentions = List.copyOf(mentions);
    }
  }

  /// A participant other than the sender read a message.
  ///
  /// @param recipient who read it
  /// @param sender null for a system message
  record MessageRead(
      String id,
      Instant createdAt,
      UserSnapshot recipient,
      @Nullable UserSnapshot sender,
      ConversationSnapshot conversation,
      MessageSnapshot message)
      implements WebhookEvent {}

  /// The content or the custom values of a message changed.
  ///
  /// @param sender null for a system message
  record MessageUpdated(
      String id,
      Instant createdAt,
      @Nullable UserSnapshot sender,
      ConversationSnapshot conversation,
      MessageSnapshot message)
      implements WebhookEvent {}

  /// A message was deleted.
  ///
  /// @param sender null for a system message
  /// @param message as it was last
  record MessageDeleted(
      String id,
      Instant createdAt,
      @Nullable UserSnapshot sender,
      ConversationSnapshot conversation,
      MessageSnapshot message)
      implements WebhookEvent {}

  /// A conversation was deleted.
  ///
  /// @param conversation as it was last
  record ConversationDeleted(String id, Instant createdAt, ConversationSnapshot conversation)
      implements WebhookEvent {}

  /// A user should be notified.
  record NotificationTriggered(String id, Instant createdAt, Notification notification)
      implements WebhookEvent {}

  /// A notification was handed to who carries mail or text messages.
  record NotificationSent(String id, Instant createdAt, Notification notification)
      implements WebhookEvent {}

  /// A mail arrived.
  record NotificationDelivered(String id, Instant createdAt, Notification notification)
      implements WebhookEvent {}

  /// A mail came back.
  ///
  /// @param reason `bounce` or `spam`
  record NotificationBounced(String id, Instant createdAt, Notification notification, String reason)
      implements WebhookEvent {}

  /// A mail was opened, as far as one can know.
  record NotificationOpened(String id, Instant createdAt, Notification notification)
      implements WebhookEvent {}

  /// A link in a mail was followed.
  record NotificationLinkClicked(
      String id, Instant createdAt, Notification notification, String url)
      implements WebhookEvent {}

  /// What a newer server tells and this version does not know. It is genuine: answer that it
  /// arrived.
  ///
  /// @param type its name
  /// @param json all of it
  record Unknown(String id, Instant createdAt, String type, String json) implements WebhookEvent {}

  /// Somebody whom a message mentions.
  ///
  /// @param text as it stands in the message
  record Mentioned(String userId, String text) {}

  /// What a user is to be told.
  ///
  /// @param id the same in all events about it
  /// @param channel `email` or `sms`; null before it is sent
  /// @param sender of the last message; null when that is a system message
  /// @param messages which were not read, oldest first
  /// @param to address or number; null before it is sent
  record Notification(
      String id,
      @Nullable String channel,
      UserSnapshot recipient,
      @Nullable UserSnapshot sender,
      ConversationSnapshot conversation,
      List<MessageSnapshot> messages,
      @Nullable String to) {
    public Notification {
      messages = List.copyOf(messages);
    }
  }
}
