package io.tertulia.server.webhooks;

import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Where events are put in the transaction of what they tell: what happened is told, and what is
/// told happened.
///
/// There is an outbox for each app, its events counted from 1. An app of which nobody wants to know
/// anything has none, and costs a look at an index for each commit.
public final class Outbox {
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final Bringer bringer;

  /// Who brings what is put here. Told after the commit, and returns at once.
  @FunctionalInterface
  public interface Bringer {
    /// An app, by its key, has something new.
    void wake(long app);

    /// An app is gone: nothing of it is brought any more.
    default void end(long app) {}
  }

  /// @param chance makes ids
  public Outbox(InstantSource clock, RandomGenerator chance, Bringer bringer) {
    this.clock = clock;
    this.chance = chance;
    this.bringer = bringer;
  }

  /// Kinds of events that somebody wants to know of an app.
  public Set<EventType> wanted(Sql sql, long app) throws SQLException {
    EnumSet<EventType> wanted = EnumSet.noneOf(EventType.class);
    for (Optional<Set<EventType>> types : WebhookRows.wanted(sql, app)) {
      wanted.addAll(types.orElseGet(EventType::all));
    }
    return Collections.unmodifiableSet(wanted);
  }

  /// Puts events behind those that are there.
  public void put(Sql sql, long app, List<Draft> drafts) throws SQLException {
    if (drafts.isEmpty()) {
      return;
    }
    long sequence = OutboxRows.advance(sql, app, drafts.size());
    long now = clock.millis();
    for (Draft draft : drafts) {
      sequence++;
      String id = EventIds.event(chance);
      EventType type = draft.type();
      Entry entry = new Entry(sequence, id, type, draft.lane(), now, "");
      String body =
          entry.isMany() ? draft.data().toText() : Letter.whole(id, type, now, draft.data());
      OutboxRows.insert(sql, app, new Entry(sequence, id, type, draft.lane(), now, body));
    }
  }

  /// Has what was put brought to the webhooks. Called after the commit.
  public void written(Collection<Long> apps) {
    apps.forEach(bringer::wake);
  }

  /// Removes the webhooks of an app that is deleted: nobody wants to know anything of it any more.
  public void close(Sql sql, long app) throws SQLException {
    sql.run("DELETE FROM webhooks WHERE app=?", app);
  }

  /// Has nothing of an app brought any more whose webhooks were removed. Called after the commit.
  public void closed(long app) {
    bringer.end(app);
  }

  /// Removes a user from what is kept of an app: events that tell of the user go, and others lose
  /// the user's participation and readings. What is on its way at this moment may still arrive.
  ///
  /// Looks through everything that is kept; [#forget(Sql, long, String, long)] does so piece by
  /// piece.
  public void forget(Sql sql, long app, String userId) throws SQLException {
    long after = 0;
    do {
      after = forget(sql, app, userId, after);
    } while (after > 0);
  }

  /// Removes what is kept of an app that was deleted; at most `limit` events at once.
  ///
  /// @return false when there may be more
  public boolean drop(Sql sql, long app, int limit) throws SQLException {
    boolean done =
        sql.run(
                "DELETE FROM outbox WHERE rowid IN"
                    + " (SELECT rowid FROM outbox WHERE app=? LIMIT ?)",
                app,
                limit)
            < limit;
    if (done) {
      sql.run("DELETE FROM outboxes WHERE app=?", app);
    }
    return done;
  }

  /// Removes a user from some thousand events.
  ///
  /// @param after the sequence that the call before gave; 0 for the first
  /// @return where to go on; 0 when all is done
  public long forget(Sql sql, long app, String userId, long after) throws SQLException {
    return Forgetting.in(sql, app, userId, after);
  }
}
