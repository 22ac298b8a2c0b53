package io.tertulia.server.delivery;

import io.tertulia.protocol.fact.UserFact;
import java.util.List;
import java.util.Map;

/// What became of users whom a client knows in some version.
///
/// @param put those who are newer
/// @param gone those who are no longer there, with the version below which nothing counts that is
///   known of them
public record UserNews(List<UserFact> put, Map<String, Long> gone) {
  public UserNews {
    put = List.copyOf(put);
    gone = Map.copyOf(gone);
  }
}
