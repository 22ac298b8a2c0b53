package io.tertulia.server.record;

import io.tertulia.protocol.fact.UserFact;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A user with what only the app may know.
///
/// @param email addresses; empty when there are none
/// @param phone telephone numbers; empty when there are none
/// @param pushTokens keys `fcm:…` or `apns:…`; the values carry nothing
/// @param createdAt milliseconds since 1970
public record UserRecord(
    UserFact fact,
    List<String> email,
    List<String> phone,
    Map<String, String> pushTokens,
    @Nullable String availabilityText,
    long createdAt) {
  public UserRecord {
    email = List.copyOf(email);
    phone = List.copyOf(phone);
    pushTokens = Collections.unmodifiableMap(new LinkedHashMap<>(pushTokens));
  }

  /// The same user at another version.
  public UserRecord versioned(long version) {
    return new UserRecord(
        new UserFact(
            fact.id(),
            version,
            fact.name(),
            fact.custom(),
            fact.locale(),
            fact.photoUrl(),
            fact.role(),
            fact.welcomeMessage()),
        email,
        phone,
        pushTokens,
        availabilityText,
        createdAt);
  }
}
