package io.tertulia.client.mirror;

import io.tertulia.protocol.fact.MessageFact;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The messages of one conversation that are known, and the viewer's own reactions to them.
public interface KnownMessages {
  @Nullable MessageFact message(String messageId);

  /// The emoji with which the viewer reacted to a message; the same object until they change.
  Set<String> ownReactions(String messageId);
}
