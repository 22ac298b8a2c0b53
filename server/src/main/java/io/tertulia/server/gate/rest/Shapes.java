package io.tertulia.server.gate.rest;

import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.protocol.content.LocationBlock;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.fact.ConversationFact;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.NotifyJson;
import io.tertulia.protocol.fact.ParticipantFact;
import io.tertulia.protocol.fact.ReactionCount;
import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.json.Json;
import java.util.Comparator;
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
  /// @param reactions to it, perhaps among others
  /// @param everyoneReadUntil milliseconds since 1970
  static Json conversation(
      Links links,
      ConversationFact conversation,
      List<ParticipantFact> participants,
      @Nullable MessageFact last,
      List<ReactionFact> reactions,
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
        .put(
            "lastMessage", last == null ? NONE : message(links, conversation.id(), last, reactions))
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

  /// @param reactions to it, perhaps among others
  static Json message(
      Links links, String conversationId, MessageFact message, List<ReactionFact> reactions) {
    ContentBlock first = message.content().isEmpty() ? null : message.content().getFirst();
    Long editedAt = message.editedAt();
    return Json.object()
        .put("id", message.id())
        .put("conversationId", conversationId)
        .put("type", message.type().wire())
        .put("senderId", text(message.senderId()))
        .put("text", first instanceof TextBlock block ? Json.of(block.toMarkup()) : NONE)
        .put("attachment", first instanceof FileBlock file ? attachment(links, file) : NONE)
        .put("location", first instanceof LocationBlock place ? location(place) : NONE)
        .put("content", new Json.Arr(message.content().stream().map(links::json).toList()))
        .put("readBy", NOBODY)
        .put("origin", message.origin().wire())
        .put("custom", Json.of(message.custom()))
        .put("referencedMessageId", text(message.referencedMessageId()))
        .put("reactions", reactors(message, reactions))
        .put("createdAt", message.createdAt())
        .put("editedAt", editedAt == null ? NONE : Json.of(editedAt))
        .build();
  }

  /// Who reacted, by emoji: in the order of their first use, and oldest first.
  private static Json reactors(MessageFact message, List<ReactionFact> reactions) {
    Json.Builder byEmoji = Json.object();
    for (ReactionCount count : message.reactions()) {
      List<String> users =
          reactions.stream()
              .filter(r -> r.messageId().equals(message.id()) && r.emoji().equals(count.emoji()))
              .sorted(Comparator.comparingLong(ReactionFact::createdAt))
              .map(ReactionFact::userId)
              .toList();
      byEmoji.put(count.emoji(), Json.of(users));
    }
    return byEmoji.build();
  }

  private static Json attachment(Links links, FileBlock file) {
    return Json.object().put("url", links.url(file)).put("size", file.size()).build();
  }

  private static Json location(LocationBlock place) {
    return new Json.Arr(List.of(new Json.Real(place.latitude()), new Json.Real(place.longitude())));
  }

  private static Json text(@Nullable String value) {
    return value == null ? NONE : Json.of(value);
  }
}
