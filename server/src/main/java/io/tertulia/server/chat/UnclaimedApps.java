package io.tertulia.server.chat;

import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.identity.Apps;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes anonymous apps that nobody claimed in time. Belongs to the one thread that ticks, and
/// never waits.
public final class UnclaimedApps {
  private static final Logger LOG = LoggerFactory.getLogger(UnclaimedApps.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  /// Apps that are deleted in a row; more follow a minute later.
  private static final int AT_ONCE = 100;

  private final Apps apps;
  private final Erasures erasures;
  private final Duration age;
  private final InstantSource clock;
  private long next;

  /// @param age how long they are kept
  public UnclaimedApps(Apps apps, Erasures erasures, Duration age, InstantSource clock) {
    this.apps = apps;
    this.erasures = erasures;
    this.age = age;
    this.clock = clock;
  }

  /// Looks once a minute. Called by one thread, a few times a second.
  @SuppressWarnings("FutureReturnValueIgnored") // What fails is tried again a minute later.
  public void tick() {
    long now = clock.millis();
    if (now < next) {
      return;
    }
    next = now + EVERY.toMillis();
    long before = now - age.toMillis();
    apps.anonymous()
        .madeBefore(before, AT_ONCE)
        .thenAccept(ids -> ids.forEach(id -> delete(id, before)))
        .whenComplete((done, failure) -> told(failure));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // What fails is tried again a minute later.
  private void delete(String id, long before) {
    erasures.deleteUnclaimed(apps, id, before).whenComplete((done, failure) -> told(failure));
  }

  private static void told(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof Refusal refusal) {
      LOG.info("an anonymous app stays for now: {}", refusal.getMessage());
    } else if (cause != null) {
      LOG.error("an anonymous app could not be deleted", cause);
    }
  }
}
