package io.tertulia.server.webhooks;

import io.tertulia.server.webhooks.OutboxRows.Heading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One webhook to which events are brought: what waits, in which order, and when it may be tried.
/// Belongs to the courier's thread.
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
  private Webhook webhook;
  private final NavigableMap<Long, Parcel> window = new TreeMap<>();
  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private long reached;
  private boolean more = true;
  private int underWay;
  private int failures;
  private @Nullable Long deliveredAt;
  private @Nullable Long failedAt;
  private @Nullable String error;
  private long nextAt;
  private long lost;

  Line(Webhook webhook, Progress progress, WebhookSettings settings) {
    this.settings = settings;
    this.webhook = webhook;
    take(progress);
  }

  Webhook webhook() {
    return webhook;
  }

  int failures() {
    return failures;
  }

  /// How many events are known to wait, those under way included.
  int waiting() {
    return window.size();
  }

  /// Continues by other choices or from another place; what is under way keeps its lane until it is
  /// back.
  void change(Webhook changed, Progress progress) {
    webhook = changed;
    window.clear();
    lanes.values().removeIf(lane -> !lane.busy);
    lanes.values().forEach(lane -> lane.waiting.clear());
    more = true;
    take(progress);
  }

  private void take(Progress progress) {
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
    int free = settings.window() - window.size();
    return more && free > 0 && free >= settings.window() / 4 ? free : 0;
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
      if (webhook.wants(heading.type())) {
        await(heading);
      }
    }
  }

  /// An event that it has to bring.
  void await(Heading heading) {
    Parcel parcel = new Parcel(heading);
    window.put(parcel.sequence(), parcel);
    lanes.computeIfAbsent(parcel.lane(), missing -> new Lane()).waiting.add(parcel);
  }

  /// What is to be tried now, if anything is; it is under way then.
  ///
  /// @param now milliseconds since 1970
  Optional<Trip> next(long now) {
    if (underWay >= (failures == 0 ? settings.concurrentEach() : 1) || now < nextAt) {
      return Optional.empty();
    }
    for (Map.Entry<String, Lane> entry : lanes.entrySet()) {
      Lane lane = entry.getValue();
      Parcel parcel = lane.waiting.peek();
      if (parcel != null && !lane.busy && lane.nextAt <= now) {
        lanes.remove(entry.getKey());
        lanes.put(parcel.lane(), lane);
        lane.busy = true;
        underWay++;
        return Optional.of(new Trip(this, webhook, parcel, failures));
      }
    }
    return Optional.empty();
  }

  /// When something is to be tried that waits for its time; `Long.MAX_VALUE` when nothing does.
  long due() {
    if (underWay >= (failures == 0 ? settings.concurrentEach() : 1)) {
      return Long.MAX_VALUE;
    }
    long due = Long.MAX_VALUE;
    for (Lane lane : lanes.values()) {
      if (!lane.busy && !lane.waiting.isEmpty()) {
        due = Math.min(due, lane.nextAt);
      }
    }
    return due == Long.MAX_VALUE ? due : Math.max(due, nextAt);
  }

  /// What was under way is back.
  ///
  /// @param now milliseconds since 1970
  void back(Trip trip, Outcome outcome, long now) {
    underWay--;
    Parcel parcel = trip.parcel();
    Lane lane = lanes.get(parcel.lane());
    if (lane == null) {
      return;
    }
    lane.busy = false;
    boolean mine = lane.waiting.peek() == parcel;
    switch (outcome) {
      case Outcome.Taken taken -> {
        succeeded(lane, now);
        parcel.takenUpTo(taken.place());
        if (taken.place() == 0 && mine) {
          finish(lane, parcel);
        }
      }
      case Outcome.Over _ -> {
        if (mine) {
          finish(lane, parcel);
        }
      }
      case Outcome.Refused refused -> failed(lane, trip, refused, now);
    }
    if (lane.waiting.isEmpty()) {
      lanes.remove(parcel.lane());
    }
  }

  /// Events up to a sequence are kept no longer.
  ///
  /// @param unseen how many of those that it does not know yet it would have brought
  /// @return how many it loses
  int lose(long upTo, int unseen) {
    NavigableMap<Long, Parcel> gone = window.headMap(upTo, true);
    int count = gone.size() + unseen;
    gone.values()
        .forEach(parcel -> {
          Lane lane = lanes.get(parcel.lane());
          if (lane != null) {
            lane.waiting.remove(parcel);
          }
        });
    gone.clear();
    lanes.values().removeIf(lane -> !lane.busy && lane.waiting.isEmpty());
    reached = Math.max(reached, upTo);
    lost += count;
    return count;
  }

  /// How far it is.
  Progress progress() {
    return new Progress(
        reached,
        new ArrayList<>(window.keySet()),
        failures,
        deliveredAt,
        failedAt,
        error,
        nextAttempt(),
        lost);
  }

  private @Nullable Long nextAttempt() {
    long due = failures == 0 ? Long.MAX_VALUE : due();
    return due == Long.MAX_VALUE ? null : due;
  }

  private void finish(Lane lane, Parcel parcel) {
    lane.waiting.remove();
    window.remove(parcel.sequence());
  }

  private void succeeded(Lane lane, long now) {
    deliveredAt = now;
    failures = 0;
    nextAt = 0;
    lane.failures = 0;
    lane.nextAt = 0;
  }

  /// Of attempts that were under way together, one counts for the webhook.
  private void failed(Lane lane, Trip trip, Outcome.Refused refused, long now) {
    failedAt = now;
    error = refused.why();
    lane.failures++;
    lane.nextAt = now + settings.backoff(lane.failures).toMillis();
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

  /// Events that go one after the other.
  private static final class Lane {
    private final Deque<Parcel> waiting = new ArrayDeque<>();
    private boolean busy;
    private int failures;
    private long nextAt;
  }
}
