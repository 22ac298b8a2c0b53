package io.tertulia.server.chat;

import io.tertulia.protocol.fact.UserFact;
import io.tertulia.server.record.UserRecord;

/// A user as stored.
record UserRow(long key, UserRecord record) {

  /// What everybody may know.
  UserFact fact() {
    return record.fact();
  }
}
