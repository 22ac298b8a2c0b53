package io.tertulia.client.upload;

import io.tertulia.client.link.Failure;

/// Something that was begun and can be ended early. Belongs to the turn.
public interface Running {
  /// Ends it for that reason; does nothing when it is over.
  void end(Failure failure);

  /// Frees what it made, as nobody took it; does nothing while it is not over, or when it made
  /// nothing.
  void undo();
}
