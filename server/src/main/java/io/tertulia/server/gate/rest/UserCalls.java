package io.tertulia.server.gate.rest;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.command.UserPatch;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.chat.AppQuery;
import io.tertulia.server.gate.http.Reply;
import java.util.ArrayList;
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

  /// Several at once. Everything is looked at before anything is stored.
  static Reply putAll(Visit visit) {
    Map<String, Json> users = visit.body().json().members();
    if (users.size() > MAX_USERS) {
      throw new IllegalArgumentException(
          "body: " + users.size() + " users (expected: at most " + MAX_USERS + ")");
    }
    List<Command.SetUser> commands = new ArrayList<>();
    users.forEach((id, user) -> commands.add(set(id, Quirks.maps(user), id)));
    for (Command.SetUser command : commands) {
      if (!(command.patch().name() instanceof Patch.Put)) {
        existing(visit, command);
      }
    }
    visit.submitAll(commands);
    return Reply.DONE;
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

  private static void existing(Visit visit, Command.SetUser command) {
    if (visit.ask(new Query.GetUser(command.userId())).isEmpty()) {
      throw new Refusal(
          ErrorCode.INVALID_ARGUMENT,
          command.userId() + ": name missing (expected: a name for a new user)");
    }
  }
}
