package io.tertulia.server.webhooks;

import io.tertulia.server.webhooks.OutboxRows.Heading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One webhook to which events are brought: how far it is, and when it may be tried. Belongs to the
/// courier's thread.
///
/// **Order.** Events of a lane (a conversation, a user) go one after the other; lanes go beside
/// each other, in turn, so many at a time as one webhook may have.
///
/// **Trouble.** An event that is not taken waits, with its lane, and longer each time. The webhook
/// is spared too: until it takes something again, one event is tried at a time, of the lane that
/// has waited longest. That is done at once after the first failure, as the fault may lie in the
/// one event; after the second, and each further one, the whole webhook waits, and longer each
/// time.
final class Line {
  private final WebhookSettings settings;
  private final Lanes lanes;
  private Webhook webhook;
  private long reached;
  private boolean more = true;
  private int underWay;
  private int failures;
  private @Nullable Long deliveredAt;
  private @Nullable Long failedAt;
  private @Nullable String error;
  private long nextAt;
  private long lost;

  /// @param waiting of what is behind, the events that are still there
  Line(Webhook webhook, Progress progress, List<Heading> waiting, WebhookSettings settings) {
    this.settings = settings;
    this.webhook = webhook;
    this.lanes = new Lanes(settings.windowEach());
    change(webhook, progress, waiting);
  }

  Webhook webhook() {
    return webhook;
  }

  int failures() {
    return failures;
  }

  /// How many events are known to wait, those under way included.
  int waiting() {
    return lanes.size();
  }

  /// Continues by other choices or from another place; what is under way keeps its lane until it is
  /// back.
  ///
  /// @param waiting of what is behind, the events that are still there
  void change(Webhook changed, Progress progress, List<Heading> waiting) {
    webhook = changed;
    lanes.restart(changed::wants, progress.behind(), waiting);
    more = true;
    reached = progress.reached();
    failures = progress.failures();
    deliveredAt = progress.deliveredAt();
    failedAt = progress.failedAt();
    error = progress.error();
    nextAt = progress.nextAt() == null ? 0 : progress.nextAt();
    lost = progress.lost();
  }

  /// There is something new.
  void wake() {
    more = true;
  }

  /// How many more events it wants to know of now: none, or a good many.
  int room() {
    int free = settings.window() - lanes.size();
    return more && free > 0 && free >= settings.window() / 4 ? free : 0;
  }

  /// Says whether it wants to know something of what is in the store.
  boolean isHungry() {
    return room() > 0 || lanes.isStarving();
  }

  /// The sequence behind which it wants to know what comes.
  long reached() {
    return reached;
  }

  /// Events behind the last that it knows, as many as there are or as it asked for.
  void add(List<Heading> headings, int asked) {
    more = headings.size() == asked;
    for (Heading heading : headings) {
      reached = heading.sequence();
      lanes.add(heading);
    }
  }

  /// See [Lanes#starving()].
  Map<String, Long> starving() {
    return lanes.starving();
  }

  /// Events from where a lane is held, as many as there are or as was asked for.
  void refill(String lane, List<Heading> headings, int asked) {
    List<Heading> known = headings.stream().filter(one -> one.sequence() <= reached).toList();
    lanes.refill(lane, known, known.size() < asked);
  }

  /// What is to be tried now, if anything is; it is under way then.
  ///
  /// @param now milliseconds since 1970
  Optional<Trip> next(long now) {
    if (isOccupied() || now < nextAt) {
      return Optional.empty();
    }
    Optional<Parcel> parcel = lanes.next(now);
    underWay += parcel.isPresent() ? 1 : 0;
    return parcel.map(found -> new Trip(this, webhook, found, failures));
  }

  /// When something is to be tried that waits for its time; `Long.MAX_VALUE` when nothing does.
  long due() {
    return isOccupied() ? Long.MAX_VALUE : lanes.due(nextAt);
  }

  private boolean isOccupied() {
    return underWay >= (failures == 0 ? settings.concurrentEach() : 1);
  }

  /// What was under way is back.
  ///
  /// @param now milliseconds since 1970
  void back(Trip trip, Outcome outcome, long now) {
    underWay--;
    Parcel parcel = trip.parcel();
    Lane lane = lanes.back(parcel);
    if (lane == null) {
      return;
    }
    switch (outcome) {
      case Outcome.Taken taken -> {
        succeeded(lane, now);
        parcel.takenUpTo(taken.place());
        if (taken.place() == 0) {
          lanes.finish(lane, parcel);
        }
      }
      case Outcome.Untold.OVER -> lanes.finish(lane, parcel);
      case Outcome.Untold.PUT_OFF -> lane.nextAt = now + settings.backoff(1).toMillis();
      case Outcome.Refused refused -> failed(lane, trip, refused, now);
    }
    lanes.settle(parcel.lane(), lane);
  }

  /// What it would lose of events that are kept no longer; changes nothing.
  ///
  /// @param going all of them that are there
  Lanes.Loss losing(long upTo, List<Heading> going) {
    return lanes.losing(reached, upTo, going);
  }

  /// Events up to a sequence are kept no longer.
  ///
  /// @param loss what [#losing] found
  void lose(long upTo, Lanes.Loss loss) {
    reached = Math.max(reached, upTo);
    lost += loss.count();
    lanes.lose(reached, upTo, loss);
  }

  /// How far it is.
  Progress progress() {
    long due = failures == 0 ? Long.MAX_VALUE : due();
    return new Progress(
        reached,
        lanes.behind(),
        failures,
        deliveredAt,
        failedAt,
        error,
        due == Long.MAX_VALUE ? null : due,
        lost);
  }

  /// How those fared that were brought and not taken, by sequence.
  Map<Long, Attempts> attempts() {
    return lanes.attempts(nextAt);
  }

  /// The clock was set back: who waits, waits no longer for that.
  void clockWentBack(long millis) {
    nextAt = Math.max(nextAt - millis, 0);
    lanes.clockWentBack(millis);
  }

  private void succeeded(Lane lane, long now) {
    deliveredAt = now;
    failures = 0;
    nextAt = 0;
    lane.failures = 0;
    lane.error = null;
    lane.nextAt = 0;
  }

  /// Of attempts that were under way together, one counts for the webhook.
  private void failed(Lane lane, Trip trip, Outcome.Refused refused, long now) {
    failedAt = now;
    error = refused.why();
    lane.failures++;
    lane.error = refused.why();
    lane.nextAt = now + settings.backoff(lane.failures).toMillis();
    if (lane.failures > 1) {
      lanes.shrink(lane);
    }
    if (trip.failuresBefore() == failures) {
      failures++;
      nextAt = failures == 1 ? 0 : now + settings.backoff(failures - 1).toMillis();
    }
  }

  /// An attempt to bring an event.
  ///
  /// @param webhook as it was when the attempt began
  /// @param failuresBefore how many had failed in a row
  record Trip(Line line, Webhook webhook, Parcel parcel, int failuresBefore) {
    boolean isProbe() {
      return failuresBefore > 0;
    }
  }
}
