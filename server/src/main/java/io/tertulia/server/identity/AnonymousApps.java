package io.tertulia.server.identity;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.db.Database;
import io.tertulia.server.db.Row;
import io.tertulia.server.db.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/// Apps that somebody made without asking, to try things out, until whoever runs the server claims
/// them. Safe for use by any thread.
///
/// Who made one has a token that shows its secret key again; of the token only a hash is kept.
///
/// ```text
/// made --claimed--> an app like others
///   \--nobody claimed it in time--> deleted with all that is in it
/// ```
public final class AnonymousApps {
  private static final String PREFIX = "anon_";
  private static final int TOKEN_CHARACTERS = 40;
  private static final int ID_CHARACTERS = 12;
  private static final String SELECT =
      "SELECT n.app, a.id, n.created_at FROM anonymous_apps n JOIN apps a ON a.key = n.app WHERE ";

  /// Nobody has anything to lose there: clients may claim to be anybody.
  private static final AppSettings SETTINGS = AppSettings.DEFAULT.withVerifyIdentity(false);

  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Apps apps;

  AnonymousApps(Database database, InstantSource clock, RandomGenerator random, Apps apps) {
    this.database = database;
    this.clock = clock;
    this.random = random;
    this.apps = apps;
  }

  /// Makes one, with a secret key for tests. Waits for the disk.
  ///
  /// @param max how many there may be that nobody claimed
  /// @throws Refusal as `LIMIT_EXCEEDED` when there are so many
  public Made make(int max) throws SQLException {
    String id = Base62.random(random, ID_CHARACTERS);
    String token = PREFIX + Base62.random(random, TOKEN_CHARACTERS);
    SecretKey key = SecretKey.forTests(random);
    database.write(sql -> {
      long there = sql.number("SELECT count(*) FROM anonymous_apps");
      if (there >= max) {
        throw new Refusal(
            ErrorCode.LIMIT_EXCEEDED,
            "anonymous apps: " + there + " unclaimed (expected: at most " + max + ")");
      }
      App app = apps.insert(sql, id, SETTINGS, key).app();
      return sql.run(
          "INSERT INTO anonymous_apps (app, token, created_at) VALUES (?, ?, ?)",
          app.key(),
          hash(token),
          clock.millis());
    });
    apps.forget(id);
    return new Made(id, token);
  }

  /// What the token of somebody who made an app opens; fails with a [Refusal] as `NOT_FOUND` when
  /// the app was claimed or is gone.
  public CompletableFuture<Opened> open(String token) {
    return database.read(sql -> {
      Entry entry =
          sql.first(SELECT + "n.token = ?", Entry::read, hash(token))
              .orElseThrow(() ->
                  new Refusal(
                      ErrorCode.NOT_FOUND,
                      "accessToken: unknown (expected: one of an app that nobody claimed)"));
      return new Opened(entry.id, Apps.keys(sql, entry.app).getFirst().key());
    });
  }

  /// Makes an app one like others: its token is over. Waits for the disk.
  ///
  /// @throws Refusal as `NOT_FOUND` when there is no anonymous app of that id
  public void claim(String id) throws SQLException {
    database.write(sql -> {
      Entry entry = find(sql, id).orElseThrow(() -> missing(id));
      return sql.run("DELETE FROM anonymous_apps WHERE app = ?", entry.app);
    });
    apps.forget(id);
  }

  /// The ids of those that were made before a time, at most `limit`.
  ///
  /// @param before milliseconds since 1970
  public CompletableFuture<List<String>> madeBefore(long before, int limit) {
    return database.read(sql ->
        sql.list(
            SELECT + "n.created_at < ? ORDER BY n.created_at LIMIT ?",
            row -> Entry.read(row).id,
            before,
            limit));
  }

  /// Refuses as `NOT_FOUND` when there is none of that id, in a transaction of somebody else, that
  /// was made before a time.
  public static void mustBeMadeBefore(Sql sql, String id, long before) throws SQLException {
    if (find(sql, id).filter(entry -> entry.madeAt < before).isEmpty()) {
      throw missing(id);
    }
  }

  private static Optional<Entry> find(Sql sql, String id) throws SQLException {
    return sql.first(SELECT + "a.id = ?", Entry::read, id);
  }

  private static Refusal missing(String id) {
    return new Refusal(ErrorCode.NOT_FOUND, "anonymous app: " + id + " does not exist");
  }

  private static String hash(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// @param app the app's key
  private record Entry(long app, String id, long madeAt) {
    static Entry read(Row row) throws SQLException {
      return new Entry(row.number(1), row.text(2), row.number(3));
    }
  }

  /// An app that was just made.
  ///
  /// @param token shows its secret key again, until it is claimed; never logged
  public record Made(String id, String token) {}

  /// What a token opens.
  ///
  /// @param key the secret key of the app
  public record Opened(String id, SecretKey key) {}
}
