package io.tertulia.cli.history;

import io.tertulia.protocol.command.HistoryEntry;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of a file: what somebody did in a conversation.
///
/// | `kind` | becomes |
/// | --- | --- |
/// | `message` | a message |
/// | `action` | a message with the custom value `kind` = `action` |
/// | `join`, `leave` | a joining, a leaving |
/// | `rename` | the old name leaves and the new one joins: two people |
/// | `system` | a message of nobody |
///
/// @param index the line's number in the conversation, which names its message
/// @param at milliseconds since 1970
record HistoryLine(String conversation, long index, long at, List<HistoryEntry> entries) {
  HistoryLine {
    entries = List.copyOf(entries);
  }

  /// Reads a line; fields that it does not know are passed over.
  ///
  /// @throws IllegalArgumentException when it is none; the message names the field, what was found
  ///   and what was expected
  static HistoryLine parse(byte[] utf8) {
    Fields fields = Fields.of(Json.parse(utf8), "");
    String conversation = named(fields, "conversation");
    long index = fields.integer("index");
    if (index < 0) {
      throw fields.bad("index", Long.toString(index), "a number from 0 up");
    }
    long at = fields.integer("at");
    if (at < 0) {
      throw fields.bad("at", Long.toString(at), "milliseconds since 1970");
    }
    List<HistoryEntry> entries =
        switch (fields.text("kind")) {
          case "message" -> List.of(said(fields, named(fields, "user"), Map.of()));
          case "action" -> List.of(said(fields, named(fields, "user"), Map.of("kind", "action")));
          case "system" -> List.of(said(fields, null, Map.of()));
          case "join" -> List.of(new HistoryEntry.Joined(at, named(fields, "user")));
          case "leave" -> List.of(new HistoryEntry.Left(at, named(fields, "user")));
          case "rename" ->
              List.of(
                  new HistoryEntry.Left(at, named(fields, "user")),
                  new HistoryEntry.Joined(at, named(fields, "to")));
          default ->
              throw fields.bad(
                  "kind", fields.text("kind"), "message, action, join, leave, rename or system");
        };
    return new HistoryLine(conversation, index, at, entries);
  }

  /// Says whether it is a message.
  boolean spoken() {
    return entries.getFirst() instanceof HistoryEntry.Said;
  }

  private static HistoryEntry said(
      Fields fields, @Nullable String user, Map<String, String> custom) {
    Long replyTo = fields.integerOrNull("replyTo");
    return new HistoryEntry.Said(
        fields.integer("at"),
        Long.toString(fields.integer("index")),
        user,
        fields.text("text"),
        custom,
        replyTo == null ? null : Long.toString(replyTo));
  }

  private static String named(Fields fields, String name) {
    String value = fields.text(name);
    if (value.isEmpty()) {
      throw fields.bad(name, "empty", "an id");
    }
    return value;
  }
}
