package io.tertulia.server.gate.rest;

import io.tertulia.protocol.json.Json;
import io.tertulia.server.chat.Erasing;
import io.tertulia.server.gate.http.Reply;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The calls that erase people.
final class ErasureCalls {
  /// So long a call waits for an erasure to be over.
  private static final int PATIENCE_SECONDS = 10;

  private ErasureCalls() {}

  /// Erases a user. From the answer on nobody finds the user, whatever happens.
  static Reply erase(Visit visit) {
    return answer(Visit.await(visit.chat().erasures().erase(visit.app(), visit.at("user"))));
  }

  /// Tells whether something is left of a user who was erased.
  static Reply get(Visit visit) {
    return pending(Visit.await(visit.chat().erasures().isErasing(visit.app(), visit.at("user"))));
  }

  /// Nothing when it is over within the time that a caller waits, else that it goes on.
  static Reply answer(Erasing erasing) {
    try {
      erasing.over().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return Reply.DONE;
    } catch (TimeoutException e) {
      return pending(true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return pending(true);
    } catch (ExecutionException e) {
      throw new IllegalStateException("an erasure failed", e);
    }
  }

  private static Reply pending(boolean pending) {
    return Reply.of(Json.object().put("pending", new Json.Bool(pending)).build());
  }
}
