package io.tertulia.server.record;

import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.protocol.content.LocationBlock;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.fact.ConversationFact;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.NotifyJson;
import io.tertulia.protocol.fact.ReactionCount;
import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.json.Json;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Records as they are told outside: every member is there, `null` where there is nothing to say.
public final class Shapes {
  private static final Json NONE = Json.Null.NULL;

  private final FileUrls urls;
  private final boolean answers;
  private final boolean marks;

  private Shapes(FileUrls urls, boolean answers, boolean marks) {
    this.urls = urls;
    this.answers = answers;
    this.marks = marks;
  }

  /// The shapes of answers to REST calls.
  ///
  /// @param marks whether a participation tells besides `access` and `notify` since when it is and
  ///   what is read
  public static Shapes ofAnswers(FileUrls urls, boolean marks) {
    return new Shapes(urls, true, marks);
  }

  /// The shapes of what webhooks tell: a conversation without its last message and until when it is
  /// read, participations with `access` and `notify` alone, messages without reactions.
  public static Shapes ofEvents(FileUrls urls) {
    return new Shapes(urls, false, false);
  }

  public Json user(UserRecord user) {
    UserFact fact = user.fact();
    Json.Builder tokens = Json.object();
    user.pushTokens().keySet().forEach(token -> tokens.put(token, new Json.Bool(true)));
    return Json.object()
        .put("id", fact.id())
        .put("name", fact.name())
        .put("email", texts(user.email()))
        .put("phone", texts(user.phone()))
        .put("photoUrl", text(fact.photoUrl()))
        .put("welcomeMessage", text(fact.welcomeMessage()))
        .put("availabilityText", text(user.availabilityText()))
        .put("locale", text(fact.locale()))
        .put("role", fact.role())
        .put("custom", Json.of(fact.custom()))
        .put("pushTokens", tokens.build())
        .put("createdAt", user.createdAt())
        .build();
  }

  public Json.Obj conversation(ConversationRecord conversation) {
    ConversationFact fact = conversation.fact();
    MessageRecord last = conversation.last();
    Json.Builder members = Json.object();
    conversation.participants().forEach(one -> members.put(one.fact().userId(), participant(one)));
    Json.Builder told =
        Json.object()
            .put("id", fact.id())
            .put("subject", text(fact.subject()))
            .put("topicId", NONE)
            .put("photoUrl", text(fact.photoUrl()))
            .put("welcomeMessages", texts(fact.welcomeMessages()))
            .put("custom", Json.of(fact.custom()));
    if (answers) {
      told.put("lastMessage", last == null ? NONE : message(last));
    }
    told.put("participants", members.build()).put("createdAt", fact.createdAt());
    if (answers) {
      told.put("everyoneReadUntil", conversation.everyoneReadUntil());
    }
    return told.build();
  }

  /// With how much of it the user has not read.
  public Json conversation(UserConversation listed) {
    Json.Builder told = Json.object();
    conversation(listed.conversation()).members().forEach(told::put);
    return told.put("unreadMessageCount", listed.unread())
        .put("isUnread", new Json.Bool(listed.isUnread()))
        .build();
  }

  public Json participant(ParticipantRecord participant) {
    Json.Builder told =
        Json.object()
            .put("access", participant.fact().access().wire())
            .put("notify", NotifyJson.write(participant.fact().notifications()));
    if (marks) {
      told.put("isUnread", new Json.Bool(participant.isUnread()))
          .put("joinedAt", participant.fact().joinedAt())
          .put("readUntil", participant.readUntil());
    }
    return told.build();
  }

  public Json message(MessageRecord message) {
    MessageFact fact = message.fact();
    ContentBlock first = fact.content().isEmpty() ? null : fact.content().getFirst();
    Long editedAt = fact.editedAt();
    Json.Builder told =
        Json.object()
            .put("id", fact.id())
            .put("conversationId", message.conversationId())
            .put("type", fact.type().wire())
            .put("senderId", text(fact.senderId()))
            .put("text", first instanceof TextBlock block ? markup(message, block) : NONE)
            .put("attachment", first instanceof FileBlock file ? attachment(file) : NONE)
            .put("location", first instanceof LocationBlock place ? location(place) : NONE)
            .put("content", new Json.Arr(fact.content().stream().map(this::block).toList()))
            .put("readBy", Json.of(message.readBy()))
            .put("origin", fact.origin().wire())
            .put("custom", Json.of(fact.custom()))
            .put("referencedMessageId", text(fact.referencedMessageId()));
    if (answers) {
      told.put("reactions", reactors(message));
    }
    return told.put("createdAt", fact.createdAt())
        .put("editedAt", editedAt == null ? NONE : Json.of(editedAt))
        .build();
  }

  /// Who reacted, by emoji: in the order of their first use, and oldest first.
  private static Json reactors(MessageRecord message) {
    Json.Builder byEmoji = Json.object();
    for (ReactionCount count : message.fact().reactions()) {
      List<String> users =
          message.reactions().stream()
              .filter(reaction -> reaction.emoji().equals(count.emoji()))
              .sorted(Comparator.comparingLong(ReactionFact::createdAt))
              .map(ReactionFact::userId)
              .toList();
      byEmoji.put(count.emoji(), Json.of(users));
    }
    return byEmoji.build();
  }

  private static Json markup(MessageRecord message, TextBlock block) {
    String sent = message.markup();
    return Json.of(sent == null ? block.toMarkup() : sent);
  }

  private Json block(ContentBlock block) {
    if (!(block instanceof FileBlock file)) {
      return block.json();
    }
    Json.Builder told = Json.object();
    ((Json.Obj) file.json()).members().forEach(told::put);
    return told.put("url", urls.url(file)).build();
  }

  private Json attachment(FileBlock file) {
    return Json.object().put("url", urls.url(file)).put("size", file.size()).build();
  }

  private static Json location(LocationBlock place) {
    return new Json.Arr(List.of(new Json.Real(place.latitude()), new Json.Real(place.longitude())));
  }

  private static Json texts(List<String> values) {
    return values.isEmpty() ? NONE : Json.of(values);
  }

  private static Json text(@Nullable String value) {
    return value == null ? NONE : Json.of(value);
  }
}
