package io.tertulia.server.chat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.protocol.content.LocationBlock;
import io.tertulia.protocol.content.Mention;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.content.TextNode;
import io.tertulia.protocol.content.VoiceBlock;
import io.tertulia.protocol.file.FileKind;
import io.tertulia.server.db.Sql;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Role;
import io.tertulia.server.identity.Role.Scope;
import io.tertulia.server.identity.StoredSettings;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an actor may do by its role, as it stands in the transaction that carries the command out.
/// Every method refuses, or does nothing. The app itself may do everything.
///
/// @param name of the role
/// @param role null for the app itself
record Permissions(String name, @Nullable Role role) {

  static Permissions of(Changes changes, Actor actor) throws SQLException {
    if (!(actor instanceof Actor.UserActor user)) {
      return new Permissions("", null);
    }
    long app = user.app().key();
    String given =
        changes.user(app, user.userId()).map(row -> row.fact().role()).orElse(Role.DEFAULT_NAME);
    return of(changes.settings(app), given);
  }

  /// What it may do as it stands in a snapshot of the store.
  static Permissions of(Sql sql, StoredSettings settings, Actor actor) throws SQLException {
    if (!(actor instanceof Actor.UserActor user)) {
      return new Permissions("", null);
    }
    long app = user.app().key();
    String given =
        UserRows.find(sql, app, user.userId())
            .map(row -> row.fact().role())
            .orElse(Role.DEFAULT_NAME);
    return of(settings.of(sql, app), given);
  }

  private static Permissions of(AppSettings settings, String given) {
    return new Permissions(settings.roleName(given), settings.role(given));
  }

  void mayEdit(boolean own) {
    require("edit", role == null ? Scope.ALL : role.edit(), own);
  }

  void mayDelete(boolean own) {
    require("delete", role == null ? Scope.ALL : role.delete(), own);
  }

  /// To answer a message, the sender's own or another's.
  void mayReply(boolean own) {
    require("reply", role == null ? Scope.ALL : role.reply(), own);
  }

  /// To react to a message, the sender's own or another's.
  void mayReact(boolean own) {
    require("react", role == null ? Scope.ALL : role.react(), own);
  }

  /// To have others told that one is typing.
  void mayType() {
    require("typing", role == null || role.typing());
  }

  void mayMarkAsUnread() {
    require("markAsUnread", role == null || role.markAsUnread());
  }

  /// To upload a file that is to be sent.
  void mayUpload(FileKind kind) {
    if (kind == FileKind.VOICE) {
      require("voice", role == null || role.voice());
    } else {
      require("files", role == null || role.files());
    }
  }

  /// To send content, or to put it in the place of other content.
  void maySay(List<ContentBlock> content) {
    if (role == null) {
      return;
    }
    for (ContentBlock block : content) {
      switch (block) {
        case VoiceBlock voice -> require("voice", role.voice());
        case FileBlock file -> require("files", role.files());
        case LocationBlock place -> require("location", role.location());
        case TextBlock text -> require("mentions", role.mentions() || !mentions(text.children()));
        default -> {}
      }
    }
  }

  private static boolean mentions(List<? extends TextNode> nodes) {
    return nodes.stream().anyMatch(node -> node instanceof Mention || mentions(node.children()));
  }

  private void require(String what, Scope scope, boolean own) {
    if (!scope.covers(own)) {
      throw refusal(what, scope.wire(), own ? "own or all" : "all");
    }
  }

  private void require(String what, boolean allowed) {
    if (!allowed) {
      throw refusal(what, "false", "true");
    }
  }

  private Refusal refusal(String what, String found, String expected) {
    return new Refusal(
        ErrorCode.PERMISSION_DENIED,
        "role " + name + ": " + what + " is " + found + " (expected: " + expected + ")");
  }
}
