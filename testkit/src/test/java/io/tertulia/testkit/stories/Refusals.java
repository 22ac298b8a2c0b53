package io.tertulia.testkit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.TalkException;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.testkit.Recorder;
import java.util.concurrent.CompletableFuture;

/// Says how requests are refused.
final class Refusals {
  private Refusals() {}

  /// Waits for a request that must be refused for that reason.
  static void assertRefused(CompletableFuture<?> request, ErrorCode code) {
    assertThat(request)
        .failsWithin(Recorder.PATIENCE)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            TalkException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
