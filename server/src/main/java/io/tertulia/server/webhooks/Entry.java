package io.tertulia.server.webhooks;

/// A row of the outbox: an event as it is told, or what stands for many.
///
/// @param sequence dense within the app
/// @param id of the event
/// @param lane what the event is ordered with: a conversation or a user
/// @param createdAt milliseconds since 1970
/// @param body the whole event as JSON; of `message.read` only what [Expansion] makes events of
public record Entry(
    long sequence, String id, EventType type, String lane, long createdAt, String body) {

  /// Says whether it stands for many events.
  boolean isMany() {
    return type == EventType.MESSAGE_READ;
  }
}
