package io.tertulia.server.webhooks;

import io.tertulia.protocol.json.Json;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes a user out of events that are kept.
///
/// An event goes when it is about the user (who wrote, read, came or changed), or when its message
/// mentions the user by name; of others, the user's participation and reading go. What others wrote
/// stays theirs.
final class Forgetting {
  /// Events that one look passes over.
  private static final int AT_ONCE = 1_000;

  /// Events that one commit removes or writes anew.
  private static final int MAX_CHANGED = 100;

  private static final List<String> ABOUT = List.of("user", "sender", "recipient");

  private final String userId;
  private final Json id;

  private Forgetting(String userId) {
    this.userId = userId;
    this.id = Json.of(userId);
  }

  /// Looks at the next events; tells where to go on, or 0.
  static long in(Sql sql, long app, String userId, long after) throws SQLException {
    var forgetting = new Forgetting(userId);
    List<OutboxRows.Heading> headings = OutboxRows.headings(sql, app, after, AT_ONCE);
    if (headings.isEmpty()) {
      return 0;
    }
    long last = headings.getLast().sequence();
    List<Entry> naming =
        OutboxRows.naming(sql, app, after, last, forgetting.id.toText(), MAX_CHANGED);
    for (Entry entry : naming) {
      Optional<Json> kept = forgetting.without(entry);
      if (kept.isEmpty()) {
        OutboxRows.remove(sql, app, entry.sequence());
      } else {
        OutboxRows.rewrite(sql, app, entry.sequence(), kept.get().toText());
      }
    }
    if (naming.size() == MAX_CHANGED) {
      return naming.getLast().sequence();
    }
    return headings.size() < AT_ONCE ? 0 : last;
  }

  /// The event without the user; empty when nothing is left to tell.
  private Optional<Json> without(Entry entry) {
    Json.Obj event = (Json.Obj) Json.parse(entry.body());
    if (entry.isMany()) {
      return id.equals(event.get("user")) ? Optional.empty() : Optional.of(event);
    }
    Json.Obj data = (Json.Obj) event.members().get("data");
    if (data == null || isAbout(data) || mentions(data)) {
      return Optional.empty();
    }
    return Optional.of(
        put(
            event,
            "data",
            put(put(data, "conversation", conversation(data)), "message", message(data))));
  }

  private boolean isAbout(Json.Obj data) {
    return ABOUT.stream()
        .anyMatch(role -> data.get(role) instanceof Json.Obj user && id.equals(user.get("id")));
  }

  private boolean mentions(Json.Obj data) {
    return data.get("message") instanceof Json.Obj message && names(message.get("content"));
  }

  /// Says whether a mention of the user is somewhere in the content of a message.
  private boolean names(@Nullable Json json) {
    return switch (json) {
      case Json.Arr array -> array.items().stream().anyMatch(this::names);
      case Json.Obj object ->
          (Json.of("mention").equals(object.get("type")) && id.equals(object.get("id")))
              || object.members().values().stream().anyMatch(this::names);
      case null, default -> false;
    };
  }

  private Json conversation(Json.Obj data) {
    if (!(data.get("conversation") instanceof Json.Obj conversation)
        || !(conversation.get("participants") instanceof Json.Obj participants)) {
      return Json.Null.NULL;
    }
    Map<String, Json> others = new LinkedHashMap<>(participants.members());
    others.remove(userId);
    return put(conversation, "participants", new Json.Obj(others));
  }

  private Json message(Json.Obj data) {
    if (!(data.get("message") instanceof Json.Obj message)
        || !(message.get("readBy") instanceof Json.Arr readBy)) {
      return Json.Null.NULL;
    }
    List<Json> others = new ArrayList<>(readBy.items());
    others.remove(id);
    return put(message, "readBy", new Json.Arr(others));
  }

  /// The object with another value for a member that it has.
  private static Json.Obj put(Json.Obj object, String name, Json value) {
    if (!object.members().containsKey(name)) {
      return object;
    }
    Map<String, Json> members = new LinkedHashMap<>(object.members());
    members.put(name, value);
    return new Json.Obj(members);
  }
}
