package io.tertulia.protocol.command;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import org.jspecify.annotations.Nullable;

/// Commands as JSON: an object whose `type` names the command.
final class CommandJson {
  private static final String CONVERSATION = "conversationId";
  private static final String USER = "userId";
  private static final String MESSAGE = "messageId";

  private CommandJson() {}

  static Command read(Json json, String path) {
    Fields in = Fields.of(json, path);
    return switch (in.text("type")) {
      case "setUser" -> new Command.SetUser(in.text(USER), UserPatch.read(patch(in)), mode(in));
      case "setConversation" -> readConversation(in);
      case "deleteConversation" -> new Command.DeleteConversation(in.text(CONVERSATION));
      case "setParticipant" ->
          new Command.SetParticipant(
              in.text(CONVERSATION), in.text(USER), ParticipantPatch.read(patch(in)), mode(in));
      case "deleteParticipant" ->
          new Command.DeleteParticipant(in.text(CONVERSATION), in.text(USER));
      case "sendMessage" -> readSend(in);
      case "editMessage" ->
          new Command.EditMessage(
              in.text(CONVERSATION),
              in.text(MESSAGE),
              Content.read(in),
              MapPatch.read(in, "custom"));
      case "deleteMessage" -> new Command.DeleteMessage(in.text(CONVERSATION), in.text(MESSAGE));
      case "addReaction" ->
          new Command.AddReaction(
              in.text(CONVERSATION), in.text(MESSAGE), in.textOrNull(USER), in.text("emoji"));
      case "removeReaction" ->
          new Command.RemoveReaction(
              in.text(CONVERSATION), in.text(MESSAGE), in.textOrNull(USER), in.text("emoji"));
      case "markAsTyping" -> new Command.MarkAsTyping(in.text(CONVERSATION));
      case "markAsRead" ->
          new Command.MarkAsRead(
              in.text(CONVERSATION), in.textOrNull(USER), in.integerOrNull("readUntil"));
      case "markAsUnread" -> new Command.MarkAsUnread(in.text(CONVERSATION));
      case "importHistory" ->
          new Command.ImportHistory(in.text(CONVERSATION), in.list("entries", HistoryEntry::read));
      case "importMessage" -> readImport(in);
      default -> throw in.bad("type", in.text("type"), "a command");
    };
  }

  static Json write(Command command) {
    return switch (command) {
      case Command.SetUser c ->
          typed("setUser")
              .put(USER, c.userId())
              .put("patch", c.patch().json())
              .put("mode", c.mode().wire())
              .build();
      case Command.SetConversation c -> writeConversation(c);
      case Command.DeleteConversation c -> in("deleteConversation", c.conversationId());
      case Command.SetParticipant c ->
          typed("setParticipant")
              .put(CONVERSATION, c.conversationId())
              .put(USER, c.userId())
              .put("patch", c.patch().json())
              .put("mode", c.mode().wire())
              .build();
      case Command.DeleteParticipant c ->
          typed("deleteParticipant")
              .put(CONVERSATION, c.conversationId())
              .put(USER, c.userId())
              .build();
      case Command.SendMessage c -> writeSend(c);
      case Command.EditMessage c -> writeEdit(c);
      case Command.DeleteMessage c ->
          typed("deleteMessage")
              .put(CONVERSATION, c.conversationId())
              .put(MESSAGE, c.messageId())
              .build();
      case Command.AddReaction c ->
          reaction("addReaction", c.conversationId(), c.messageId(), c.userId(), c.emoji());
      case Command.RemoveReaction c ->
          reaction("removeReaction", c.conversationId(), c.messageId(), c.userId(), c.emoji());
      case Command.MarkAsTyping c -> in("markAsTyping", c.conversationId());
      case Command.MarkAsRead c -> writeRead(c);
      case Command.MarkAsUnread c -> in("markAsUnread", c.conversationId());
      case Command.ImportHistory c -> writeHistory(c);
      case Command.ImportMessage c -> writeImport(c);
    };
  }

