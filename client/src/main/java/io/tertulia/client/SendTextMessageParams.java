package io.tertulia.client;

import io.tertulia.protocol.command.Content;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A message of text to be sent.
public final class SendTextMessageParams {
  private final Content content;
  private final Map<String, String> custom;
  private final @Nullable String referencedMessageId;

  private SendTextMessageParams(Builder builder) {
    this.content = builder.content;
    this.custom = Collections.unmodifiableMap(new LinkedHashMap<>(builder.custom));
    this.referencedMessageId = builder.referencedMessageId;
  }

  /// Begins a message.
  ///
  /// @param text with markup, which the server parses; not blank, at most 10,000 characters
  public static Builder builder(String text) {
    return new Builder(new Content.Text(Objects.requireNonNull(text, "text")));
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

    public SendTextMessageParams build() {
      return new SendTextMessageParams(this);
    }
  }
}
