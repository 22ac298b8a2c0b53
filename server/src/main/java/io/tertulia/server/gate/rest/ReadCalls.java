package io.tertulia.server.gate.rest;

import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.gate.http.Reply;
import org.jspecify.annotations.Nullable;

/// The calls that say how far somebody has read.
final class ReadCalls {
  private static final String UNTIL = "readUntil";
  private static final String SENT = "sent";

  private ReadCalls() {}

  /// Marks everything until now as read.
  static Reply readAll(Visit visit) {
    return mark(visit, null);
  }

  /// Sets the mark: to a time, or to everything that was sent so far.
  static Reply readUntil(Visit visit) {
    Fields body = visit.body();
    Json until = body.value(UNTIL);
    return mark(visit, until.equals(Json.of(SENT)) ? null : time(body, until));
  }

  private static Long time(Fields body, Json until) {
    if (until instanceof Json.Int(long time)) {
      return time;
    }
    throw body.bad(UNTIL, until.toText(), "milliseconds since 1970, or \"sent\"");
  }

  private static Reply mark(Visit visit, @Nullable Long until) {
    visit.submit(
        new Command.MarkAsRead(ConversationCalls.conversation(visit), visit.at("user"), until));
    return Reply.DONE;
  }
}
