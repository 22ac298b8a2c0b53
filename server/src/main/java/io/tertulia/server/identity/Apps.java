package io.tertulia.server.identity;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.db.Database;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The apps of this server, with their settings and secret keys.
///
/// What was looked up is remembered for a few seconds, so a change by another process is seen
/// within [#REMEMBERED]; changes made here are seen at once.
public final class Apps {
  private static final Duration REMEMBERED = Duration.ofSeconds(10);

  /// How many secret keys an app may make.
  public static final int MAX_KEYS = 20;

  private static final int MAX_REMEMBERED = 10_000;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Themes themes;
  private final AnonymousApps anonymous;
  private final AsyncCache<String, Optional<Keyring>> remembered =
      Caffeine.newBuilder()
          .maximumSize(MAX_REMEMBERED)
          .expireAfterWrite(REMEMBERED)
          .executor(Runnable::run)
          .buildAsync();

  /// @param random for secret keys: a source that nobody can foretell
  public Apps(Database database, InstantSource clock, RandomGenerator random) {
    this.database = database;
    this.clock = clock;
    this.random = random;
    this.themes = new Themes(database);
    this.anonymous = new AnonymousApps(database, clock, random, this);
  }

  /// How their chats are to look.
  public Themes themes() {
    return themes;
  }

  /// Those that anybody may make.
  public AnonymousApps anonymous() {
    return anonymous;
  }

  /// The app of that id; fails with a [Refusal] as `UNKNOWN_APP` when there is none.
  public CompletableFuture<App> find(String id) {
    return keyring(id).thenApply(Keyring::app);
  }

  /// Says whether there is no app yet. Waits for the disk.
  public boolean isEmpty() throws SQLException {
    return database.write(sql -> sql.number("SELECT count(*) FROM apps")) == 0;
  }

  /// Creates an app with one secret key. Waits for the disk.
  ///
  /// @throws Refusal when the id is taken, or is none
  public NewApp create(String id, AppSettings settings) throws SQLException {
    if (!ID.matcher(id).matches()) {
      throw new Refusal(
          ErrorCode.INVALID_ARGUMENT,
          "app: " + id + " (expected: 1 to 64 letters, digits, underscores or hyphens)");
    }
    SecretKey key = SecretKey.of(random);
    NewApp created = database.write(sql -> insert(sql, id, settings, key));
    forget(id);
    return created;
  }

  /// Changes an app's settings while nobody is connected. Waits for the disk. In a running server
  /// whoever is connected has to hear of it: there `Chat.configure` is the way.
  public App change(App app, UnaryOperator<AppSettings> change) throws SQLException {
    App changed = database.write(sql -> change(sql, app, change));
    forget(app.id());
    return changed;
  }

  /// Changes an app's settings in a transaction of somebody else, who has it forgotten after the
  /// commit.
  public static App change(Sql sql, App app, UnaryOperator<AppSettings> change)
      throws SQLException {
    AppSettings before = load(sql, app.id()).orElseThrow(Apps::unknown).app().settings();
    AppSettings after = change.apply(before);
    sql.run("UPDATE apps SET settings = ? WHERE key = ?", after.json().toText(), app.key());
    return new App(app.key(), app.id(), after, app.anonymous());
  }

  /// Removes an app and its keys in a transaction of somebody else, who has it forgotten after the
  /// commit, and all that is in it deleted. The key under which its rows are kept; empty when there
  /// is no such app.
  public static Optional<Long> remove(Sql sql, String id) throws SQLException {
    Optional<Long> app = sql.first("SELECT key FROM apps WHERE id = ?", row -> row.number(1), id);
    if (app.isPresent()) {
      sql.run("DELETE FROM app_keys WHERE app = ?", app.get());
      sql.run("DELETE FROM anonymous_apps WHERE app = ?", app.get());
      sql.run("DELETE FROM apps WHERE key = ?", app.get());
    }
    return app;
  }

  /// An app's settings as somebody's snapshot has them.
  public static AppSettings settings(Sql sql, App app) throws SQLException {
    return load(sql, app.id()).orElseThrow(Apps::unknown).app().settings();
  }

  /// Forgets what was looked up of an app: it changed.
  public void forget(String id) {
    remembered.synchronous().invalidate(id);
  }

  /// Adds a secret key; the others stay valid. Waits for the disk.
  public SecretKey addKey(App app) throws SQLException {
    return addKey(app, SecretKey.of(random));
  }

  /// Adds a secret key that was made elsewhere. Waits for the disk.
  public SecretKey addKey(App app, SecretKey key) throws SQLException {
    database.write(sql -> insertKey(sql, app.key(), key, false));
    forget(app.id());
    return key;
  }

  /// Makes a secret key; the others stay valid. Waits for the disk.
  ///
  /// @throws Refusal as `LIMIT_EXCEEDED` when there are [#MAX_KEYS]
  public KeyEntry newKey(App app) throws SQLException {
    SecretKey key = SecretKey.of(random);
    KeyEntry made =
        database.write(sql -> {
          if (keys(sql, app.key()).size() >= MAX_KEYS) {
            throw new Refusal(
                ErrorCode.LIMIT_EXCEEDED,
                "keys: one more (expected: at most " + MAX_KEYS + "; delete one first)");
          }
          insertKey(sql, app.key(), key, false);
          return keys(sql, app.key()).stream()
              .filter(entry -> entry.key().equals(key))
              .findFirst()
              .orElseThrow();
        });
    forget(app.id());
    return made;
  }

