package io.tertulia.server.gate;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.TooFast;
import java.util.HexFormat;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns whatever went wrong into a refusal. A bug is logged once, under an id that the refusal
/// names.
public final class Incidents {
  private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);

  private static final String REFUSED = "tertulia_calls_refused_total";

  private final RandomGenerator random;
  private final Counters counters;

  public Incidents(RandomGenerator random, Counters counters) {
    this.random = random;
    this.counters = counters;
  }

  /// The reply to a request that failed.
  public Reply reply(Throwable failure) {
    if (failure instanceof IllegalArgumentException wrong) {
      counters.count(REFUSED, "code", ErrorCode.INVALID_ARGUMENT.name());
      return Reply.error(400, String.valueOf(wrong.getMessage()));
    }
    Refusal refusal = refusal(failure);
    if (!(refusal instanceof TooFast)) { // Counted where it is found out.
      counters.count(REFUSED, "code", refusal.code().name());
    }
    return Reply.error(refusal);
  }

  /// The refusal that a failure is, or becomes.
  public Refusal refusal(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof Refusal refusal) {
      return refusal;
    }
    String id = HexFormat.of().toHexDigits(random.nextInt());
    counters.count("tertulia_incidents_total");
    LOG.error("incident {}", id, cause);
    return new Refusal(ErrorCode.INTERNAL, "incident " + id + " (see the server's log)");
  }
}
