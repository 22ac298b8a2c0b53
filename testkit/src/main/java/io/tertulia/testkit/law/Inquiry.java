package io.tertulia.testkit.law;

import java.util.Locale;
import java.util.stream.Stream;

/// That somebody searched for something.
///
/// @param messages whether for messages, or for conversations
record Inquiry(String userId, String query, boolean messages) {

  /// Says whether a text has all words, in the simplest way that can be right.
  boolean matches(String text) {
    return Stream.of(query.split(" "))
        .allMatch(
            word -> (" " + text.replace('\n', ' ').toLowerCase(Locale.ROOT)).contains(" " + word));
  }
}
