package io.tertulia.server.gate.rest;

import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.gate.http.Reply;
import org.jspecify.annotations.Nullable;

/// The calls that say how far somebody has read.
final class ReadCalls {
  static final String UNTIL = "readUntil";
  private static final String SENT = "sent";

  private ReadCalls() {}

  /// Marks everything until now as read.
  static Reply readAll(Visit visit) {
    visit.submit(until(visit, null));
    return Reply.DONE;
  }

  /// Sets the mark: to a time, or to everything that was sent so far.
  static Reply readUntil(Visit visit) {
    visit.submit(mark(visit, visit.body()));
    return Reply.DONE;
  }

  /// The command that sets the mark of the user in the path as a body says.
  static Command mark(Visit visit, Fields body) {
    Json until = body.value(UNTIL);
    return until(visit, until.equals(Json.of(SENT)) ? null : time(body, until));
  }

  private static Long time(Fields body, Json until) {
    if (until instanceof Json.Int(long time)) {
      return time;
    }
    throw body.bad(UNTIL, until.toText(), "milliseconds since 1970, or \"sent\"");
  }

  private static Command until(Visit visit, @Nullable Long until) {
    return new Command.MarkAsRead(ConversationCalls.conversation(visit), visit.at("user"), until);
  }
}
