package io.tertulia.testkit.law;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.testkit.People;
import java.net.URI;
import java.util.function.BiConsumer;

/// By which client people sit down.
@FunctionalInterface
interface Seating {
  /// A new session of a person, which is closed with the others of the people.
  ///
  /// @param way to the server
  /// @param ended told when the session ended by an error: its code, and all of it for people
  Seat sit(People people, String userId, URI way, BiConsumer<ErrorCode, String> ended);
}
