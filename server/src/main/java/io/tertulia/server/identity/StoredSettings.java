package io.tertulia.server.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;

/// The settings of apps as they stand in a transaction or a snapshot of the store: what decides is
/// as old as what is decided. Remembers what texts mean, and nothing that can grow old. Safe for
/// use by any thread.
public final class StoredSettings {
  private static final int MAX_REMEMBERED = 16 << 20; // characters

  private final Cache<String, AppSettings> meanings =
      Caffeine.newBuilder()
          .maximumWeight(MAX_REMEMBERED)
          .weigher((String text, AppSettings meaning) -> text.length())
          .executor(Runnable::run)
          .build();

  /// The settings of the app of that key.
  ///
  /// @throws Refusal as `UNKNOWN_APP` when there is no such app any more
  public AppSettings of(Sql sql, long app) throws SQLException {
    String text =
        sql.first("SELECT settings FROM apps WHERE key = ?", row -> row.text(1), app)
            .orElseThrow(() -> new Refusal(ErrorCode.UNKNOWN_APP, "app: unknown here"));
    return meanings.get(text, written -> AppSettings.read(Json.parse(written)));
  }
}
