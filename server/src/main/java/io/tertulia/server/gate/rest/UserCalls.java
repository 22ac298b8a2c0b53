package io.tertulia.server.gate.rest;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.UserPatch;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.chat.AppQuery;
import io.tertulia.server.chat.RefusedCommands;
import io.tertulia.server.gate.http.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The calls for users.
final class UserCalls {
  private static final int MAX_USERS = 100;

  private UserCalls() {}

  static Reply put(Visit visit) {
    visit.submit(set(visit.at("user"), visit.body().json(), ""));
    return Reply.DONE;
  }

  /// Several at once, all or none; what is wrong is told of every one.
  static Reply putAll(Visit visit) {
    Map<String, Json> users = Fields.of(visit.request().json(), "").json().members();
    if (users.size() > MAX_USERS) {
      throw new IllegalArgumentException(
          "body: " + users.size() + " users (expected: at most " + MAX_USERS + ")");
    }
    Map<String, List<String>> reasons = new LinkedHashMap<>();
    List<Command.SetUser> commands = new ArrayList<>();
    users.forEach((id, user) -> {
      try {
        commands.add(set(id, Quirks.maps(user), ""));
      } catch (IllegalArgumentException e) {
        reasons.put(id, List.of(String.valueOf(e.getMessage())));
      }
    });
    if (reasons.isEmpty()) {
      try {
        visit.submitAll(commands);
        return Reply.DONE;
      } catch (RefusedCommands refused) {
        refused
            .byPlace()
            .forEach((place, why) ->
                reasons.put(
                    commands.get(place).userId(), List.of(String.valueOf(why.getMessage()))));
      }
    }
    return Reply.error(ErrorCode.INVALID_ARGUMENT, "users: none of them was stored", reasons);
  }

  static Reply get(Visit visit) {
    String id = visit.at("user");
    return visit
        .ask(new AppQuery.GetUser(id))
        .map(user -> Reply.of(visit.shapes().user(user)))
        .orElseThrow(() -> Visit.notFound("user", id));
  }

  private static Command.SetUser set(String id, Json user, String path) {
    Json.Obj object = Fields.of(user, path).json();
    return new Command.SetUser(
        id, UserPatch.read(Fields.of(Quirks.role(object), path)), Mode.UPSERT);
  }
}
