package io.tertulia.server.delivery;

import org.jspecify.annotations.Nullable;

/// A frame that is not the same for all whom it goes to: there is one for each way of seeing it,
/// made when the first follower wants it and shared by all who see it that way. Called by any
/// thread.
@FunctionalInterface
public interface Variants {

  /// The frame for a follower.
  ///
  /// @param view what [Reads#view] gave for the follower
  Payload of(@Nullable Object view);
}
