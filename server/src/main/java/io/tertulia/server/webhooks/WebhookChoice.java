package io.tertulia.server.webhooks;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an app chose for a webhook.
///
/// @param url where events are brought to; null for nowhere: they are kept for who asks for them
/// @param events null for all
public record WebhookChoice(
    @Nullable String url, @Nullable Set<EventType> events, boolean enabled) {
  private static final int MAX_URL = 2_000;
  private static final List<String> MEMBERS = List.of("url", "events", "enabled");

  /// Nothing chosen yet.
  public static final WebhookChoice DEFAULT = new WebhookChoice(null, null, true);

  /// These choices with what others say; what they do not name stays, and null is as in [#DEFAULT].
  ///
  /// @throws IllegalArgumentException naming the first member that is unknown or wrong
  public WebhookChoice with(Fields in) {
    in.only(MEMBERS);
    return new WebhookChoice(
        in.has("url") ? url(in) : url,
        in.has("events") ? events(in) : events,
        in.has("enabled") ? in.isNull("enabled") || in.flag("enabled") : enabled);
  }

  private static @Nullable String url(Fields in) {
    String text = in.textOrNull("url");
    if (text == null) {
      return null;
    }
    if (text.length() > MAX_URL || Post.url(text) == null) {
      throw in.bad(
          "url",
          text.length() > MAX_URL ? text.length() + " characters" : "no such address",
          "http or https, a host, no user and no fragment, at most " + MAX_URL + " characters");
    }
    return Objects.requireNonNull(Post.url(text)).toString();
  }

  private static @Nullable Set<EventType> events(Fields in) {
    if (in.isNull("events")) {
      return null;
    }
    List<Json> items = in.list("events", (item, path) -> item);
    if (items.isEmpty()) {
      throw in.bad("events", "none", "one or more, or null for all");
    }
    return EventType.read(items, in.at("events"));
  }
}
