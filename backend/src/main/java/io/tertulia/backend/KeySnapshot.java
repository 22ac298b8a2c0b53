package io.tertulia.backend;

import io.tertulia.protocol.json.Fields;
import java.time.Instant;

/// A secret key of the app, without the secret.
///
/// @param hint its last characters, behind an ellipsis
/// @param signsWebhooks whether webhooks are signed with it; one is so
public record KeySnapshot(String id, String hint, Instant createdAt, boolean signsWebhooks) {
  static KeySnapshot read(Fields in) {
    return new KeySnapshot(
        in.text("id"), in.text("hint"), Snapshots.instant(in, "createdAt"), in.flag("webhooks"));
  }
}
