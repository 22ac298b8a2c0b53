package io.tertulia.server.webhooks;

import java.io.IOException;
import java.io.Serial;

/// A webhook is at an address where webhooks may not be.
final class AddressBlockedException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  AddressBlockedException() {
    super("the address is not public (expected: webhooks.private-addresses)");
  }
}
