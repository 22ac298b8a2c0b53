package io.tertulia.server.webhooks;

import io.tertulia.server.webhooks.Behind.Held;
import io.tertulia.server.webhooks.OutboxRows.Heading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The events that one webhook has to be brought, lane by lane. Belongs to the courier's thread.
///
/// A window of them is known by name. A lane has a small part of it, and one that is in trouble one
/// event; what else waits in such a lane is left in the store, and fetched when the lane has
/// brought what it has. So no conversation takes the room of the others.
final class Lanes {
  private final int each;
  private final NavigableMap<Long, Parcel> window = new TreeMap<>();
  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private final Set<String> starving = new LinkedHashSet<>();
  private Predicate<EventType> wanted = type -> true;

  /// @param each how many events of one lane are known by name
  Lanes(int each) {
    this.each = each;
  }

  /// What a webhook loses.
  ///
  /// @param held how many of them are not known by name, by lane
  record Loss(int count, Map<String, Integer> held) {}

  /// How many events are known by name, those under way included.
  int size() {
    return window.size();
  }

  /// Begins anew; what is under way keeps its lane until it is back.
  ///
  /// @param waiting of what is behind, the events that are still there
  void restart(Predicate<EventType> wants, Behind behind, List<Heading> waiting) {
    wanted = wants;
    window.clear();
    starving.clear();
    lanes.values().forEach(lane -> lane.waiting.clear());
    lanes.values().forEach(lane -> lane.held = null);
    lanes.values().forEach(lane -> lane.error = null);
    lanes.values().removeIf(Lane::isOver);
    for (Heading heading : waiting) {
      if (wanted.test(heading.type())) {
        put(heading, behind.begun().getOrDefault(heading.sequence(), 0L));
      }
    }
    behind
        .held()
        .forEach((key, held) -> {
          Lane lane = lane(key);
          lane.held = held;
          settle(key, lane);
        });
  }

  /// An event behind all that are here.
  void add(Heading heading) {
    if (!wanted.test(heading.type())) {
      return;
    }
    Lane lane = lane(Lane.key(heading.lane()));
    if (lane.held != null || lane.waiting.size() >= each) {
      lane.hold(heading.sequence());
    } else {
      put(heading, 0);
    }
  }

  /// Lanes of which there is something in the store alone, and from which sequence on.
  Map<String, Long> starving() {
    Map<String, Long> from = new LinkedHashMap<>();
    for (String key : starving) {
      Held held = lane(key).held;
      if (held != null) {
        from.put(key, held.from());
      }
    }
    return from;
  }

  boolean isStarving() {
    return !starving.isEmpty();
  }

  /// Fetches what a lane has in the store.
  ///
  /// @param headings of events of all lanes, from where this one is held
  /// @param all whether that is all up to what is reached
  void refill(String key, List<Heading> headings, boolean all) {
    Lane lane = lane(key);
    Held before = lane.held;
    lane.held = null;
    for (Heading heading : headings) {
      if (wanted.test(heading.type()) && key.equals(Lane.key(heading.lane()))) {
        if (lane.waiting.size() >= each) {
          lane.held = rest(before, heading.sequence(), lane);
          break;
        }
        put(heading, 0);
      }
    }
    if (!all && lane.held == null) {
      lane.held = rest(before, headings.getLast().sequence() + 1, lane);
    }
    settle(key, lane);
  }

  /// The next event that may be tried; its lane waits for it from now on.
  Optional<Parcel> next(long now) {
    for (Map.Entry<String, Lane> entry : lanes.entrySet()) {
      Lane lane = entry.getValue();
      Parcel parcel = lane.waiting.peek();
      if (parcel != null && !lane.busy && lane.nextAt <= now) {
        lanes.remove(entry.getKey());
        lanes.put(parcel.lane(), lane);
        lane.busy = true;
        return Optional.of(parcel);
      }
    }
    return Optional.empty();
  }

  /// When the next event may be tried, but not before a time; `Long.MAX_VALUE` for never.
  long due(long earliest) {
    long due = Long.MAX_VALUE;
    for (Lane lane : lanes.values()) {
      if (!lane.busy && !lane.waiting.isEmpty()) {
        if (lane.nextAt <= earliest) {
          return earliest;
        }
        due = Math.min(due, lane.nextAt);
      }
    }
    return due;
  }

