package io.tertulia.server.gate.rest;

import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.protocol.content.LocationBlock;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.fact.ConversationFact;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.NotifyJson;
import io.tertulia.protocol.fact.ParticipantFact;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Facts in the shapes of the REST API: every member is there, `null` where there is nothing to
/// say.
final class Shapes {
  private static final Json NONE = Json.Null.NULL;
  private static final Json NOBODY = new Json.Arr(List.of());
  private static final Json EMPTY = Json.object().build();

  private Shapes() {}

  static Json user(UserFact user) {
    return Json.object()
        .put("id", user.id())
        .put("name", user.name())
        .put("email", NONE)
        .put("phone", NONE)
        .put("photoUrl", text(user.photoUrl()))
        .put("welcomeMessage", text(user.welcomeMessage()))
        .put("availabilityText", NONE)
        .put("locale", text(user.locale()))
        .put("role", user.role())
        .put("custom", Json.of(user.custom()))
        .put("pushTokens", EMPTY)
        .build();
  }

  /// @param participants every one of them
  /// @param last the last message; null when there is none
  /// @param everyoneReadUntil milliseconds since 1970
  static Json conversation(
      ConversationFact conversation,
      List<ParticipantFact> participants,
      @Nullable MessageFact last,
      long everyoneReadUntil) {
    Json.Builder members = Json.object();
    participants.forEach(one -> members.put(one.userId(), participant(one)));
    List<String> welcome = conversation.welcomeMessages();
    return Json.object()
        .put("id", conversation.id())
        .put("subject", text(conversation.subject()))
        .put("topicId", NONE)
        .put("photoUrl", text(conversation.photoUrl()))
        .put("welcomeMessages", welcome.isEmpty() ? NONE : Json.of(welcome))
        .put("custom", Json.of(conversation.custom()))
        .put("lastMessage", last == null ? NONE : message(conversation.id(), last))
        .put("participants", members.build())
        .put("createdAt", conversation.createdAt())
        .put("everyoneReadUntil", everyoneReadUntil)
        .build();
  }

  static Json participant(ParticipantFact participant) {
    return Json.object()
        .put("access", participant.access().wire())
        .put("notify", NotifyJson.write(participant.notifications()))
        .put("joinedAt", participant.joinedAt())
        .build();
  }

  static Json message(String conversationId, MessageFact message) {
    ContentBlock first = message.content().isEmpty() ? null : message.content().getFirst();
    Long editedAt = message.editedAt();
    return Json.object()
        .put("id", message.id())
        .put("conversationId", conversationId)
        .put("type", message.type().wire())
        .put("senderId", text(message.senderId()))
        .put("text", first instanceof TextBlock block ? Json.of(block.toMarkup()) : NONE)
        .put("attachment", first instanceof FileBlock file ? attachment(file) : NONE)
        .put("location", first instanceof LocationBlock place ? location(place) : NONE)
        .put("content", new Json.Arr(message.content().stream().map(ContentBlock::json).toList()))
        .put("readBy", NOBODY)
        .put("origin", message.origin().wire())
        .put("custom", Json.of(message.custom()))
        .put("referencedMessageId", text(message.referencedMessageId()))
        .put("reactions", EMPTY)
        .put("createdAt", message.createdAt())
        .put("editedAt", editedAt == null ? NONE : Json.of(editedAt))
        .build();
  }

  private static Json attachment(FileBlock file) {
    return Json.object().put("url", file.url()).put("size", file.size()).build();
  }

  private static Json location(LocationBlock place) {
    return new Json.Arr(List.of(new Json.Real(place.latitude()), new Json.Real(place.longitude())));
  }

  private static Json text(@Nullable String value) {
    return value == null ? NONE : Json.of(value);
  }
}
