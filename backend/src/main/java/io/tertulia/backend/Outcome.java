package io.tertulia.backend;

import io.tertulia.protocol.json.Json;
import java.time.Duration;

/// How one attempt of a call ended.
sealed interface Outcome {

  /// It was carried out.
  record Done(Json answer) implements Outcome {}

  /// It was not, or nobody knows.
  ///
  /// @param untouched whether the server surely did nothing
  /// @param pause how long the server wants to be left alone at least
  record Failed(TalkException why, boolean untouched, Duration pause) implements Outcome {}
}
