package io.tertulia.server.webhooks;

import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.db.Database;
import io.tertulia.server.webhooks.OutboxRows.Heading;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All lines, served in turn. Belongs to the courier's thread.
///
/// A webhook has at most its share of what is under way, and those in trouble together at most
/// half: so nobody waits for a receiver that is dead.
final class Round {
  private static final Logger LOG = LoggerFactory.getLogger(Round.class);
  private static final int READ_AT_ONCE = 1_000;

  private final Database database;
  private final WebhookSettings settings;
  private final WebhookCounts counts;
  private final InstantSource clock;
  private final Map<Long, Line> lines = new HashMap<>();
  private final Map<Long, Map<Long, Line>> byApp = new HashMap<>();
  private final Deque<Line> busy = new ArrayDeque<>();
  private final Set<Line> hungry = new LinkedHashSet<>();
  private final Set<Line> dirty = new LinkedHashSet<>();
  private final Seats seats;
  private final Clearing clearing;

  Round(Database database, WebhookSettings settings, WebhookCounts counts, InstantSource clock) {
    this.database = database;
    this.settings = settings;
    this.counts = counts;
    this.clock = clock;
    this.seats = new Seats(settings.concurrent(), settings.timeout());
    this.clearing = new Clearing(database, settings, counts, clock);
  }

  /// Reads how far all webhooks are.
  void open() throws SQLException {
    long latest = clock.millis() + settings.longestRetry().toMillis();
    List<Standing> places =
        database.write(sql -> {
          List<Standing> found = new ArrayList<>();
          for (WebhookRows.Found one : WebhookRows.brought(sql)) {
            Progress progress = one.progress();
            Long next = progress.nextAt();
            // The clock was set back while nothing ran.
            boolean isTooLate = next != null && next > latest;
            found.add(Standing.of(sql, one.webhook(), isTooLate ? progress.eager() : progress));
          }
          return found;
        });
    places.forEach(this::put);
  }

  void wake(long app) {
    for (Line line : ofApp(app)) {
      line.wake();
      hungry.add(line);
    }
  }

  /// How far a webhook is by now; empty when nothing is brought to it.
  Optional<Progress> progress(Webhook webhook) {
    return Optional.ofNullable(lines.get(webhook.key())).map(Line::progress);
  }

  /// How events fared that a webhook was brought and did not take, by sequence.
  Map<Long, Attempts> attempts(Webhook webhook) {
    Line line = lines.get(webhook.key());
    return line == null ? Map.of() : line.attempts();
  }

  /// Has a webhook go on by other choices or from another place, which are on disk.
  void put(Standing place) {
    Webhook webhook = place.webhook();
    if (!webhook.isBroughtTo()) {
      remove(webhook);
      return;
    }
    Line line = lines.get(webhook.key());
    if (line == null) {
      line = new Line(webhook, place.progress(), place.waiting(), settings);
      lines.put(webhook.key(), line);
      byApp.computeIfAbsent(webhook.app(), app -> new LinkedHashMap<>()).put(webhook.key(), line);
    } else {
      line.change(webhook, place.progress(), place.waiting());
    }
    hungry.add(line);
    enlist(line);
  }

  /// Nothing is brought to a webhook any more.
  void remove(Webhook webhook) {
    Line line = lines.remove(webhook.key());
    if (line != null) {
      Map<Long, Line> others = byApp.getOrDefault(webhook.app(), new HashMap<>());
      others.remove(webhook.key());
      if (others.isEmpty()) {
        byApp.remove(webhook.app());
      }
      busy.remove(line);
      hungry.remove(line);
      dirty.remove(line);
    }
  }

  /// Nothing of an app is brought any more.
  void end(long app) {
    List.copyOf(ofApp(app)).forEach(line -> remove(line.webhook()));
  }

  /// Looks what there is for those who may have something new.
  void load() throws SQLException {
    for (Line line : List.copyOf(hungry)) {
      long app = line.webhook().app();
      for (Map.Entry<String, Long> lane : line.starving().entrySet()) {
        line.refill(lane.getKey(), read(app, lane.getValue() - 1, READ_AT_ONCE), READ_AT_ONCE);
        dirty.add(line);
      }
      int room = line.room();
      if (room > 0) {
        List<Heading> headings = read(app, line.reached(), room);
        line.add(headings, room);
        if (!headings.isEmpty()) {
          dirty.add(line);
        }
      }
      enlist(line);
      if (!line.isHungry()) {
        hungry.remove(line);
      }
    }
  }

