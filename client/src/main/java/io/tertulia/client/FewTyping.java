package io.tertulia.client;

import java.util.List;

/// At most five others are typing, or nobody.
///
/// @param users the longest typing first; never the current user
public record FewTyping(List<UserSnapshot> users) implements TypingSnapshot {
  public FewTyping {
    users = List.copyOf(users);
  }
}