  /// An app's secret keys, the one that signs webhooks first. Waits for the disk.
  public List<KeyEntry> keys(App app) throws SQLException {
    return database.write(sql -> keys(sql, app.key()));
  }

  /// Has the key of an id sign webhooks from now on. Waits for the disk.
  ///
  /// @throws Refusal as `NOT_FOUND` when there is none
  public KeyEntry signWith(App app, String keyId) throws SQLException {
    KeyEntry chosen =
        database.write(sql -> {
          KeyEntry entry = key(sql, app.key(), keyId);
          sql.run(
              "UPDATE app_keys SET webhook = (secret = ?) WHERE app = ?",
              entry.key().reveal(),
              app.key());
          return entry;
        });
    forget(app.id());
    return chosen;
  }

  /// Takes the secret key of an id out of use in a transaction of somebody else, who has the app
  /// forgotten after the commit: what the key signed is refused from then on.
  ///
  /// @throws Refusal as `NOT_FOUND` when there is none, and as `INVALID_ARGUMENT` when it signs
  ///   webhooks, as the last one does
  public static KeyEntry removeKey(Sql sql, App app, String keyId) throws SQLException {
    KeyEntry entry = key(sql, app.key(), keyId);
    if (entry.signsWebhooks()) {
      throw new Refusal(
          ErrorCode.INVALID_ARGUMENT,
          "key: " + keyId + " signs the webhooks (expected: another one)");
    }
    sql.run("DELETE FROM app_keys WHERE app = ? AND secret = ?", app.key(), entry.key().reveal());
    return entry;
  }

  /// Apps by their ids, behind one of them. Waits for the disk.
  public List<Entry> list(String after, int limit) throws SQLException {
    return database.write(sql ->
        sql.list(
            "SELECT id, created_at, key IN (SELECT app FROM anonymous_apps) FROM apps"
                + " WHERE id > ? ORDER BY id LIMIT ?",
            row -> new Entry(row.text(1), row.number(2), row.flag(3)),
            after,
            limit));
  }

  /// The secret key that signs what the server says to the app's own server, and that a command
  /// line may sign with.
  public CompletableFuture<SecretKey> signingKey(String appId) {
    return keyring(appId).thenApply(Keyring::webhookKey);
  }

  CompletableFuture<Keyring> keyring(String id) {
    return lookUp(id).thenApply(found -> found.orElseThrow(Apps::unknown));
  }

  CompletableFuture<Optional<Keyring>> lookUp(String id) {
    return remembered.get(id, (missing, executor) -> database.read(sql -> load(sql, missing)));
  }

  private static KeyEntry key(Sql sql, long app, String keyId) throws SQLException {
    return keys(sql, app).stream()
        .filter(entry -> entry.id().equals(keyId))
        .findFirst()
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "key: " + keyId + " does not exist"));
  }

  static List<KeyEntry> keys(Sql sql, long app) throws SQLException {
    return sql.list(
        "SELECT secret, created_at, webhook FROM app_keys WHERE app = ?"
            + " ORDER BY webhook DESC, created_at, secret",
        row -> new KeyEntry(SecretKey.parse(row.text(1)), row.number(2), row.flag(3)),
        app);
  }

  NewApp insert(Sql sql, String id, AppSettings settings, SecretKey key) throws SQLException {
    if (sql.first("SELECT key FROM apps WHERE id = ?", row -> row.number(1), id).isPresent()) {
      throw new Refusal(ErrorCode.INVALID_ARGUMENT, "app: " + id + " exists already");
    }
    long row =
        sql.insert(
            "INSERT INTO apps (id, settings, created_at) VALUES (?, ?, ?)",
            id,
            settings.json().toText(),
            clock.millis());
    insertKey(sql, row, key, true);
    return new NewApp(new App(row, id, settings), key);
  }

  private int insertKey(Sql sql, long app, SecretKey key, boolean webhook) throws SQLException {
    return sql.run(
        "INSERT OR IGNORE INTO app_keys (app, secret, created_at, webhook) VALUES (?, ?, ?, ?)",
        app,
        key.reveal(),
        clock.millis(),
        webhook);
  }

  private static Optional<Keyring> load(Sql sql, String id) throws SQLException {
    Optional<App> app =
        sql.first(
            "SELECT key, settings, key IN (SELECT app FROM anonymous_apps) FROM apps WHERE id = ?",
            row ->
                new App(row.number(1), id, AppSettings.read(Json.parse(row.text(2))), row.flag(3)),
            id);
    if (app.isEmpty()) {
      return Optional.empty();
    }
    List<SecretKey> keys = keys(sql, app.get().key()).stream().map(KeyEntry::key).toList();
    return Optional.of(new Keyring(app.get(), keys, keys.getFirst()));
  }

  private static Refusal unknown() {
    return new Refusal(ErrorCode.UNKNOWN_APP, "app: unknown here");
  }

  /// That there is an app.
  ///
  /// @param createdAt milliseconds since 1970
  /// @param anonymous whether nobody has claimed it yet
  public record Entry(String id, long createdAt, boolean anonymous) {}

  /// An app that was just created.
  ///
  /// @param key its first secret key: to be handed to the owner
  public record NewApp(App app, SecretKey key) {}
}
