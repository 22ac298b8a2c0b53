package io.tertulia.server.gate.rest;

import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.HistoryEntry;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.chat.Done;
import io.tertulia.server.gate.http.Reply;
import java.util.List;
import java.util.UUID;

/// The calls that bring history.
final class ImportCalls {
  private static final int MAX_MESSAGES = 10;

  private ImportCalls() {}

  /// As the API has it: a few messages of a conversation that exists. Repeated, it imports them
  /// again, unless they bring idempotency keys.
  static Reply messages(Visit visit) {
    String conversation = ConversationCalls.conversation(visit);
    List<HistoryEntry> entries =
        visit.items(MAX_MESSAGES).stream().map(ImportCalls::entry).toList();
    MessageCalls.exists(visit, conversation);
    visit.submit(new Command.ImportHistory(conversation, entries));
    return Reply.of(new Json.Arr(List.of()));
  }

  /// Our own: any number of entries, as large as the body may be. Repeated, it imports nothing
  /// twice. Answers how many entries there were, and how many messages were there already.
  static Reply history(Visit visit) {
    List<HistoryEntry> entries = visit.body().list("entries", HistoryEntry::read);
    Done done =
        visit.submit(new Command.ImportHistory(ConversationCalls.conversation(visit), entries));
    return Reply.of(
        Json.object()
            .put("entries", entries.size())
            .put("messagesKnown", done.messagesKnown())
            .build());
  }

  private static HistoryEntry entry(Fields item) {
    if (!item.text("type").equals("UserMessage")) {
      throw item.bad("type", item.text("type"), "UserMessage");
    }
    if (item.textOrNull("attachmentToken") != null) {
      throw item.bad("attachmentToken", "given", "none, as history is text");
    }
    Long at = item.integerOrNull("timestamp");
    return new HistoryEntry.Said(
        at == null ? item.integer("createdAt") : at,
        item.textOr("idempotencyKey", "import-" + UUID.randomUUID()),
        item.text("sender"),
        item.text("text"),
        item.textMap("custom"),
        null);
  }
}
