package io.tertulia.server.webhooks;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.protocol.json.Spelling;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A kind of event.
public enum EventType {
  USER_CREATED("user.created"),
  USER_UPDATED("user.updated"),
  MESSAGE_SENT("message.sent"),
  MESSAGE_READ("message.read"),
  MESSAGE_UPDATED("message.updated"),
  MESSAGE_DELETED("message.deleted"),
  CONVERSATION_DELETED("conversation.deleted"),
  NOTIFICATION_TRIGGERED("notification.triggered"),
  NOTIFICATION_SENT("notification.sent"),
  NOTIFICATION_DELIVERED("notification.delivered"),
  NOTIFICATION_BOUNCED("notification.bounced"),
  NOTIFICATION_OPENED("notification.opened"),
  NOTIFICATION_LINK_CLICKED("notification.link.clicked");

  private static final Map<String, EventType> BY_WIRE =
      Arrays.stream(values()).collect(Collectors.toMap(EventType::wire, Function.identity()));

  private final String wire;

  EventType(String wire) {
    this.wire = wire;
  }

  /// Its name outside.
  public String wire() {
    return wire;
  }

  /// Every kind.
  public static Set<EventType> all() {
    return Collections.unmodifiableSet(EnumSet.allOf(EventType.class));
  }

  /// The kind of that name.
  ///
  /// @param path names it in errors
  /// @throws IllegalArgumentException when there is none; the nearest is named
  static EventType parse(String wire, String path) {
    EventType type = BY_WIRE.get(wire);
    if (type == null) {
      throw new IllegalArgumentException(
          path + ": " + wire + " (expected: " + Spelling.nearest(wire, BY_WIRE.keySet()) + ")");
    }
    return type;
  }

  /// The kinds that an array names.
  static Set<EventType> read(List<Json> items, String path) {
    EnumSet<EventType> types = EnumSet.noneOf(EventType.class);
    for (int i = 0; i < items.size(); i++) {
      String where = path + "[" + i + "]";
      types.add(parse(Fields.asText(items.get(i), where), where));
    }
    return types;
  }

  /// The array that names kinds.
  static Json json(Set<EventType> types) {
    return Json.of(types.stream().map(EventType::wire).toList());
  }
}
