package io.tertulia.testkit.law;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.CreateConversationParams;
import io.tertulia.client.CreateParticipantParams;
import io.tertulia.client.CreateUserParams;
import io.tertulia.client.EditMessageParams;
import io.tertulia.client.EditTextMessageParams;
import io.tertulia.client.MessageRef;
import io.tertulia.client.SendMessageParams;
import io.tertulia.client.SendTextMessageParams;
import io.tertulia.client.SetConversationParams;
import io.tertulia.client.SetParticipantParams;
import io.tertulia.client.SetUserParams;
import io.tertulia.protocol.Access;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.content.SendContentBlock;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// What a step wishes, as the SDK is told it.
final class Params {
  private Params() {}

  static SetUserParams user(Json.Obj change) {
    var params = SetUserParams.builder();
    text(change, "name", params::name, () -> {});
    text(change, "photoUrl", params::photoUrl, params::clearPhotoUrl);
    text(change, "locale", params::locale, params::clearLocale);
    custom(change, params::custom, params::removeCustom, params::clearCustom);
    return params.build();
  }

  static CreateUserParams newUser(Json.Obj wished) {
    return CreateUserParams.builder(Fields.of(wished, "").text("name")).build();
  }

  static SetConversationParams conversation(Json.Obj change) {
    var params = SetConversationParams.builder();
    Fields fields = Fields.of(change, "");
    text(change, "subject", params::subject, params::clearSubject);
    text(change, "photoUrl", params::photoUrl, params::clearPhotoUrl);
    custom(change, params::custom, params::removeCustom, params::clearCustom);
    if (fields.has("welcomeMessages")) {
      params.welcomeMessages(fields.texts("welcomeMessages"));
    }
    text(change, "access", access -> params.access(Access.parse(access)), params::clearAccess);
    if (fields.has("notify")) {
      params.notify(choice(fields.value("notify")));
    }
    return params.build();
  }

  static CreateConversationParams newConversation(Json.Obj wished) {
    var params = CreateConversationParams.builder();
    text(wished, "subject", params::subject, () -> {});
    Json notify = wished.get("notify");
    if (notify != null) {
      params.notify(choice(notify));
    }
    return params.build();
  }

  static SetParticipantParams participant(Json.Obj change) {
    var params = SetParticipantParams.builder();
    text(change, "access", access -> params.access(Access.parse(access)), params::clearAccess);
    Json notify = change.members().get("notify");
    if (notify == Json.Null.NULL) {
      params.clearNotify();
    } else if (notify != null) {
      params.notify(choice(notify));
    }
    return params.build();
  }

  static CreateParticipantParams newParticipant(Json.Obj wished) {
    var params = CreateParticipantParams.builder();
    Json notify = wished.get("notify");
    if (notify != null) {
      params.notify(choice(notify));
    }
    return params.build();
  }

  static CompletableFuture<MessageRef> send(ConversationRef conversation, Json.Obj message) {
    Fields fields = Fields.of(message, "");
    if (fields.has("content")) {
      var block = SendContentBlock.read(fields.list("content", (item, at) -> item).getFirst(), "");
      return conversation.send(SendMessageParams.builder(block).build());
    }
    if (message.members().size() == 1) {
      return conversation.send(fields.text("text"));
    }
    var params = SendTextMessageParams.builder(fields.text("text"));
    if (fields.has("custom")) {
      params.custom(fields.textMap("custom"));
    }
    text(message, "referencedMessage", params::replyTo, () -> {});
    return conversation.send(params.build());
  }

  static CompletableFuture<?> edit(MessageRef message, Json.Obj change) {
    Fields fields = Fields.of(change, "");
    if (fields.has("content")) {
      var block = SendContentBlock.read(fields.value("content"), "");
      return message.edit(EditMessageParams.builder().content(block).build());
    }
    if (fields.has("text")) {
      return message.edit(fields.text("text"));
    }
    var params = EditTextMessageParams.builder();
    custom(change, params::custom, params::removeCustom, params::clearCustom);
    return message.edit(params.build());
  }

  /// How it is written.
  static Json written(Notify notify) {
    return switch (notify) {
      case ALL -> new Json.Bool(true);
      case NONE -> new Json.Bool(false);
      case MENTIONS_ONLY -> Json.of("MentionsOnly");
    };
  }

  static Notify choice(Json written) {
    return written instanceof Json.Bool flag
        ? flag.value() ? Notify.ALL : Notify.NONE
        : Notify.MENTIONS_ONLY;
  }

  private static void text(Json.Obj change, String name, Consumer<String> set, Runnable clear) {
    switch (change.members().get(name)) {
      case Json.Str text -> set.accept(text.value());
      case Json.Null _ -> clear.run();
      case null, default -> {}
    }
  }

  private static void custom(
      Json.Obj change, BiConsumer<String, String> set, Consumer<String> remove, Runnable clear) {
    switch (change.members().get("custom")) {
      case Json.Obj entries ->
          entries
              .members()
              .keySet()
              .forEach(
                  key -> text(entries, key, v -> set.accept(key, v), () -> remove.accept(key)));
      case Json.Null _ -> clear.run();
      case null, default -> {}
    }
  }
}
