package io.tertulia.server.chat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.command.UserPatch;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.server.db.Sql;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Role;
import io.tertulia.server.record.UserRecord;
import io.tertulia.server.webhooks.EventType;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules of users.
final class UserCommands {
  private final Checks checks;
  private final InstantSource clock;

  UserCommands(Checks checks, InstantSource clock) {
    this.checks = checks;
    this.clock = clock;
  }

  Done set(Sql sql, Changes changes, Actor actor, Command.SetUser command) throws SQLException {
    long app = actor.app().key();
    UserRow known = changes.user(app, command.userId()).orElse(null);
    if (known != null && command.mode() == Mode.CREATE) {
      return Done.NOTHING;
    }
    if (known == null && command.mode() == Mode.EDIT) {
      throw new Refusal(ErrorCode.NOT_FOUND, "user: " + command.userId() + " does not exist");
    }
    mayChange(changes, actor, command.userId());
    checks.user(command.patch());
    UserRecord changed =
        known == null
            ? create(sql, app, command)
            : apply(command, known.record(), known.fact().version());
    checks.custom(changed.fact().custom());
    checks.pushTokens(changed.pushTokens());
    mayGive(changes, actor, known, changed);
    if (known == null) {
      UserRow created = UserRows.insert(sql, app, changed);
      changes.changed(app, created);
      changes.happenings().user(EventType.USER_CREATED, app, created);
    } else if (!changed.equals(known.record())) {
      UserRow next = new UserRow(known.key(), changed.versioned(known.fact().version() + 1));
      UserRows.update(sql, next);
      changes.changed(app, next);
      changes.happenings().user(EventType.USER_UPDATED, app, next);
    }
    return Done.NOTHING;
  }

  /// The user, created under the name of the id when missing.
  UserRow named(Sql sql, Changes changes, long app, String id) throws SQLException {
    UserRow known = changes.user(app, id).orElse(null);
    if (known != null) {
      return known;
    }
    checks.id("userId", id);
    UserRow created =
        UserRows.insert(
            sql, app, create(sql, app, new Command.SetUser(id, UserPatch.ofName(id), Mode.CREATE)));
    changes.changed(app, created);
    return created;
  }

  private static void mayChange(Changes changes, Actor actor, String userId) throws SQLException {
    if (actor instanceof Actor.UserActor user) {
      AppSettings settings = changes.settings(user.app().key());
      if (!settings.userSync()) {
        throw new Refusal(ErrorCode.SYNC_DISABLED, "this app does not let clients change users");
      }
      if (settings.selfOnly() && !user.userId().equals(userId)) {
        throw new Refusal(ErrorCode.PERMISSION_DENIED, "user: " + userId + " (expected: oneself)");
      }
    }
  }

  /// Roles are rights: clients may change the name of one as long as the same role counts.
  private static void mayGive(
      Changes changes, Actor actor, @Nullable UserRow before, UserRecord after)
      throws SQLException {
    if (actor instanceof Actor.UserActor user) {
      AppSettings settings = changes.settings(user.app().key());
      String had = before == null ? Role.DEFAULT_NAME : before.fact().role();
      String has = after.fact().role();
      if (!settings.roleSync() && !settings.roleName(had).equals(settings.roleName(has))) {
        throw new Refusal(
            ErrorCode.PERMISSION_DENIED, "role: " + has + " (expected: one that the app gives)");
      }
    }
  }

  /// A user who is not there yet; one of that id who is being erased has to be gone first.
  private UserRecord create(Sql sql, long app, Command.SetUser command) throws SQLException {
    return apply(command, null, newVersion(sql, app, command.userId()));
  }

  /// The version of a user who is not there yet; see [#create].
  long newVersion(Sql sql, long app, String id) throws SQLException {
    if (UserRows.findAny(sql, app, id).isPresent()) {
      throw new Refusal(ErrorCode.UNAVAILABLE, "user: " + id + " is being erased (try again)");
    }
    return UserRows.firstVersion(sql, app);
  }

  private UserRecord apply(Command.SetUser command, @Nullable UserRecord known, long version) {
    UserPatch patch = command.patch();
    UserFact before = known == null ? null : known.fact();
    String name =
        switch (patch.name()) {
          case Patch.Put<String>(String given) -> given;
          case Patch.Keep<String>() when before != null -> before.name();
          case Patch.Keep<String>() -> throw Checks.bad("name", "missing", "a name for a new user");
          case Patch.Clear<String>() -> throw Checks.bad("name", "cleared", "a name");
        };
    UserFact fact =
        new UserFact(
            command.userId(),
            version,
            name,
            patch.custom().apply(before == null ? Map.of() : before.custom()),
            patch.locale().apply(before == null ? null : before.locale(), null),
            patch.photoUrl().apply(before == null ? null : before.photoUrl(), null),
            patch
                .role()
                .applyTo(before == null ? Role.DEFAULT_NAME : before.role(), Role.DEFAULT_NAME),
            patch.welcomeMessage().apply(before == null ? null : before.welcomeMessage(), null));
    return new UserRecord(
        fact,
        patch.email().applyTo(known == null ? List.of() : known.email(), List.of()),
        patch.phone().applyTo(known == null ? List.of() : known.phone(), List.of()),
        patch.pushTokens().apply(known == null ? Map.of() : known.pushTokens()),
        patch.availabilityText().apply(known == null ? null : known.availabilityText(), null),
        known == null ? clock.millis() : known.createdAt());
  }
}
