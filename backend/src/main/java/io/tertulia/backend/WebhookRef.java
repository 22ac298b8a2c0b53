package io.tertulia.backend;

import io.tertulia.protocol.json.Json;
import java.time.Instant;
import java.util.Optional;

/// A webhook, which may exist or not. Holds nothing; safe for use by any thread.
///
/// All methods throw [TalkException], `NOT_FOUND` when there is none, unless they say otherwise.
public final class WebhookRef {
  private final Door door;
  private final String id;

  WebhookRef(Door door, String id) {
    this.door = door;
    this.id = Arguments.text("webhook id", id);
  }

  public String id() {
    return id;
  }

  /// Gets the webhook and how it stands; empty when there is none.
  public Optional<WebhookSnapshot> get() {
    return door.find(here(), WebhookSnapshot::read);
  }

  /// Changes what is given, and tries at once what waits.
  public void edit(SetWebhookParams params) {
    door.put(here(), params.json());
  }

  /// Removes it; does nothing when there is none.
  public void delete() {
    door.delete(here());
  }

  /// Tells again what came behind the event of that sequence, as far as it is kept. Events keep
  /// their ids.
  public void replayAfter(long sequence) {
    replay(Json.object().put("after", sequence).build());
  }

  /// Tells again what happened since then, as far as it is kept. Events keep their ids.
  public void replaySince(Instant time) {
    replay(Json.object().put("since", time.toEpochMilli()).build());
  }

  private void replay(Json from) {
    door.make(Call.of("POST", Target.of("webhooks", id, "replay"), from));
  }

  private Target here() {
    return Target.of("webhooks", id);
  }
}
