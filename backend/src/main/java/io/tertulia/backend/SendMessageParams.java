package io.tertulia.backend;

import io.tertulia.protocol.MessageType;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.content.SendContentBlock;
import io.tertulia.protocol.content.SendFileBlock;
import io.tertulia.protocol.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message to be sent: by a user, or by the app itself.
public final class SendMessageParams {
  private final @Nullable String sender;
  private final Content content;
  private final Map<String, String> custom;
  private final @Nullable String referencedMessageId;
  private final @Nullable String idempotencyKey;

  private SendMessageParams(Builder builder) {
    this.sender = builder.sender;
    this.content = builder.content;
    this.custom = Collections.unmodifiableMap(new LinkedHashMap<>(builder.custom));
    this.referencedMessageId = builder.referencedMessageId;
    this.idempotencyKey = builder.idempotencyKey;
  }

  /// Begins a message of a user.
  ///
  /// @param senderId who has to take part in the conversation
  /// @param text with markup; links with texts of their own and actions are allowed
  public static Builder fromUser(String senderId, String text) {
    return new Builder(Arguments.text("sender id", senderId), new Content.Text(text));
  }

  /// Begins a message of a user.
  ///
  /// @param senderId who has to take part in the conversation
  /// @param content a block that was received may be sent again
  public static Builder fromUser(String senderId, SendContentBlock content) {
    return new Builder(Arguments.text("sender id", senderId), new Content.Blocks(List.of(content)));
  }

  /// Begins a message of a user that is a file.
  ///
  /// @param senderId who has to take part in the conversation
  public static Builder fromUser(String senderId, FileToken file) {
    return fromUser(senderId, new SendFileBlock(file));
  }

  /// Begins a system message: the app speaks, and nobody is its sender.
  ///
  /// @param text with markup
  public static Builder fromSystem(String text) {
    return new Builder(null, new Content.Text(text));
  }

  /// Begins a system message.
  ///
  /// @param content a block that was received may be sent again
  public static Builder fromSystem(SendContentBlock content) {
    return new Builder(null, new Content.Blocks(List.of(content)));
  }

  /// @param otherwise the key when the application gave none
  Json json(String otherwise) {
    MessageType type = sender == null ? MessageType.SYSTEM_MESSAGE : MessageType.USER_MESSAGE;
    Json.Builder message = Json.object().put("type", type.wire()).put("sender", sender);
    Content.write(content, message);
    return message
        .putAll("custom", custom)
        .put("referencedMessageId", referencedMessageId)
        .put("idempotencyKey", idempotencyKey == null ? otherwise : idempotencyKey)
        .build();
  }

  /// Collects what belongs to a message. For one thread.
  public static final class Builder {
    private final @Nullable String sender;
    private final Content content;
    private Map<String, String> custom = Map.of();
    private @Nullable String referencedMessageId;
    private @Nullable String idempotencyKey;

    private Builder(@Nullable String sender, Content content) {
      this.sender = sender;
      this.content = content;
    }

    /// The application's own values.
    public Builder custom(Map<String, String> values) {
      custom = new LinkedHashMap<>(values);
      return this;
    }

    /// Makes it an answer to a message of the same conversation.
    public Builder replyTo(String messageId) {
      referencedMessageId = Arguments.text("message id", messageId);
      return this;
    }

    /// Makes it an answer to a message of the same conversation.
    public Builder replyTo(MessageRef message) {
      return replyTo(message.id());
    }

    /// A key of the application's own, such as the id of the event that it tells of: whatever is
    /// sent under it in this app is stored once, however late and by whichever process it is sent
    /// again. Without one a key is made for each call, which makes its retries safe but not those
    /// of the application after a restart.
    public Builder idempotencyKey(String key) {
      idempotencyKey = Arguments.text("idempotency key", key);
      return this;
    }

    public SendMessageParams build() {
      return new SendMessageParams(this);
    }
  }
}
