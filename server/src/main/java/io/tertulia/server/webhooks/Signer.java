package io.tertulia.server.webhooks;

/// Signs with the key that an app chose for its webhooks. May wait for the store; safe for use by
/// any thread.
@FunctionalInterface
public interface Signer {

  /// HMAC-SHA256 of a message.
  ///
  /// @param appId the app's name
  byte[] hmac(String appId, byte[] message);
}
