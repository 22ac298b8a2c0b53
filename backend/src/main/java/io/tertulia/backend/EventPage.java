package io.tertulia.backend;

import io.tertulia.protocol.json.Fields;
import java.util.List;

/// Some of the events that are kept.
///
/// @param events oldest first; may be empty
/// @param next what to ask for next, now or when something may have happened
/// @param more whether there is more to ask for now
/// @param missed whether events before these were not kept long enough to be told
public record EventPage(List<WebhookEvent> events, String next, boolean more, boolean missed) {
  public EventPage {
    events = List.copyOf(events);
  }

  static EventPage read(Fields in) {
    return new EventPage(
        in.objects("data", WebhookEvents::read),
        in.text("next"),
        in.flag("more"),
        in.flag("missed"));
  }
}
