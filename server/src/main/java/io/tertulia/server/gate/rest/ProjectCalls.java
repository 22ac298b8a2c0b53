package io.tertulia.server.gate.rest;

import io.tertulia.protocol.command.MapPatch;
import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.identity.App;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps;
import java.sql.SQLException;

/// The calls for what an app says of itself: its own values, its language, its themes.
final class ProjectCalls {
  private static final int MAX_LOCALE = 255;

  private final Apps apps;

  ProjectCalls(Apps apps) {
    this.apps = apps;
  }

  /// Changes what is named.
  Reply put(Visit visit) {
    Fields body = visit.body();
    App app = visit.app().app();
    if (!body.textOr("id", app.id()).equals(app.id())) {
      throw body.bad("id", body.text("id"), app.id());
    }
    MapPatch custom = MapPatch.read(body, "custom");
    Patch<String> locale = Patch.readText(body, "defaultLocale");
    if (locale instanceof Patch.Put<String>(String tag)
        && (tag.isBlank() || tag.length() > MAX_LOCALE)) {
      throw body.bad("defaultLocale", tag.length() + " characters", "a language tag");
    }
    visit.configure(
        apps,
        settings ->
            settings.withPublic(
                locale.applyTo(settings.defaultLocale(), AppSettings.DEFAULT.defaultLocale()),
                custom.apply(settings.custom())));
    return Reply.DONE;
  }

  Reply themes(Visit visit) {
    return Reply.of(Visit.await(apps.themes().of(visit.app().app())));
  }

  /// Replaces those that are named; `null` deletes one.
  Reply putThemes(Visit visit) {
    Json.Obj themes = Fields.of(visit.request().json(), "").json();
    try {
      apps.themes().change(visit.app().app(), themes);
    } catch (SQLException e) {
      throw new IllegalStateException("themes were not stored", e);
    }
    return Reply.DONE;
  }
}
