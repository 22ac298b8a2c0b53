package io.tertulia.server.identity;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.db.Database;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/// How apps want their chats to look: kept for whoever shows them, and not understood here. An app
/// has at most [#MAX_THEMES], of [#MAX_LENGTH] characters together.
public final class Themes {
  /// How many themes an app may have.
  public static final int MAX_THEMES = 100;

  /// How long all themes of an app may be together, in characters of JSON.
  public static final int MAX_LENGTH = 4 << 20;

  private static final int MAX_NAME = 255;

  private final Database database;

  Themes(Database database) {
    this.database = database;
  }

  /// An app's themes by name.
  public CompletableFuture<Json> of(App app) {
    return database.read(sql -> {
      Json.Builder all = Json.object();
      sql.list(
          "SELECT name, theme FROM themes WHERE app = ? ORDER BY name",
          row -> all.put(row.text(1), Json.parse(row.text(2))),
          app.key());
      return all.build();
    });
  }

  /// Replaces the themes that are named, and deletes those that are named with `null`. Waits for
  /// the disk.
  ///
  /// @throws IllegalArgumentException when one is none; then nothing changes
  /// @throws Refusal when there are too many, or they are too large; then nothing changes
  public void change(App app, Json.Obj themes) throws SQLException {
    Map<String, String> changed = new LinkedHashMap<>();
    themes
        .members()
        .forEach((name, theme) -> {
          checkName(name);
          changed.put(
              name, theme instanceof Json.Null ? "" : read(Fields.of(theme, name)).toText());
        });
    database.write(sql -> {
      for (Map.Entry<String, String> theme : changed.entrySet()) {
        sql.run("DELETE FROM themes WHERE app = ? AND name = ?", app.key(), theme.getKey());
        if (!theme.getValue().isEmpty()) {
          sql.run(
              "INSERT INTO themes (app, name, theme) VALUES (?, ?, ?)",
              app.key(),
              theme.getKey(),
              theme.getValue());
        }
      }
      check(sql, app.key());
      return changed.size();
    });
  }

  /// Tells an app's themes by name, in a snapshot of somebody else.
  public static void visit(Sql sql, long app, BiConsumer<String, Json> to) throws SQLException {
    sql.visit(
        "SELECT name, theme FROM themes WHERE app = ? ORDER BY name",
        row -> {
          to.accept(row.text(1), Json.parse(row.text(2)));
          return true;
        },
        app);
  }

  /// Adds a theme in a transaction of somebody else, unless there is one of that name.
  ///
  /// @return whether there was none
  /// @throws IllegalArgumentException when it is none
  /// @throws Refusal when there are too many, or they are too large
  public static boolean add(Sql sql, long app, String name, Json theme) throws SQLException {
    checkName(name);
    String text = read(Fields.of(theme, "theme")).toText();
    boolean added =
        sql.run("INSERT OR IGNORE INTO themes (app, name, theme) VALUES (?, ?, ?)", app, name, text)
            == 1;
    if (added) {
      check(sql, app);
    }
    return added;
  }

  private static void check(Sql sql, long app) throws SQLException {
    long count = sql.number("SELECT count(*) FROM themes WHERE app = ?", app);
    long length =
        sql.number("SELECT coalesce(sum(length(theme)), 0) FROM themes WHERE app = ?", app);
    if (count > MAX_THEMES || length > MAX_LENGTH) {
      throw new Refusal(
          ErrorCode.LIMIT_EXCEEDED,
          "themes: "
              + count
              + " of "
              + length
              + " characters (expected: at most "
              + MAX_THEMES
              + " of "
              + MAX_LENGTH
              + ")");
    }
  }

  /// A theme without files that are none.
  private static Json read(Fields theme) {
    Json.Builder files = Json.object();
    theme
        .textMap("files")
        .forEach((name, text) -> {
          if (name.endsWith(".template") || name.equals("layout.json")) {
            files.put(name, text);
          }
        });
    return Json.object().put("base", theme.text("base")).put("files", files.build()).build();
  }

  private static void checkName(String name) {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "theme: a name of " + name.length() + " (expected: 1 to " + MAX_NAME + " characters)");
    }
  }
}
