package io.tertulia.server.webhooks;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.db.Database;
import io.tertulia.server.db.Sql;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The webhooks of all apps, built together.
///
/// Every future fails with a [Refusal], or with what the store said, and completes on another
/// thread: what follows must be short.
public final class Webhooks implements AutoCloseable {
  private final Database database;
  private final WebhookSettings settings;
  private final Expansion expansion;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final Courier courier;
  private final Outbox outbox;

  private Webhooks(
      Database database,
      WebhookSettings settings,
      Expansion expansion,
      InstantSource clock,
      RandomGenerator chance,
      Courier courier) {
    this.database = database;
    this.settings = settings;
    this.expansion = expansion;
    this.clock = clock;
    this.chance = chance;
    this.courier = courier;
    this.outbox = new Outbox(clock, chance, courier);
  }

  /// Reads how far all webhooks are. Nothing is brought before [#start()].
  ///
  /// @throws IOException when a file that the settings name cannot be used; its message is for
  ///   people
  public static Webhooks open(
      Database database,
      WebhookSettings settings,
      Expansion expansion,
      Signer signer,
      WebhookCounts counts,
      InstantSource clock,
      RandomGenerator chance)
      throws SQLException, IOException {
    Post post = new Post(settings, signer, clock);
    Courier courier = Courier.open(database, settings, expansion, post, counts, clock);
    return new Webhooks(database, settings, expansion, clock, chance, courier);
  }

  /// Begins to bring events.
  public void start() {
    courier.start();
  }

  /// Where events are put.
  public Outbox outbox() {
    return outbox;
  }

  /// How many events wait to be brought, as far as they are known to.
  public long waiting() {
    return courier.waiting();
  }

  /// How many webhooks did not take what they were brought last.
  public long failing() {
    return courier.failing();
  }

  /// Adds a webhook, which is told what happens from now on.
  ///
  /// @param app the app's key
  /// @param appId the app's name
  public CompletableFuture<WebhookState> create(long app, String appId, WebhookChoice choice) {
    String id = EventIds.webhook(chance);
    return put(sql -> {
      mustExist(sql, app, appId);
      if (WebhookRows.ofApp(sql, app).size() >= settings.perApp()) {
        throw new Refusal(
            ErrorCode.LIMIT_EXCEEDED,
            "webhooks: one more (expected: at most " + settings.perApp() + ")");
      }
      Webhook webhook =
          new Webhook(
              0, app, appId, id, choice.url(), choice.events(), choice.enabled(), clock.millis());
      Progress progress = Progress.from(OutboxRows.extent(sql, app).last());
      return WebhookRows.insert(sql, webhook, progress);
    });
  }

  /// Changes a webhook, and tries at once what it has not taken. One that is switched on again goes
  /// on where it was, with what is kept.
  public CompletableFuture<WebhookState> change(
      long app, String id, UnaryOperator<WebhookChoice> change) {
    return move(
        app,
        id,
        (sql, found) -> {
          Webhook before = found.webhook();
          WebhookChoice choice = change.apply(choice(before));
          Webhook after =
              new Webhook(
                  before.key(),
                  app,
                  before.appId(),
                  id,
                  choice.url(),
                  choice.events(),
                  choice.enabled(),
                  before.createdAt());
          WebhookRows.update(sql, after);
          return new WebhookRows.Found(after, found.progress().eager());
        });
  }

  /// Has a webhook told again what happened after an event, or since a time, as far as it is kept.
  ///
  /// @param after sequence of the last event that it is not told again; null to go by `since`
  /// @param since milliseconds since 1970
  public CompletableFuture<WebhookState> replay(
      long app, String id, @Nullable Long after, long since) {
    return move(
        app,
        id,
        (sql, found) -> {
          OutboxRows.Extent extent = OutboxRows.extent(sql, app);
          long wanted = after == null ? OutboxRows.lastBefore(sql, app, since, extent) : after;
          long cursor = Math.clamp(wanted, extent.removed(), extent.last());
          return new WebhookRows.Found(found.webhook(), found.progress().restarted(cursor));
        });
  }

  /// Removes a webhook.
  public CompletableFuture<Boolean> delete(long app, String id) {
    return courier.run(round -> {
      Webhook webhook =
          database.write(sql -> {
            Webhook found = existing(sql, app, id).webhook();
            WebhookRows.delete(sql, found.key());
            return found;
          });
      round.remove(webhook);
      return true;
    });
  }

  /// All webhooks of an app, the oldest first.
  public CompletableFuture<List<WebhookState>> list(long app) {
    return look(database.read(sql -> WebhookRows.ofApp(sql, app)));
  }