  /// Begins what can be under way now, in turn.
  void begin(Consumer<Line.Trip> carry) {
    long now = clock.millis();
    seats.pass(now);
    int idle = 0;
    while (idle < busy.size() && seats.isFree()) {
      Line line = busy.removeFirst();
      busy.addLast(line);
      boolean mayBegin = line.failures() == 0 || seats.isFreeForProbe();
      Line.Trip trip = mayBegin ? line.next(now).orElse(null) : null;
      if (trip == null) {
        idle++;
      } else {
        idle = 0;
        seats.take(trip, now);
        carry.accept(trip);
      }
    }
  }

  /// Hears what came of an attempt.
  void back(Line.Trip trip, Outcome outcome) {
    seats.leave(trip);
    Line line = trip.line();
    line.back(trip, outcome, clock.millis());
    switch (outcome) {
      case Outcome.Taken _ -> counts.taken().increment();
      case Outcome.Refused refused -> {
        counts.refused().increment();
        if (trip.failuresBefore() == 0 && line.failures() == 1) {
          LOG.warn("webhook {} takes no events ({})", line.webhook().id(), refused.why());
        }
      }
      case Outcome.Untold _ -> {}
    }
    if (lines.get(line.webhook().key()) == line) {
      dirty.add(line);
      if (line.isHungry()) {
        hungry.add(line);
      }
      if (line.waiting() == 0) {
        busy.remove(line);
      }
    }
  }

  /// When there is something to begin that waits for its time.
  long due() {
    if (!hungry.isEmpty() || clearing.isUnderWay()) {
      return 0;
    }
    if (!seats.isFree()) {
      return seats.due();
    }
    boolean mayProbe = seats.isFreeForProbe();
    long due =
        busy.stream()
            .filter(line -> mayProbe || line.failures() == 0)
            .mapToLong(Line::due)
            .min()
            .orElse(Long.MAX_VALUE);
    return mayProbe ? due : Math.min(due, seats.due());
  }

  boolean isDirty() {
    return !dirty.isEmpty();
  }

  boolean isUnderWay() {
    return !seats.isEmpty();
  }

  /// How many events wait, as far as they are known to.
  long waiting() {
    return busy.stream().mapToLong(Line::waiting).sum();
  }

  /// How many did not take what they were brought last.
  long failing() {
    return lines.values().stream().filter(line -> line.failures() > 0).count();
  }

  /// Writes down how far those are that moved.
  void mark() throws SQLException {
    if (dirty.isEmpty()) {
      return;
    }
    List<Line> moved = List.copyOf(dirty);
    database.write(sql -> {
      for (Line line : moved) {
        WebhookRows.mark(sql, line.webhook().key(), line.progress());
      }
      return true;
    });
    dirty.clear();
  }

  /// Has it removed what was kept long enough, and what is too much; [#goOn()] does it.
  void clear() throws SQLException {
    clearing.begin();
  }

  /// Goes on with what takes longer: others are served between its steps.
  void goOn() throws SQLException {
    if (clearing.isUnderWay()) {
      clearing.goOn(this::ofApp);
      busy.removeIf(line -> line.waiting() == 0);
    }
  }

  /// The clock was set back: what waits for its time waits no longer for that.
  void clockWentBack(long millis) {
    seats.clockWentBack(millis);
    lines.values().forEach(line -> line.clockWentBack(millis));
  }

  private Collection<Line> ofApp(long app) {
    return byApp.getOrDefault(app, Map.of()).values();
  }

  private List<Heading> read(long app, long after, int limit) throws SQLException {
    return await(database.read(sql -> OutboxRows.headings(sql, app, after, limit)));
  }

  /// What was read.
  static <T> T await(CompletableFuture<T> reading) throws SQLException {
    try {
      return reading.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      if (e.getCause() instanceof SQLException store) {
        throw store;
      }
      throw e;
    }
  }

  private void enlist(Line line) {
    if (line.waiting() > 0 && !busy.contains(line)) {
      busy.addLast(line);
    }
  }
}
