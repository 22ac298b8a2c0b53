package io.tertulia.backend;

import io.tertulia.protocol.json.Json;

/// A secret key of the app, which may exist or not. Holds nothing; safe for use by any thread.
///
/// All methods throw [TalkException].
public final class KeyRef {
  private final Door door;
  private final String id;

  KeyRef(Door door, String id) {
    this.door = door;
    this.id = Arguments.text("key id", id);
  }

  public String id() {
    return id;
  }

  /// Has it sign webhooks from now on; receivers should know it before.
  public void signWebhooks() {
    door.put(Target.of("keys", id), Json.object().build());
  }

  /// Takes it out of use: tokens that it signed are refused at once, and connections that came with
  /// them end. Does nothing when there is none.
  ///
  /// @throws TalkException when it signs webhooks, or is the last
  public void delete() {
    door.delete(Target.of("keys", id));
  }
}
