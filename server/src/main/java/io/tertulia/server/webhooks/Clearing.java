package io.tertulia.server.webhooks;

import io.tertulia.server.db.Database;
import io.tertulia.server.db.Sql;
import io.tertulia.server.webhooks.OutboxRows.Extent;
import io.tertulia.server.webhooks.OutboxRows.Heading;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes events that were kept long enough, and those that are too many. Belongs to the courier's
/// thread.
final class Clearing {
  private static final Logger LOG = LoggerFactory.getLogger(Clearing.class);
  private static final int AT_ONCE = 1_000;

  private final Database database;
  private final WebhookSettings settings;
  private final WebhookCounts counts;
  private final InstantSource clock;
  private final Deque<Long> apps = new ArrayDeque<>();

  Clearing(Database database, WebhookSettings settings, WebhookCounts counts, InstantSource clock) {
    this.database = database;
    this.settings = settings;
    this.counts = counts;
    this.clock = clock;
  }

  /// Begins, unless it has.
  void begin() throws SQLException {
    if (apps.isEmpty()) {
      apps.addAll(Round.await(database.read(OutboxRows::apps)));
    }
  }

  boolean isUnderWay() {
    return !apps.isEmpty();
  }

  /// Removes some events of one app; others are brought meanwhile.
  ///
  /// @param lines those of an app
  void goOn(LongFunction<Collection<Line>> lines) throws SQLException {
    long app = apps.remove();
    Map<Line, Lanes.Loss> losses = new LinkedHashMap<>();
    Optional<Long> cleared = database.write(sql -> clear(sql, app, lines.apply(app), losses));
    if (cleared.isPresent()) {
      losses.forEach((line, loss) -> lose(line, cleared.get(), loss));
      apps.addLast(app);
    }
  }

  /// What the lines lose is known to them when it is on disk.
  private Optional<Long> clear(
      Sql sql, long app, Collection<Line> lines, Map<Line, Lanes.Loss> losses) throws SQLException {
    Extent extent = OutboxRows.extent(sql, app);
    long before = clock.millis() - settings.retention().toMillis();
    long tooMany = extent.last() - settings.outboxEvents();
    Optional<Long> over = OutboxRows.over(sql, app, before, tooMany, AT_ONCE);
    if (over.isPresent()) {
      long upTo = over.get();
      List<Heading> going = OutboxRows.headingsUpTo(sql, app, upTo);
      for (Line line : lines) {
        Lanes.Loss loss = line.losing(upTo, going);
        Progress progress = line.progress().losing(upTo, loss.held(), loss.count());
        WebhookRows.mark(sql, line.webhook().key(), progress);
        losses.put(line, loss);
      }
      OutboxRows.removeUpTo(sql, app, upTo);
    }
    return over;
  }

  private void lose(Line line, long upTo, Lanes.Loss loss) {
    line.lose(upTo, loss);
    if (loss.count() > 0) {
      counts.lost().add(loss.count());
      LOG.warn(
          "webhook {} loses {} events: they are kept no longer", line.webhook().id(), loss.count());
    }
  }
}