  /// A webhook as it is now.
  public CompletableFuture<WebhookState> find(long app, String id) {
    return look(database.read(sql -> List.of(existing(sql, app, id)))).thenApply(List::getFirst);
  }

  /// Events of an app that are kept.
  ///
  /// @param after [EventPage#next()] of the page before; null for the oldest that there are
  /// @throws IllegalArgumentException when it is no such cursor
  public CompletableFuture<EventPage> events(long app, @Nullable String after, int limit) {
    EventPage.Cursor cursor =
        after == null ? EventPage.Cursor.START : EventPage.Cursor.parse(after);
    return database.read(sql -> EventPage.read(sql, app, cursor, limit, expansion));
  }

  /// Events that a webhook is told, and what it has not taken of them.
  public CompletableFuture<WebhookEvents> events(long app, String id, WebhookEvents.Wish wish) {
    return database
        .read(sql -> existing(sql, app, id))
        .thenCompose(found ->
            courier
                .run(round ->
                    new WebhookEvents.Stand(
                        round.progress(found.webhook()).orElseGet(found::progress),
                        round.attempts(found.webhook())))
                .thenCompose(stand ->
                    database.read(sql -> WebhookEvents.read(sql, found.webhook(), stand, wish))));
  }

  /// Returns when how far all are is on disk.
  @Override
  public void close() {
    courier.close();
  }

  /// What a transaction does to a webhook.
  @FunctionalInterface
  private interface Move {
    WebhookRows.Found make(Sql sql, WebhookRows.Found found) throws SQLException;
  }

  private CompletableFuture<WebhookState> move(long app, String id, Move move) {
    return courier.run(round -> {
      Moved moved =
          database.write(sql -> {
            WebhookRows.Found found = existing(sql, app, id);
            Progress progress = round.progress(found.webhook()).orElseGet(found::progress);
            WebhookRows.Found now =
                move.make(sql, new WebhookRows.Found(found.webhook(), progress));
            WebhookRows.mark(sql, now.webhook().key(), now.progress());
            return Moved.of(sql, now);
          });
      round.put(moved.place());
      return moved.state();
    });
  }

  private CompletableFuture<WebhookState> put(Database.Work<WebhookRows.Found> work) {
    return courier.run(round -> {
      Moved moved = database.write(sql -> Moved.of(sql, work.run(sql)));
      round.put(moved.place());
      return moved.state();
    });
  }

  /// What is to be known on the courier's thread once it is on disk.
  private record Moved(Standing place, WebhookState state) {
    static Moved of(Sql sql, WebhookRows.Found now) throws SQLException {
      return new Moved(
          Standing.of(sql, now.webhook(), now.progress()),
          Webhooks.state(sql, now.webhook(), now.progress()));
    }
  }

  /// Asks the courier only how far they are: it has others to serve.
  private CompletableFuture<List<WebhookState>> look(
      CompletableFuture<List<WebhookRows.Found>> reading) {
    return reading.thenCompose(found ->
        courier
            .run(round ->
                found.stream()
                    .map(one -> round.progress(one.webhook()).orElseGet(one::progress))
                    .toList())
            .thenCompose(progress -> database.read(sql -> states(sql, found, progress))));
  }

  private static List<WebhookState> states(
      Sql sql, List<WebhookRows.Found> found, List<Progress> progress) throws SQLException {
    List<WebhookState> states = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      states.add(state(sql, found.get(i).webhook(), progress.get(i)));
    }
    return List.copyOf(states);
  }

  private static WebhookState state(Sql sql, Webhook webhook, Progress progress)
      throws SQLException {
    int more =
        webhook.url() == null
            ? 0
            : OutboxRows.count(
                sql,
                webhook.app(),
                progress.reached(),
                Long.MAX_VALUE,
                webhook.events(),
                WebhookState.MAX_PENDING);
    int pending = Math.min(progress.behind().size() + more, WebhookState.MAX_PENDING);
    return new WebhookState(webhook.id(), choice(webhook), webhook.createdAt(), progress, pending);
  }

  private static WebhookChoice choice(Webhook webhook) {
    return new WebhookChoice(webhook.url(), webhook.events(), webhook.enabled());
  }

  /// An app may have been deleted since it was found.
  private static void mustExist(Sql sql, long app, String appId) throws SQLException {
    if (sql.number("SELECT EXISTS (SELECT 1 FROM apps WHERE key=?)", app) == 0) {
      throw new Refusal(ErrorCode.UNKNOWN_APP, "app: " + appId + " is not known here");
    }
  }

  private static WebhookRows.Found existing(Sql sql, long app, String id) throws SQLException {
    return WebhookRows.find(sql, app, id)
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "webhook: " + id + " does not exist"));
  }
}
