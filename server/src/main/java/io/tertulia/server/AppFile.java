package io.tertulia.server;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.identity.App;
import io.tertulia.server.identity.Apps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/// The file with settings of apps: an object whose members are apps by their ids, each with the
/// settings that count from this start on. What is not named stays as it is in the store.
final class AppFile {
  private AppFile() {}

  /// Puts the settings of a file into the store, all or none; nothing when no file is named.
  ///
  /// @throws IOException when the file cannot be read, or names an app or a setting that is not
  ///   there; its message is one line for people
  static void apply(Path file, Apps apps) throws IOException, SQLException {
    if (file.toString().isEmpty()) {
      return;
    }
    Map<App, Fields> settings = new LinkedHashMap<>();
    try {
      Json all = Json.parse(Files.readAllBytes(file));
      for (String id : Fields.of(all, "").json().members().keySet()) {
        App app = apps.find(id).exceptionally(unknown -> null).join();
        if (app == null) {
          throw new IllegalArgumentException(id + ": no such app (expected: one that was created)");
        }
        Fields chosen = Fields.of(Fields.of(all, "").object(id).json(), id);
        app.settings().with(chosen);
        settings.put(app, chosen);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("app-settings: " + file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException("app-settings: " + file + ": cannot be read (" + e + ")", e);
    }
    for (Map.Entry<App, Fields> chosen : settings.entrySet()) {
      apps.change(chosen.getKey(), before -> before.with(chosen.getValue()));
    }
  }
}
