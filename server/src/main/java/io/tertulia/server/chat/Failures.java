package io.tertulia.server.chat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is told of failures: an expected no as it is, a mistake of ours as `INTERNAL` with an
/// incident id, under which it is in the log.
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Chat.class);

  private final RandomGenerator chance;

  Failures(RandomGenerator chance) {
    this.chance = chance;
  }

  /// Fails with a refusal, whatever the failure was.
  <T> CompletableFuture<T> refused(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    if (cause instanceof Refusal || failure instanceof Refusal) {
      return CompletableFuture.failedFuture(cause instanceof Refusal ? cause : failure);
    }
    String incident = Long.toHexString(chance.nextLong());
    LOG.error("incident {}", incident, failure);
    return CompletableFuture.failedFuture(new Refusal(ErrorCode.INTERNAL, "incident " + incident));
  }
}
