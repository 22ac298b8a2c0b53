package io.tertulia.backend;

import io.tertulia.protocol.json.Fields;

/// A secret key that was just made. Does not show the secret when printed.
///
/// @param secretKey which nobody tells again
public record NewKey(KeySnapshot key, String secretKey) {
  static NewKey read(Fields in) {
    return new NewKey(KeySnapshot.read(in), in.text("key"));
  }

  @Override
  public String toString() {
    return "NewKey[key=" + key + "]";
  }
}
