package io.tertulia.client.follow;

import java.util.List;

/// Who is typing in a conversation, as far as the server says.
///
/// @param userIds the longest typing first, the viewer included; empty when `many`
/// @param many whether more are typing than are named, whoever the viewer is
public record TypingNow(List<String> userIds, boolean many) {
  static final TypingNow NOBODY = new TypingNow(List.of(), false);

  public TypingNow {
    userIds = List.copyOf(userIds);
  }
}