  /// The lane of an event that was under way; null when nobody waits for it any more.
  @Nullable Lane back(Parcel parcel) {
    Lane lane = lanes.get(parcel.lane());
    if (lane != null) {
      lane.busy = false;
    }
    return lane;
  }

  /// An event is brought, unless it is not the one any more that its lane waits for.
  void finish(Lane lane, Parcel parcel) {
    if (lane.waiting.peek() == parcel) {
      lane.waiting.remove();
      window.remove(parcel.sequence());
    }
  }

  /// Leaves all but the first event of a lane in the store.
  void shrink(Lane lane) {
    while (lane.waiting.size() > 1) {
      Parcel last = lane.waiting.removeLast();
      window.remove(last.sequence());
      lane.hold(last.sequence());
    }
  }

  /// Looks whether a lane has to fetch something, or is over.
  void settle(String key, Lane lane) {
    if (lane.isStarving()) {
      starving.add(key);
    } else {
      starving.remove(key);
    }
    if (lane.isOver()) {
      lanes.remove(key);
    }
  }

  /// What it would lose of events that are kept no longer; changes nothing.
  ///
  /// @param going all of them that are there
  Loss losing(long reached, long upTo, List<Heading> going) {
    int count = window.headMap(upTo, true).size();
    Map<String, Integer> held = new HashMap<>();
    for (Heading heading : going) {
      String key = Lane.key(heading.lane());
      Lane lane = lanes.get(key);
      boolean isHeld =
          lane != null
              && lane.held != null
              && heading.sequence() >= lane.held.from()
              && heading.sequence() <= reached;
      if (wanted.test(heading.type()) && (isHeld || heading.sequence() > reached)) {
        count++;
        held.merge(key, isHeld ? 1 : 0, Integer::sum);
      }
    }
    return new Loss(count, held);
  }

  /// Lets events go that are kept no longer.
  ///
  /// @param reached by then
  void lose(long reached, long upTo, Loss loss) {
    NavigableMap<Long, Parcel> gone = window.headMap(upTo, true);
    gone.values().forEach(parcel -> lane(parcel.lane()).waiting.remove(parcel));
    gone.clear();
    for (Map.Entry<String, Lane> entry : List.copyOf(lanes.entrySet())) {
      Lane lane = entry.getValue();
      if (lane.held != null) {
        Held left = Behind.above(lane.held, upTo, loss.held().getOrDefault(entry.getKey(), 0));
        lane.held = left.from() <= reached ? left : null;
      }
      settle(entry.getKey(), lane);
    }
  }

  /// All that is here.
  Behind behind() {
    Map<Long, Long> begun = new HashMap<>();
    Map<String, Held> held = new HashMap<>();
    lanes.forEach((key, lane) -> {
      Parcel first = lane.waiting.peek();
      if (first != null && first.place() > 0) {
        begun.put(first.sequence(), first.place());
      }
      if (lane.held != null) {
        held.put(key, lane.held);
      }
    });
    return new Behind(new ArrayList<>(window.keySet()), begun, held);
  }

  /// How those fared that were brought and not taken, by sequence.
  ///
  /// @param earliest before which nothing is tried
  Map<Long, Attempts> attempts(long earliest) {
    Map<Long, Attempts> found = new HashMap<>();
    for (Lane lane : lanes.values()) {
      Parcel first = lane.waiting.peek();
      String error = lane.error;
      if (first != null && error != null) {
        long nextAt = Math.max(lane.nextAt, earliest);
        found.put(first.sequence(), new Attempts(lane.failures, error, nextAt));
      }
    }
    return found;
  }

  /// The clock was set back: who waits, waits no longer for that.
  void clockWentBack(long millis) {
    lanes.values().forEach(lane -> lane.nextAt = Math.max(lane.nextAt - millis, 0));
  }

  private static Held rest(@Nullable Held before, long from, Lane lane) {
    return new Held(from, Math.max(before == null ? 0 : before.count() - lane.waiting.size(), 0));
  }

  private Lane lane(String key) {
    return lanes.computeIfAbsent(key, missing -> new Lane());
  }

  private void put(Heading heading, long place) {
    Parcel parcel = new Parcel(heading.sequence(), Lane.key(heading.lane()), place);
    window.put(parcel.sequence(), parcel);
    lane(parcel.lane()).waiting.add(parcel);
  }
}
