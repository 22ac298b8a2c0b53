package io.tertulia.server.gate.rest;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps;
import io.tertulia.server.identity.Role;
import java.util.function.UnaryOperator;

/// The calls for an app's settings, and for its roles one by one.
final class SettingsCalls {
  private final Apps apps;

  SettingsCalls(Apps apps) {
    this.apps = apps;
  }

  Reply get(Visit visit) {
    return Reply.of(settings(visit).json());
  }

  /// Changes what is named, each member as a whole.
  Reply change(Visit visit) {
    Fields changes = plain(visit);
    settings(visit).with(changes);
    return change(visit, settings -> settings.with(changes));
  }

  Reply roles(Visit visit) {
    AppSettings settings = settings(visit);
    Json.Builder named = Json.object();
    named.put(Role.DEFAULT_NAME, settings.role(Role.DEFAULT_NAME).json());
    settings.roles().forEach((name, role) -> named.put(name, role.json()));
    return Reply.of(named.build());
  }

  Reply role(Visit visit) {
    AppSettings settings = settings(visit);
    String name = visit.at("role");
    if (!settings.roleName(name).equals(name)) {
      throw Visit.notFound("role", name);
    }
    return Reply.of(settings.role(name).json());
  }

  Reply putRole(Visit visit) {
    String name = visit.at("role");
    AppSettings.checkRoleName(name);
    Role role = Role.read(plain(visit));
    return change(
        visit,
        settings -> {
          AppSettings changed = settings.withRole(name, role);
          if (changed.roles().size() > AppSettings.MAX_ROLES) {
            throw new Refusal(
                ErrorCode.LIMIT_EXCEEDED,
                "roles: one more (expected: at most " + AppSettings.MAX_ROLES + ")");
          }
          return changed;
        });
  }

  Reply deleteRole(Visit visit) {
    return change(visit, settings -> settings.withoutRole(visit.at("role")));
  }

  /// The body as it was sent: `[]` is no map here, but a list.
  private static Fields plain(Visit visit) {
    return Fields.of(visit.request().json(), "");
  }

  private static AppSettings settings(Visit visit) {
    return visit.app().app().settings();
  }

  private Reply change(Visit visit, UnaryOperator<AppSettings> change) {
    visit.configure(apps, change);
    return Reply.DONE;
  }
}
