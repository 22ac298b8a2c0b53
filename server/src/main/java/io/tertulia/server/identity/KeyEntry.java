package io.tertulia.server.identity;

/// A secret key of an app, and what may be told of it.
///
/// @param createdAt milliseconds since 1970
/// @param signsWebhooks whether it signs what the server tells the app's own server
public record KeyEntry(SecretKey key, long createdAt, boolean signsWebhooks) {
  private static final int HINT = 4;

  /// What it is known by; it tells nothing of the key.
  public String id() {
    return key.id();
  }

  /// Its last characters, by which people know it.
  public String hint() {
    String secret = key.reveal();
    return "…" + secret.substring(secret.length() - HINT);
  }
}
