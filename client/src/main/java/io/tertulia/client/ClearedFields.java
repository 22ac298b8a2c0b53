package io.tertulia.client;

import io.tertulia.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/// What `deleteFields` means as changes: a name resets a property, `map.key` removes one entry. The
/// key is everything behind the first dot, so it may hold dots itself.
final class ClearedFields {
  private ClearedFields() {}

  /// @throws TalkException when a name is none
  static SetUserParams ofUser(String... names) {
    SetUserParams.Builder changes = SetUserParams.builder();
    for (String name : names) {
      String entry = key("custom.", name);
      if (entry != null) {
        changes.removeCustom(entry);
        continue;
      }
      String token = key("pushTokens.", name);
      if (token != null) {
        changes.removePushToken(token);
        continue;
      }
      switch (name) {
        case "custom" -> changes.clearCustom();
        case "pushTokens" -> changes.clearPushTokens();
        case "locale" -> changes.clearLocale();
        case "photoUrl" -> changes.clearPhotoUrl();
        case "role" -> changes.clearRole();
        case "welcomeMessage" -> changes.clearWelcomeMessage();
        case "email" -> changes.clearEmail();
        case "phone" -> changes.clearPhone();
        default -> throw unknown(name, "a user's property other than name");
      }
    }
    return changes.build();
  }

  /// @throws TalkException when a name is none
  static SetConversationParams ofConversation(String... names) {
    SetConversationParams.Builder changes = SetConversationParams.builder();
    for (String name : names) {
      String entry = key("custom.", name);
      if (entry != null) {
        changes.removeCustom(entry);
        continue;
      }
      switch (name) {
        case "custom" -> changes.clearCustom();
        case "subject" -> changes.clearSubject();
        case "photoUrl" -> changes.clearPhotoUrl();
        case "welcomeMessages" -> changes.clearWelcomeMessages();
        case "access" -> changes.clearAccess();
        case "notify" -> changes.clearNotify();
        default -> throw unknown(name, "a conversation's property, access or notify");
      }
    }
    return changes.build();
  }

  /// @throws TalkException when a name is none
  static SetParticipantParams ofParticipant(String... names) {
    SetParticipantParams.Builder changes = SetParticipantParams.builder();
    for (String name : names) {
      switch (name) {
        case "access" -> changes.clearAccess();
        case "notify" -> changes.clearNotify();
        default -> throw unknown(name, "access or notify");
      }
    }
    return changes.build();
  }

  /// @throws TalkException when a name is none
  static EditMessageParams ofMessage(String... names) {
    EditMessageParams.Builder changes = EditMessageParams.builder();
    for (String name : names) {
      String entry = key("custom.", name);
      if (entry != null) {
        changes.removeCustom(entry);
        continue;
      }
      switch (name) {
        case "custom" -> changes.clearCustom();
        default -> throw unknown(name, "custom or custom.KEY");
      }
    }
    return changes.build();
  }

  /// The key of an entry; null when the name is that of no entry.
  private static @Nullable String key(String prefix, String name) {
    return name.startsWith(prefix) ? name.substring(prefix.length()) : null;
  }

  private static TalkException unknown(String name, String expected) {
    return TalkException.of(
        ErrorCode.INVALID_ARGUMENT, "field: " + name + " (expected: " + expected + ")");
  }
}
