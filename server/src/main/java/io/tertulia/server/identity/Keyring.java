package io.tertulia.server.identity;

import java.util.List;

/// An app with the secret keys that are valid for it now.
///
/// @param webhookKey the one that signs what the server tells the app's own server
record Keyring(App app, List<SecretKey> keys, SecretKey webhookKey) {
  Keyring {
    keys = List.copyOf(keys);
  }
}