  private static Json in(String type, String conversationId) {
    return typed(type).put(CONVERSATION, conversationId).build();
  }

  private static Json writeRead(Command.MarkAsRead c) {
    return typed("markAsRead")
        .put(CONVERSATION, c.conversationId())
        .put(USER, c.userId())
        .put("readUntil", c.readUntil())
        .build();
  }

  private static Json writeHistory(Command.ImportHistory c) {
    return typed("importHistory")
        .put(CONVERSATION, c.conversationId())
        .putAll("entries", c.entries().stream().map(HistoryEntry::json).toList())
        .build();
  }

  private static Command readConversation(Fields in) {
    return new Command.SetConversation(
        in.text(CONVERSATION),
        ConversationPatch.read(patch(in)),
        ParticipantPatch.read(patch(in)),
        in.texts("add"),
        mode(in));
  }

  private static Command readImport(Fields in) {
    return new Command.ImportMessage(
        in.text(CONVERSATION),
        in.textOrNull("key"),
        in.textOrNull("senderId"),
        in.integer("createdAt"),
        content(in),
        in.textMap("custom"),
        in.texts("readBy"));
  }

  private static Json writeImport(Command.ImportMessage c) {
    Json.Builder out =
        typed("importMessage")
            .put(CONVERSATION, c.conversationId())
            .put("key", c.key())
            .put("senderId", c.senderId())
            .put("createdAt", c.createdAt());
    Content.write(c.content(), out);
    return out.putAll("custom", c.custom())
        .putAll("readBy", c.readBy().stream().map(Json::of).toList())
        .build();
  }

  private static Content content(Fields in) {
    Content content = Content.read(in);
    if (content == null) {
      throw in.bad("text", "missing", "text or content");
    }
    return content;
  }

  private static Command readSend(Fields in) {
    return new Command.SendMessage(
        in.text(CONVERSATION),
        in.textOrNull("key"),
        in.textOrNull("senderId"),
        content(in),
        in.textMap("custom"),
        in.textOrNull("referencedMessageId"));
  }

  private static Json writeSend(Command.SendMessage c) {
    Json.Builder out =
        typed("sendMessage")
            .put(CONVERSATION, c.conversationId())
            .put("key", c.key())
            .put("senderId", c.senderId());
    Content.write(c.content(), out);
    return out.putAll("custom", c.custom())
        .put("referencedMessageId", c.referencedMessageId())
        .build();
  }

  private static Json writeEdit(Command.EditMessage c) {
    Json.Builder out =
        typed("editMessage").put(CONVERSATION, c.conversationId()).put(MESSAGE, c.messageId());
    Content.write(c.content(), out);
    c.custom().write(out, "custom");
    return out.build();
  }

  private static Json reaction(
      String type, String conversation, String message, @Nullable String user, String emoji) {
    return typed(type)
        .put(CONVERSATION, conversation)
        .put(MESSAGE, message)
        .put(USER, user)
        .put("emoji", emoji)
        .build();
  }

  private static Json writeConversation(Command.SetConversation c) {
    Json.Builder patch = Json.object();
    Fields.of(c.patch().json(), "").json().members().forEach(patch::put);
    Fields.of(c.own().json(), "").json().members().forEach(patch::put);
    return typed("setConversation")
        .put(CONVERSATION, c.conversationId())
        .put("patch", patch.build())
        .putAll("add", c.add().stream().map(Json::of).toList())
        .put("mode", c.mode().wire())
        .build();
  }

  private static Fields patch(Fields in) {
    Fields patch = in.objectOrNull("patch");
    return patch == null ? Fields.of(Json.object().build(), in.at("patch")) : patch;
  }

  private static Mode mode(Fields in) {
    return Mode.parse(in.textOr("mode", Mode.UPSERT.wire()));
  }

  private static Json.Builder typed(String type) {
    return Json.object().put("type", type);
  }
}
