package io.tertulia.server.chat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.db.Database;
import io.tertulia.server.db.GroupCommit;
import io.tertulia.server.files.FileUses;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.AnonymousApps;
import io.tertulia.server.identity.Apps;
import io.tertulia.server.search.TextIndex;
import io.tertulia.server.webhooks.Outbox;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Erases people, and apps, until nothing is left of them on the disk: on a thread of its own, step
/// by step, so that everybody else writes between two steps. What was begun is remembered in the
/// store and goes on after a crash.
///
/// ```text
/// begun --rows, a few a commit--> scrubbing --files, the index's words, the log--> over
/// ```
public final class Erasures implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

  /// Messages that one commit erases.
  private static final int AT_ONCE = 100;

  /// Steps of scrubbing in a row; it goes on after [#EVERY].
  private static final int MAX_STEPS = 10_000;

  /// How often somebody who reads may be in the way of one scrubbing.
  private static final int MAX_TRIES = 3;

  /// When something was in the way, it is tried again; sooner if it was somebody who reads.
  private static final Duration EVERY = Duration.ofSeconds(10);

  private static final Duration SOON = Duration.ofSeconds(1);

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Database database;
  private final GroupCommit<Changes> commits;
  private final UserErasure users;
  private final AppErasure apps;
  private final FileUses files;
  private final Outbox outbox;
  private final Failures failures;
  private final LongSupplier nanos;
  private final Map<Long, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("tertulia-eraser").factory());
  private volatile long next;

  Erasures(
      Database database,
      GroupCommit<Changes> commits,
      UserErasure users,
      AppErasure apps,
      FileUses files,
      Outbox outbox,
      Failures failures,
      LongSupplier nanos) {
    this.database = database;
    this.commits = commits;
    this.users = users;
    this.apps = apps;
    this.files = files;
    this.outbox = outbox;
    this.failures = failures;
    this.nanos = nanos;
    this.next = nanos.getAsLong();
  }

  /// Erases a user, with everything that names it: what it told of itself, its messages, reactions,
  /// files, and places in conversations; where others mention it, they mention nobody. Its
  /// connections end. Its id can be used again when that is over. Fails like [Chat#submit], as
  /// `NOT_FOUND` when there is no such user.
  public CompletableFuture<Erasing> erase(Actor.AppActor actor, String userId) {
    return begun(commits.submit((sql, changes) -> users.begin(sql, changes, actor, userId)));
  }

  /// Deletes an app with all that is in it. Its connections end, and its id can be used again, when
  /// this future is complete. Fails like [Chat#submit], as `NOT_FOUND` when there is no such app.
  public CompletableFuture<Erasing> delete(Apps known, String appId) {
    return begun(commits.submit((sql, changes) -> apps.begin(sql, changes, known, appId)));
  }

  /// Deletes an anonymous app like [#delete], if nobody has claimed it and it was made before a
  /// time; fails as `NOT_FOUND` if not.
  ///
  /// @param before milliseconds since 1970
  public CompletableFuture<Erasing> deleteUnclaimed(Apps known, String appId, long before) {
    return begun(
        commits.submit((sql, changes) -> {
          AnonymousApps.mustBeMadeBefore(sql, appId, before);
          return apps.begin(sql, changes, known, appId);
        }));
  }

  /// Says whether something is left of a user who was erased.
  public CompletableFuture<Boolean> isErasing(Actor.AppActor actor, String userId) {
    return database
        .read(sql -> Erasure.ofUser(sql, actor.app().key(), userId).isPresent())
        .exceptionallyCompose(failures::refused);
  }

  /// Goes on with what was in the way. Called by one thread, a few times a second.
  void tick() {
    long now = nanos.getAsLong();
    if (next - now <= 0) {
      next = now + EVERY.toNanos();
      wake();
    }
  }

  /// Returns when the step that was begun is done; the rest goes on with the next start.
  @Override
  public void close() {
    thread.shutdown();
    try {
      thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<Erasing> begun(CompletableFuture<Erasure> begin) {
    return begin
        .thenApply(erasure -> {
          CompletableFuture<Void> over =
              waiting.computeIfAbsent(erasure.key(), key -> new CompletableFuture<>());
          wake();
          return new Erasing(over);
        })
        .exceptionallyCompose(failures::refused);
  }

  private void wake() {
    if (woken.compareAndSet(false, true)) {
      try {
        thread.execute(this::work);
      } catch (RejectedExecutionException e) {
        // The server stops: the next start goes on.
      }
    }
  }

  private void work() {
    woken.set(false);
    try {
      List<Erasure> scrubbing = new ArrayList<>();
      for (Erasure erasure : database.read(Erasure::all).join()) {
        if ((erasure.scrubbing() || isErased(erasure)) && !erasure.isConversation()) {
          scrubbing.add(erasure);
        }
      }
      if (!scrubbing.isEmpty()) {
        eraseConversations();
        Set<Long> unfinished = files.sweep().join();
        scrubbing.removeIf(erasure -> unfinished.contains(erasure.app()));
        if (!scrubbing.isEmpty() && scrub()) {
          end(scrubbing);
        }
      }
    } catch (SQLException | RuntimeException | Error e) {
      note(e);
    }
  }

  /// Erases; says whether nothing was in the way. What is in the way of one is so of no other.
  private boolean isErased(Erasure erasure) {
    try {
      erase(erasure);
      return true;
    } catch (RuntimeException | Error e) {
      note(e);
      return false;
    }
  }

  private static void note(Throwable e) {
    if (e instanceof CompletionException && e.getCause() instanceof Refusal refusal) {
      LOG.info("erasing goes on later: {}", refusal.getMessage());
    } else {
      LOG.error("erasing was interrupted, and goes on later", e);
    }
  }

  private void erase(Erasure erasure) {
    if (erasure.user() == null) {
      while (commit((sql, changes) -> apps.goOn(sql, changes, erasure))) {
        LOG.debug("an app is being deleted");
      }
      return;
    }
    for (Traces.Mark from = Traces.Mark.BEGINNING; from != null; ) {
      Traces.Mark mark = from;
      Traces traces = database.read(sql -> Traces.look(sql, erasure, mark)).join();
      traces.places().forEach(place -> erase(erasure, place));
      from = traces.next();
    }
    while (!commit((sql, changes) -> users.disown(sql, changes, erasure))) {
      LOG.debug("files have no uploader any more");
    }
    for (long seen = -1; seen != 0; ) {
      long after = Math.max(seen, 0);
      seen = commit((sql, changes) -> outbox.forget(sql, erasure.app(), erasure.id(), after));
    }
    commit((sql, changes) -> users.end(sql, changes, erasure));
  }

  private void erase(Erasure erasure, Traces.Place place) {
    List<Long> times = place.times();
    for (int i = 0; i < times.size(); i += AT_ONCE) {
      List<Long> some = times.subList(i, Math.min(i + AT_ONCE, times.size()));
      commit((sql, changes) -> {
        users.eraseFrom(sql, changes, erasure, place.conversation(), some);
        return true;
      });
    }
    if (place.sits()) {
      commit((sql, changes) -> {
        users.eraseFrom(sql, changes, erasure, place.conversation());
        return true;
      });
    }
  }

  /// Removes what was deleted with its conversation, as nobody looked for traces there.
  private void eraseConversations() {
    database.read(Erasure::all).join().stream()
        .filter(Erasure::isConversation)
        .forEach(this::erase);
  }

  /// Removes what rows do not tell of any more; false when something is in the way.
  private boolean scrub() {
    boolean more = commit((sql, changes) -> TextIndex.scrub(sql, true));
    for (int i = 0; more && i < MAX_STEPS; i++) {
      more = commit((sql, changes) -> TextIndex.scrub(sql, false));
    }
    return !more;
  }

  /// They forget whom they erase, then the file does, and at last they are forgotten themselves.
  private void end(List<Erasure> erasures) throws SQLException {
    commit((sql, changes) -> {
      for (Erasure erasure : erasures) {
        erasure.anonymize(sql);
      }
      return true;
    });
    int tries = 0;
    for (long at = 0; at >= 0; ) {
      long reached = database.scrub(at);
      if (reached == at && ++tries > MAX_TRIES) {
        LOG.info("erasing goes on later: somebody reads for long");
        next = nanos.getAsLong() + SOON.toNanos();
        return;
      }
      at = reached;
    }
    commit((sql, changes) -> {
      for (Erasure erasure : erasures) {
        erasure.end(sql);
      }
      return true;
    });
    for (Erasure erasure : erasures) {
      Optional.ofNullable(waiting.remove(erasure.key())).ifPresent(over -> over.complete(null));
    }
  }

  private <T> T commit(GroupCommit.Work<Changes, T> work) {
    if (thread.isShutdown()) {
      throw new CompletionException(
          new Refusal(ErrorCode.UNAVAILABLE, "the server is shutting down"));
    }
    return commits.submit(work).join();
  }
}
