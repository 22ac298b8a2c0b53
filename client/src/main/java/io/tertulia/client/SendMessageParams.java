package io.tertulia.client;

import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.content.SendContentBlock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message of finished content to be sent: text, a file or a location.
public final class SendMessageParams {
  private final Content content;
  private final Map<String, String> custom;
  private final @Nullable String referencedMessageId;

  private SendMessageParams(Builder builder) {
    this.content = builder.content;
    this.custom = Collections.unmodifiableMap(new LinkedHashMap<>(builder.custom));
    this.referencedMessageId = builder.referencedMessageId;
  }

  /// Begins a message.
  ///
  /// @param content what the message is to hold; a block that was received may be sent again
  public static Builder builder(SendContentBlock content) {
    return new Builder(new Content.Blocks(List.of(content)));
  }

  Content content() {
    return content;
  }

  Map<String, String> custom() {
    return custom;
  }

  @Nullable String referencedMessageId() {
    return referencedMessageId;
  }

  /// Collects what belongs to a message. For one thread.
  public static final class Builder {
    private final Content content;
    private Map<String, String> custom = Map.of();
    private @Nullable String referencedMessageId;

    private Builder(Content content) {
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

    public SendMessageParams build() {
      return new SendMessageParams(this);
    }
  }
}
