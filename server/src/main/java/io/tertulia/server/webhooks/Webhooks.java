package io.tertulia.server.webhooks;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.db.Database;
import io.tertulia.server.db.Sql;
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
  public static Webhooks open(
      Database database,
      WebhookSettings settings,
      Expansion expansion,
      Signer signer,
      WebhookCounts counts,
      InstantSource clock,
      RandomGenerator chance)
      throws SQLException {
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
    return courier.run(round ->
        database.write(sql -> {
          mustExist(sql, app, appId);
          if (WebhookRows.ofApp(sql, app).size() >= settings.perApp()) {
            throw new Refusal(
                ErrorCode.LIMIT_EXCEEDED,
                "webhooks: one more (expected: at most " + settings.perApp() + ")");
          }
          Webhook webhook =
              new Webhook(
                  0,
                  app,
                  appId,
                  EventIds.webhook(chance),
                  choice.url(),
                  choice.events(),
                  choice.enabled(),
                  clock.millis());
          Progress progress = Progress.from(OutboxRows.extent(sql, app).last());
          WebhookRows.Found found = WebhookRows.insert(sql, webhook, progress);
          round.put(sql, found.webhook(), progress);
          return state(sql, found.webhook(), progress);
        }));
  }

  /// Changes a webhook, and tries at once what it has not taken. One that is switched on again goes
  /// on where it was, with what is kept.
  public CompletableFuture<WebhookState> change(
      long app, String id, UnaryOperator<WebhookChoice> change) {
    return courier.run(round ->
        database.write(sql -> {
          WebhookRows.Found found = existing(sql, app, id);
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
          return moved(sql, round, after, progress(round, found).eager());
        }));
  }

  /// Has a webhook told again what happened after an event, or since a time, as far as it is kept.
  ///
  /// @param after sequence of the last event that it is not told again; null to go by `since`
  /// @param since milliseconds since 1970
  public CompletableFuture<WebhookState> replay(
      long app, String id, @Nullable Long after, long since) {
    return courier.run(round ->
        database.write(sql -> {
          WebhookRows.Found found = existing(sql, app, id);
          OutboxRows.Extent extent = OutboxRows.extent(sql, app);
          long wanted = after == null ? OutboxRows.lastBefore(sql, app, since, extent) : after;
          long cursor = Math.clamp(wanted, extent.removed(), extent.last());
          return moved(sql, round, found.webhook(), progress(round, found).restarted(cursor));
        }));
  }

  /// Removes a webhook.
  public CompletableFuture<Boolean> delete(long app, String id) {
    return courier.run(round ->
        database.write(sql -> {
          Webhook webhook = existing(sql, app, id).webhook();
          WebhookRows.delete(sql, webhook.key());
          round.remove(webhook);
          return true;
        }));
  }

  /// All webhooks of an app, the oldest first.
  public CompletableFuture<List<WebhookState>> list(long app) {
    return courier.run(round -> {
      List<WebhookState> states = new ArrayList<>();
      for (WebhookRows.Found found : Round.await(database.read(s -> WebhookRows.ofApp(s, app)))) {
        states.add(looked(round, found));
      }
      return List.copyOf(states);
    });
  }

  /// A webhook as it is now.
  public CompletableFuture<WebhookState> find(long app, String id) {
    return courier.run(
        round -> looked(round, Round.await(database.read(sql -> existing(sql, app, id)))));
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

  /// Returns when how far all are is on disk.
  @Override
  public void close() {
    courier.close();
  }

  private static WebhookState moved(Sql sql, Round round, Webhook webhook, Progress progress)
      throws SQLException {
    WebhookRows.mark(sql, webhook.key(), progress);
    round.put(sql, webhook, progress);
    return state(sql, webhook, progress);
  }

  private WebhookState looked(Round round, WebhookRows.Found found) throws SQLException {
    Progress progress = progress(round, found);
    return Round.await(database.read(sql -> state(sql, found.webhook(), progress)));
  }

  private static Progress progress(Round round, WebhookRows.Found found) {
    return round.progress(found.webhook()).orElseGet(found::progress);
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
