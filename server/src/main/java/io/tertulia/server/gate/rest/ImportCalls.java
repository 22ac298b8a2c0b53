package io.tertulia.server.gate.rest;

import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.HistoryEntry;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.content.SendFileBlock;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.gate.http.Reply;
import java.util.List;

/// The calls that bring history.
final class ImportCalls {
  private static final int MAX_MESSAGES = 100;

  /// How many entries of history go into one commit.
  private static final int MAX_ENTRIES = 1_000;

  private ImportCalls() {}

  /// As the API has it: a few messages of participants, all or none. Repeated, it imports them
  /// again, unless they bring idempotency keys.
  static Reply messages(Visit visit) {
    String conversation = ConversationCalls.conversation(visit);
    List<Command.ImportMessage> messages =
        visit.items(MAX_MESSAGES).stream().map(item -> message(conversation, item)).toList();
    MessageCalls.exists(visit, conversation);
    return Reply.of(MessageCalls.ids(visit.submitItems(messages)));
  }

  /// Our own: any number of entries, as large as the body may be, a thousand a commit, so that
  /// nobody's message waits long behind them. Of a wrong one the thousands before are there, and
  /// nothing else. Repeated, it imports nothing twice. Answers how many entries there were, and how
  /// many messages were there already.
  static Reply history(Visit visit) {
    Fields body = visit.body();
    if (!body.has("entries")) {
      throw body.bad("entries", "missing", "a list of entries");
    }
    List<HistoryEntry> entries = body.list("entries", HistoryEntry::read);
    String conversation = ConversationCalls.conversation(visit);
    int known = 0;
    for (int from = 0; from == 0 || from < entries.size(); from += MAX_ENTRIES) {
      int to = Math.min(from + MAX_ENTRIES, entries.size());
      List<HistoryEntry> some = entries.subList(from, to);
      known += visit.submit(new Command.ImportHistory(conversation, some)).messagesKnown();
    }
    return Reply.of(
        Json.object().put("entries", entries.size()).put("messagesKnown", known).build());
  }

  private static Command.ImportMessage message(String conversation, Fields item) {
    Long at = item.integerOrNull("timestamp");
    return new Command.ImportMessage(
        conversation,
        item.textOrNull("idempotencyKey"),
        MessageCalls.sender(item),
        at == null ? item.integer("createdAt") : at,
        content(item),
        item.textMap("custom"),
        item.texts("readBy"));
  }

  private static Content content(Fields item) {
    String token = item.textOrNull("attachmentToken");
    if (token == null) {
      Content content = Content.read(item);
      if (content == null) {
        throw item.bad("text", "missing", "text, content or attachmentToken");
      }
      return content;
    }
    if (item.json().get("content") != null) {
      throw item.bad("content", "given", "none beside an attachmentToken");
    }
    if (!item.textOr("text", "").isBlank()) {
      throw item.bad("text", "given", "none beside an attachmentToken");
    }
    return new Content.Blocks(List.of(new SendFileBlock(new FileToken(token))));
  }
}
