package io.tertulia.server.webhooks;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where an app wants to be told what happens.
///
/// @param key the number under which its row is kept; never seen outside
/// @param app the app's key
/// @param appId the app's name
/// @param url null for nowhere: events are kept for those who ask for them
/// @param events null for all
/// @param createdAt milliseconds since 1970
record Webhook(
    long key,
    long app,
    String appId,
    String id,
    @Nullable String url,
    @Nullable Set<EventType> events,
    boolean enabled,
    long createdAt) {
  Webhook {
    if (events != null) {
      EnumSet<EventType> copy = EnumSet.noneOf(EventType.class);
      copy.addAll(events);
      events = Collections.unmodifiableSet(copy);
    }
  }

  boolean wants(EventType type) {
    return events == null || events.contains(type);
  }

  /// Says whether events are brought to it.
  boolean isBroughtTo() {
    return enabled && url != null;
  }
}
