package io.tertulia.backend;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A conversation at one moment, with all who take part in it.
///
/// @param subject null when there is none
/// @param photoUrl null when there is none
/// @param welcomeMessages shown before all messages, but no messages
/// @param custom the application's own values
/// @param participants by the id of the user
/// @param lastMessage the newest message; null when there is none, and in webhooks
/// @param everyoneReadUntil what was sent until then is read by every participant; null where it is
///   not told, as in webhooks
public record ConversationSnapshot(
    String id,
    @Nullable String subject,
    @Nullable String photoUrl,
    List<String> welcomeMessages,
    Map<String, String> custom,
    Map<String, ParticipantSnapshot> participants,
    @Nullable MessageSnapshot lastMessage,
    Instant createdAt,
    @Nullable Instant everyoneReadUntil) {
  public ConversationSnapshot {
    welcomeMessages = List.copyOf(welcomeMessages);
    custom = Collections.unmodifiableMap(new LinkedHashMap<>(custom));
    participants = Collections.unmodifiableMap(new LinkedHashMap<>(participants));
  }
}
