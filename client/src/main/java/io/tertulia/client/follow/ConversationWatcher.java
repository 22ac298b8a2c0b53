package io.tertulia.client.follow;

import io.tertulia.client.mirror.Reach;
import org.jspecify.annotations.Nullable;

/// Somebody who looks at a conversation: always at the whole of it but messages, participants and
/// those who reacted, which have windows.
public interface ConversationWatcher extends Watcher {
  /// How far down the messages are looked at; null when they are not.
  default @Nullable Reach messages() {
    return null;
  }

  /// How far down the participants are looked at; null when they are not.
  default @Nullable Reach participants() {
    return null;
  }

  /// A user whose participation is looked at, whatever the window; null when there is none.
  default @Nullable String participant() {
    return null;
  }

  /// Whose reactions are looked at; null when nobody's are.
  default @Nullable ReactorsLook reactors() {
    return null;
  }

  /// Whether it is looked at who is typing.
  default boolean typing() {
    return false;
  }
}
