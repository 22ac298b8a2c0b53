package io.tertulia.server.webhooks;

import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.db.Database;
import io.tertulia.server.db.Sql;
import io.tertulia.server.webhooks.OutboxRows.Extent;
import io.tertulia.server.webhooks.OutboxRows.Heading;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayDeque;
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
  private static final int CLEARED_AT_ONCE = 1_000;

  private final Database database;
  private final WebhookSettings settings;
  private final WebhookCounts counts;
  private final InstantSource clock;
  private final Map<Long, Line> lines = new HashMap<>();
  private final Map<Long, Map<Long, Line>> byApp = new HashMap<>();
  private final Deque<Line> busy = new ArrayDeque<>();
  private final Set<Line> hungry = new LinkedHashSet<>();
  private final Set<Line> dirty = new LinkedHashSet<>();
  private int underWay;
  private int probes;

  Round(Database database, WebhookSettings settings, WebhookCounts counts, InstantSource clock) {
    this.database = database;
    this.settings = settings;
    this.counts = counts;
    this.clock = clock;
  }

  /// Reads how far all webhooks are.
  void open() throws SQLException {
    database.write(sql -> {
      for (WebhookRows.Found found : WebhookRows.brought(sql)) {
        put(sql, found.webhook(), found.progress());
      }
      return true;
    });
  }

  void wake(long app) {
    for (Line line : byApp.getOrDefault(app, Map.of()).values()) {
      line.wake();
      hungry.add(line);
    }
  }

  /// How far a webhook is by now; empty when nothing is brought to it.
  Optional<Progress> progress(Webhook webhook) {
    return Optional.ofNullable(lines.get(webhook.key())).map(Line::progress);
  }

  /// Has a webhook go on by other choices or from another place, written in the same transaction.
  void put(Sql sql, Webhook webhook, Progress progress) throws SQLException {
    Line known = lines.get(webhook.key());
    if (!webhook.isBroughtTo()) {
      remove(webhook);
      return;
    }
    Line line = known == null ? new Line(webhook, progress, settings) : known;
    if (known != null) {
      known.change(webhook, progress);
    }
    for (Long sequence : progress.behind()) {
      Optional<Heading> heading = OutboxRows.heading(sql, webhook.app(), sequence);
      if (heading.isPresent() && webhook.wants(heading.get().type())) {
        line.await(heading.get());
      }
    }
    lines.put(webhook.key(), line);
    byApp.computeIfAbsent(webhook.app(), missing -> new LinkedHashMap<>()).put(webhook.key(), line);
    hungry.add(line);
    enlist(line);
  }

  /// Nothing is brought to a webhook any more.
  void remove(Webhook webhook) {
    Line line = lines.remove(webhook.key());
    if (line != null) {
      byApp.getOrDefault(webhook.app(), new HashMap<>()).remove(webhook.key());
      busy.remove(line);
      hungry.remove(line);
      dirty.remove(line);
    }
  }

  /// Nothing of an app is brought any more.
  void end(long app) {
    List.copyOf(byApp.getOrDefault(app, Map.of()).values()).forEach(line -> remove(line.webhook()));
  }

  /// Looks what there is for those who may have something new.
  void load() throws SQLException {
    for (Line line : List.copyOf(hungry)) {
      int room = line.room();
      if (room > 0) {
        Webhook webhook = line.webhook();
        List<Heading> headings = read(webhook.app(), line.reached(), room);
        line.add(headings, room);
        if (!headings.isEmpty()) {
          dirty.add(line);
        }
        enlist(line);
      }
      if (line.room() == 0) {
        hungry.remove(line);
      }
    }
  }

  /// Begins what can be under way now, in turn.
  void begin(Consumer<Line.Trip> carry) {
    int idle = 0;
    while (idle < busy.size() && underWay < settings.concurrent()) {
      Line line = busy.removeFirst();
      busy.addLast(line);
      boolean mayBegin = line.failures() == 0 || probes < Math.max(settings.concurrent() / 2, 1);
      Line.Trip trip = mayBegin ? line.next(clock.millis()).orElse(null) : null;
      if (trip == null) {
        idle++;
      } else {
        idle = 0;
        underWay++;
        probes += trip.isProbe() ? 1 : 0;
        carry.accept(trip);
      }
    }
  }

  /// Hears what came of an attempt.
  void back(Line.Trip trip, Outcome outcome) {
    underWay--;
    probes -= trip.isProbe() ? 1 : 0;
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
      case Outcome.Over _ -> {}
    }
    if (lines.get(line.webhook().key()) == line) {
      dirty.add(line);
      if (line.room() > 0) {
        hungry.add(line);
      }
      if (line.waiting() == 0) {
        busy.remove(line);
      }
    }
  }

  /// When there is something to begin that waits for its time.
  long due() {
    if (!hungry.isEmpty()) {
      return 0;
    }
    if (underWay >= settings.concurrent()) {
      return Long.MAX_VALUE;
    }
    boolean mayProbe = probes < Math.max(settings.concurrent() / 2, 1);
    return busy.stream()
        .filter(line -> mayProbe || line.failures() == 0)
        .mapToLong(Line::due)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  boolean isDirty() {
    return !dirty.isEmpty();
  }

  boolean isUnderWay() {
    return underWay > 0;
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
      mark(sql, moved);
      return true;
    });
    dirty.clear();
  }

  /// Removes what was kept long enough, and what is too much.
  void clear() throws SQLException {
    for (long app : database.write(OutboxRows::apps)) {
      boolean more = true;
      while (more) {
        more = database.write(sql -> clear(sql, app));
      }
    }
  }

  private boolean clear(Sql sql, long app) throws SQLException {
    Extent extent = OutboxRows.extent(sql, app);
    long before = clock.millis() - settings.retention().toMillis();
    long tooMany = extent.last() - settings.outboxEvents();
    Optional<Long> over = OutboxRows.over(sql, app, before, tooMany, CLEARED_AT_ONCE);
    if (over.isEmpty()) {
      return false;
    }
    Collection<Line> mine = byApp.getOrDefault(app, Map.of()).values();
    for (Line line : mine) {
      lose(sql, line, over.get());
    }
    OutboxRows.removeUpTo(sql, app, over.get());
    mark(sql, mine);
    return true;
  }

  private void lose(Sql sql, Line line, long upTo) throws SQLException {
    Webhook webhook = line.webhook();
    int unseen =
        upTo > line.reached()
            ? OutboxRows.count(
                sql, webhook.app(), line.reached(), upTo, webhook.events(), CLEARED_AT_ONCE)
            : 0;
    int count = line.lose(upTo, unseen);
    if (count > 0) {
      counts.lost().add(count);
      LOG.warn("webhook {} loses {} events: they are kept no longer", webhook.id(), count);
    }
    if (line.waiting() == 0) {
      busy.remove(line);
    }
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

  private static void mark(Sql sql, Collection<Line> lines) throws SQLException {
    for (Line line : lines) {
      WebhookRows.mark(sql, line.webhook().key(), line.progress());
    }
  }
}
