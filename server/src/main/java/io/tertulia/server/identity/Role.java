package io.tertulia.server.identity;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.masking.Masker;
import io.tertulia.server.masking.Masking;
import java.util.List;
import java.util.Locale;

/// What users may do, and how they see texts. Each user has one, by its name; `docs/roles.md` tells
/// it to those who choose. The app itself is bound by none.
///
/// @param edit whose messages may be edited
/// @param delete whose messages may be deleted
/// @param reply whose messages may be answered
/// @param react to whose messages one may react
/// @param typing whether others are told that one is typing
/// @param files whether files may be sent
/// @param location whether places may be sent
/// @param voice whether voice messages may be sent
/// @param mentions whether others may be mentioned
/// @param showOnline whether others see that one is online
/// @param markAsUnread whether conversations may be marked as unread
/// @param masker how the texts of messages are shown to one
public record Role(
    Scope edit,
    Scope delete,
    Scope reply,
    Scope react,
    boolean typing,
    boolean files,
    boolean location,
    boolean voice,
    boolean mentions,
    boolean showOnline,
    boolean markAsUnread,
    Masker masker) {
  /// The name of the role of everybody who has no other, or one that is not configured.
  public static final String DEFAULT_NAME = "default";

  /// What the role of that name says unless the app says otherwise; what a new role says where
  /// nothing is chosen.
  public static final Role DEFAULT =
      new Role(
          Scope.OWN,
          Scope.OWN,
          Scope.ALL,
          Scope.ALL,
          true,
          true,
          true,
          true,
          true,
          true,
          true,
          Masker.NONE);

  private static final List<String> MEMBERS =
      List.of(
          "edit",
          "delete",
          "reply",
          "react",
          "typing",
          "files",
          "location",
          "voice",
          "mentions",
          "showOnline",
          "markAsUnread",
          "masking");

  /// To whose messages something may be done.
  public enum Scope {
    NONE,
    OWN,
    ALL;

    /// Says whether it may be done to a message.
    public boolean covers(boolean own) {
      return this == ALL || (this == OWN && own);
    }

    /// The word in JSON.
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static Scope read(Fields in, String name, Scope otherwise) {
      String wire = in.textOr(name, otherwise.wire());
      for (Scope scope : values()) {
        if (scope.wire().equals(wire)) {
          return scope;
        }
      }
      throw in.bad(name, wire, "none, own or all");
    }
  }

  /// Says whether a user sees, and is seen, as under another role.
  public boolean seesLike(Role other) {
    return masker.equals(other.masker) && showOnline == other.showOnline;
  }

  /// Reads a role; what is missing is as in [#DEFAULT].
  ///
  /// @throws IllegalArgumentException naming the first member that is unknown or wrong
  public static Role read(Fields in) {
    in.only(MEMBERS);
    Fields masking = in.objectOrNull("masking");
    return new Role(
        Scope.read(in, "edit", DEFAULT.edit),
        Scope.read(in, "delete", DEFAULT.delete),
        Scope.read(in, "reply", DEFAULT.reply),
        Scope.read(in, "react", DEFAULT.react),
        AppSettings.flag(in, "typing", DEFAULT.typing),
        AppSettings.flag(in, "files", DEFAULT.files),
        AppSettings.flag(in, "location", DEFAULT.location),
        AppSettings.flag(in, "voice", DEFAULT.voice),
        AppSettings.flag(in, "mentions", DEFAULT.mentions),
        AppSettings.flag(in, "showOnline", DEFAULT.showOnline),
        AppSettings.flag(in, "markAsUnread", DEFAULT.markAsUnread),
        masking == null ? DEFAULT.masker : new Masker(Masking.read(masking)));
  }

  /// A role as [#read] reads it, with every member.
  public Json json() {
    return Json.object()
        .put("edit", edit.wire())
        .put("delete", delete.wire())
        .put("reply", reply.wire())
        .put("react", react.wire())
        .put("typing", new Json.Bool(typing))
        .put("files", new Json.Bool(files))
        .put("location", new Json.Bool(location))
        .put("voice", new Json.Bool(voice))
        .put("mentions", new Json.Bool(mentions))
        .put("showOnline", new Json.Bool(showOnline))
        .put("markAsUnread", new Json.Bool(markAsUnread))
        .put("masking", masker.settings().json())
        .build();
  }
}
