package io.tertulia.client;

import io.tertulia.client.link.Failure;

/// That a session has ended.
///
/// @param byError whether handlers hear of it
record Over(TalkException cause, boolean byError) {
  static Over of(Failure failure, boolean byError) {
    return new Over(new TalkException(failure), byError);
  }
}
