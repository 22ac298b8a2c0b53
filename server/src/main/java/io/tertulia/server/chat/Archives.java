package io.tertulia.server.chat;

import io.tertulia.server.archive.ArchiveLine;
import io.tertulia.server.archive.Placed;
import io.tertulia.server.db.Database;
import io.tertulia.server.db.GroupCommit;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.App;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/// The side of the door where whole apps come and go. Only for the app itself. Safe for use by any
/// thread; everything here fails like [Chat#submit].
public final class Archives {
  private final Database database;
  private final GroupCommit<Changes> commits;
  private final Arrival arrival;
  private final Function<Throwable, CompletableFuture<Object>> refused;

  Archives(
      Database database,
      GroupCommit<Changes> commits,
      Arrival arrival,
      Function<Throwable, CompletableFuture<Object>> refused) {
    this.database = database;
    this.commits = commits;
    this.arrival = arrival;
    this.refused = refused;
  }

  /// Tells everything of an app, at one moment, in the order of an archive; the bytes of files are
  /// the caller's to add. At most one runs at a time: another is refused as `UNAVAILABLE`.
  ///
  /// @param to is called on a thread of its own, and may wait; while it does, the log of the store
  ///   grows with what others write
  public CompletableFuture<Boolean> tell(Actor.AppActor app, Consumer<ArchiveLine> to) {
    return whole(
        database.readLong(sql -> {
          AppSettings settings = Apps.settings(sql, app.app());
          new Departure(sql, new App(app.app().key(), app.app().id(), settings), to).run();
          return true;
        }),
        Boolean.class);
  }

  /// Brings lines into an app, all of them in one commit, or none: how many there may be is the
  /// caller's to limit. Fails with a [RefusedLine] when one of them cannot be written. The lines of
  /// files are passed over, as are the header and the settings.
  ///
  /// @return how many lines said something new
  public CompletableFuture<Integer> bring(Actor.AppActor app, List<Placed> lines) {
    List<Placed> all = List.copyOf(lines);
    return whole(
        commits.submit((sql, changes) -> {
          changes.settings(app.app().key()); // Refuses for an app that was deleted meanwhile.
          return arrival.write(sql, changes, app.app(), all);
        }),
        Integer.class);
  }

  /// Gives an app the settings of an archive, if nothing is in it yet: no user, no conversation.
  ///
  /// @return whether it was given them
  public CompletableFuture<Boolean> adopt(Apps apps, Actor.AppActor actor, AppSettings settings) {
    App app = actor.app();
    return whole(
        commits.submit((sql, changes) -> {
          long things =
              sql.number(
                  "SELECT EXISTS (SELECT 1 FROM users WHERE app=?)"
                      + " + EXISTS (SELECT 1 FROM conversations WHERE app=?)",
                  app.key(),
                  app.key());
          AppSettings before = changes.settings(app.key());
          if (things > 0 || before.equals(settings)) {
            return false;
          }
          App changed = Apps.change(sql, app, old -> settings);
          changes.configured(before, changed, () -> apps.forget(app.id()));
          return true;
        }),
        Boolean.class);
  }

  /// What was asked for, or why not, as a [Refusal].
  private <T> CompletableFuture<T> whole(CompletableFuture<T> future, Class<T> kind) {
    return future
        .<Object>thenApply(value -> value)
        .exceptionallyCompose(refused)
        .thenApply(kind::cast);
  }
}
