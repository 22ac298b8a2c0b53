package io.tertulia.backend;

import io.tertulia.backend.WebhookEvent.Mentioned;
import io.tertulia.backend.WebhookEvent.Notification;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Events read from what webhooks bring.
final class WebhookEvents {
  private WebhookEvents() {}

  /// The event; one of a known type but another shape than that is unknown too, as refusing it
  /// would bring it again.
  ///
  /// @throws IllegalArgumentException when it has no id, type or time
  static WebhookEvent read(byte[] body) {
    return read(Fields.of(Json.parse(body), "event"));
  }

  /// The same from its JSON.
  static WebhookEvent read(Fields in) {
    String id = in.text("id");
    String type = in.text("type");
    Instant at = Snapshots.instant(in, "createdAt");
    try {
      Fields about = in.object("data");
      return type.startsWith("notification.")
          ? ofNotification(id, at, type, about, in)
          : of(id, at, type, about, in);
    } catch (IllegalArgumentException e) {
      return unknown(id, at, type, in);
    }
  }

  private static WebhookEvent of(String id, Instant at, String type, Fields about, Fields in) {
    return switch (type) {
      case "user.created" -> new WebhookEvent.UserCreated(id, at, user(about));
      case "user.updated" -> new WebhookEvent.UserUpdated(id, at, user(about));
      case "message.sent" ->
          new WebhookEvent.MessageSent(
              id,
              at,
              sender(about),
              conversation(about),
              message(about),
              about.objects("mentions", m -> new Mentioned(m.text("id"), m.textOr("text", ""))));
      case "message.read" ->
          new WebhookEvent.MessageRead(
              id,
              at,
              Snapshots.user(about.object("recipient")),
              sender(about),
              conversation(about),
              message(about));
      case "message.updated" ->
          new WebhookEvent.MessageUpdated(
              id, at, sender(about), conversation(about), message(about));
      case "message.deleted" ->
          new WebhookEvent.MessageDeleted(
              id, at, sender(about), conversation(about), message(about));
      case "conversation.deleted" ->
          new WebhookEvent.ConversationDeleted(id, at, conversation(about));
      default -> unknown(id, at, type, in);
    };
  }

  private static WebhookEvent ofNotification(
      String id, Instant at, String type, Fields about, Fields in) {
    return switch (type) {
      case "notification.triggered" ->
          new WebhookEvent.NotificationTriggered(id, at, notification(about));
      case "notification.sent" -> new WebhookEvent.NotificationSent(id, at, notification(about));
      case "notification.delivered" ->
          new WebhookEvent.NotificationDelivered(id, at, notification(about));
      case "notification.bounced" ->
          new WebhookEvent.NotificationBounced(
              id, at, notification(about), about.textOr("reason", ""));
      case "notification.opened" ->
          new WebhookEvent.NotificationOpened(id, at, notification(about));
      case "notification.link.clicked" ->
          new WebhookEvent.NotificationLinkClicked(
              id, at, notification(about), about.textOr("url", ""));
      default -> unknown(id, at, type, in);
    };
  }

  private static WebhookEvent unknown(String id, Instant at, String type, Fields in) {
    return new WebhookEvent.Unknown(id, at, type, in.json().toText());
  }

  private static Notification notification(Fields about) {
    return new Notification(
        about.text("notificationId"),
        about.textOrNull("channel"),
        Snapshots.user(about.object("recipient")),
        sender(about),
        conversation(about),
        about.objects("messages", Snapshots::message),
        about.textOrNull("to"));
  }

  private static UserSnapshot user(Fields about) {
    return Snapshots.user(about.object("user"));
  }

  private static @Nullable UserSnapshot sender(Fields about) {
    return Snapshots.orNull(about, "sender", Snapshots::user);
  }

  private static ConversationSnapshot conversation(Fields about) {
    return Snapshots.conversation(about.object("conversation"));
  }

  private static MessageSnapshot message(Fields about) {
    return Snapshots.message(about.object("message"));
  }
}
