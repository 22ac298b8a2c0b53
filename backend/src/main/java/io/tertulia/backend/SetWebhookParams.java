package io.tertulia.backend;

import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.json.Json;
import java.net.URI;
import java.util.List;

/// What a webhook is told, and where. What is not given stays; in a new one it is: nowhere,
/// everything, and enabled.
public final class SetWebhookParams {
  private final Json.Obj body;

  private SetWebhookParams(Json.Obj body) {
    this.body = body;
  }

  public static Builder builder() {
    return new Builder();
  }

  Json json() {
    return body;
  }

  /// Collects what is to be. For one thread.
  public static final class Builder {
    private Patch<URI> url = Patch.keep();
    private Patch<List<String>> events = Patch.keep();
    private Patch<Boolean> enabled = Patch.keep();

    private Builder() {}

    /// Where events are brought to: `http` or `https`, without user and fragment, at most 2,000
    /// characters.
    public Builder url(URI address) {
      url = Patch.put(address);
      return this;
    }

    /// Events are brought nowhere, but kept for [TalkBackend#events].
    public Builder clearUrl() {
      url = Patch.clear();
      return this;
    }

    /// Only events of these types, such as `message.sent`.
    public Builder events(String... types) {
      events = Patch.put(List.of(types));
      return this;
    }

    /// Events of all types.
    public Builder allEvents() {
      events = Patch.clear();
      return this;
    }

    /// Whether it is told anything. Enabled again, it goes on where it was, with what is kept.
    public Builder enabled(boolean value) {
      enabled = Patch.put(value);
      return this;
    }

    public SetWebhookParams build() {
      Json.Builder body = Json.object();
      url.write(body, "url", address -> Json.of(address.toString()));
      events.write(body, "events", Json::of);
      enabled.write(body, "enabled", Json.Bool::new);
      return new SetWebhookParams(body.build());
    }
  }
}
