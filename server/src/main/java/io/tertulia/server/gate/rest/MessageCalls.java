package io.tertulia.server.gate.rest;

import io.tertulia.protocol.MessageType;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.content.LocationBlock;
import io.tertulia.protocol.content.SendContentBlock;
import io.tertulia.protocol.content.SendFileBlock;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.chat.AppQuery;
import io.tertulia.server.chat.Done;
import io.tertulia.server.gate.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The calls for messages.
final class MessageCalls {
  private static final int MAX_MESSAGES = 10;
  private static final List<String> EDITABLE =
      List.of("text", "content", "custom", "replaceCustom");

  private MessageCalls() {}

  static Reply send(Visit visit) {
    String conversation = ConversationCalls.conversation(visit);
    List<Command.SendMessage> messages =
        visit.items(MAX_MESSAGES).stream().map(item -> message(conversation, item)).toList();
    exists(visit, conversation);
    return Reply.of(ids(visit.submitItems(messages)));
  }

  static Reply get(Visit visit) {
    String id = visit.at("message");
    return visit
        .ask(new AppQuery.GetMessage(ConversationCalls.conversation(visit), id))
        .map(message -> Reply.of(visit.shapes().message(message)))
        .orElseThrow(() -> Visit.notFound("message", id));
  }

  static Reply edit(Visit visit) {
    Map<String, Json> body = visit.body().json().members();
    Json.Builder edit =
        Json.object()
            .put("type", "editMessage")
            .put("conversationId", ConversationCalls.conversation(visit))
            .put("messageId", visit.at("message"));
    EDITABLE.forEach(name -> edit.put(name, body.get(name)));
    visit.submit(Command.read(edit.build(), ""));
    return Reply.DONE;
  }

  static Reply delete(Visit visit) {
    String id = existing(visit).id();
    visit.submit(new Command.DeleteMessage(ConversationCalls.conversation(visit), id));
    return Reply.DONE;
  }

  static Reply react(Visit visit) {
    visit.submit(
        new Command.AddReaction(
            ConversationCalls.conversation(visit),
            visit.at("message"),
            visit.at("user"),
            visit.at("emoji")));
    return Reply.DONE;
  }

  static Reply unreact(Visit visit) {
    visit.submit(
        new Command.RemoveReaction(
            ConversationCalls.conversation(visit),
            visit.at("message"),
            visit.at("user"),
            visit.at("emoji")));
    return Reply.DONE;
  }

  /// Refuses with 404 when there is no such conversation.
  static void exists(Visit visit, String conversation) {
    if (visit.ask(new Query.GetConversation(conversation)).isEmpty()) {
      throw Visit.notFound("conversation", conversation);
    }
  }

  private static Command.SendMessage message(String conversation, Fields item) {
    String sender = sender(item);
    if (sender == null) {
      mustLack(item, "location");
      mustLack(item, "referencedMessageId");
    }
    return new Command.SendMessage(
        conversation,
        item.textOrNull("idempotencyKey"),
        sender,
        content(item),
        item.textMap("custom"),
        item.textOrNull("referencedMessageId"));
  }

  /// Who says it, as the type of a message wants it; null for a system message.
  static @Nullable String sender(Fields item) {
    MessageType type = type(item);
    String sender = item.textOrNull("sender");
    if (type == MessageType.USER_MESSAGE && sender == null) {
      throw item.bad("sender", "missing", "a participant");
    }
    if (type == MessageType.SYSTEM_MESSAGE && sender != null) {
      throw item.bad("sender", sender, "none, as it is a system message");
    }
    return sender;
  }

  private static void mustLack(Fields item, String name) {
    Json given = item.json().get(name);
    if (given != null && !(given instanceof Json.Arr none && none.items().isEmpty())) {
      throw item.bad(name, "given", "none, as it is a system message");
    }
  }

  private static MessageType type(Fields item) {
    String word = item.text("type");
    for (MessageType type : MessageType.values()) {
      if (type.wire().equals(word)) {
        return type;
      }
    }
    throw item.bad("type", word, "UserMessage or SystemMessage");
  }

  private static Content content(Fields item) {
    List<Content> given = new ArrayList<>();
    add(given, Content.read(item));
    String token = item.textOrNull("attachmentToken");
    add(given, token == null ? null : block(new SendFileBlock(new FileToken(token))));
    List<Double> place = item.list("location", MessageCalls::degrees);
    if (place.size() == 2) {
      given.add(block(new LocationBlock(place.get(0), place.get(1))));
    } else if (!place.isEmpty()) {
      throw item.bad("location", place.size() + " numbers", "latitude and longitude");
    }
    if (given.size() != 1) {
      throw item.bad(
          "text", given.size() + " kinds of content", "text, content, attachmentToken or location");
    }
    return given.getFirst();
  }

  private static void add(List<Content> given, @Nullable Content content) {
    if (content != null) {
      given.add(content);
    }
  }

  private static Content block(SendContentBlock block) {
    return new Content.Blocks(List.of(block));
  }

  private static double degrees(Json json, String path) {
    return switch (json) {
      case Json.Int number -> number.value();
      case Json.Real number -> number.value();
      default -> throw new IllegalArgumentException(path + ": no number (expected: degrees)");
    };
  }

  /// The ids of messages that were stored.
  static Json ids(List<Done> done) {
    return new Json.Arr(
        done.stream().<Json>map(one -> Json.object().put("id", one.messageId()).build()).toList());
  }

  private static MessageFact existing(Visit visit) {
    String id = visit.at("message");
    return visit
        .find(new Query.GetMessage(ConversationCalls.conversation(visit), id), MessageFact.class)
        .orElseThrow(() -> Visit.notFound("message", id));
  }
}
