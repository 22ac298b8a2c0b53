package io.tertulia.protocol.filter;

import io.tertulia.protocol.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Matches conversations for which all given conditions hold; what is null asks for nothing. Begun
/// by [ConversationFilter#where].
///
/// @param access on the words `Read` and `ReadWrite`: what the current user may do
/// @param custom by key, all of which must hold
/// @param isUnread whether there are unread messages or the user marked it as unread
/// @param subject on the subject, null being that there is none
/// @param lastActivityAt on the time of the last message, or when the user joined if that is later
/// @param createdAt on when the conversation was created
/// @param hasMessages whether there is any message
/// @param joinedAt on when the current user joined
@SuppressWarnings("exports")
public record SimpleConversationFilter(
    @Nullable StringFilter access,
    Map<String, CustomFilter> custom,
    @Nullable Boolean isUnread,
    @Nullable StringFilter subject,
    @Nullable TimeFilter lastActivityAt,
    @Nullable TimeFilter createdAt,
    @Nullable Boolean hasMessages,
    @Nullable TimeFilter joinedAt)
    implements ConversationFilter {
  public SimpleConversationFilter {
    custom = Collections.unmodifiableMap(new LinkedHashMap<>(custom));
  }

  @Override
  public boolean matches(ConversationTraits conversation) {
    return (access == null || access.fits(conversation.access().wire()))
        && (isUnread == null || isUnread == conversation.isUnread())
        && (subject == null || subject.fits(conversation.subject()))
        && fits(lastActivityAt, conversation.lastActivityAt())
        && fits(createdAt, conversation.createdAt())
        && (hasMessages == null || hasMessages == conversation.hasMessages())
        && fits(joinedAt, conversation.joinedAt())
        && customFits(conversation.custom());
  }

  @Override
  public Json json() {
    return FilterJson.write(this);
  }

  private boolean customFits(Map<String, String> values) {
    for (Map.Entry<String, CustomFilter> wanted : custom.entrySet()) {
      @Nullable String value = values.get(wanted.getKey());
      boolean fits =
          switch (wanted.getValue()) {
            case StringFilter text -> text.fitsCustom(value);
            case Presence presence -> presence.exists() == (value != null);
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(@Nullable TimeFilter filter, long millis) {
    return filter == null || filter.fits(millis);
  }

  /// Collects conditions; the last one for a field, or for a custom key, counts. For one thread.
  public static final class Builder {
    private final Map<String, CustomFilter> custom = new LinkedHashMap<>();
    private @Nullable StringFilter access;
    private @Nullable Boolean isUnread;
    private @Nullable StringFilter subject;
    private @Nullable TimeFilter lastActivityAt;
    private @Nullable TimeFilter createdAt;
    private @Nullable Boolean hasMessages;
    private @Nullable TimeFilter joinedAt;

    Builder() {}

    /// What the current user may do: `Read` or `ReadWrite`.
    public Builder access(StringFilter condition) {
      this.access = condition;
      return this;
    }

    /// The custom value of that key.
    public Builder custom(String key, CustomFilter condition) {
      custom.put(key, condition);
      return this;
    }

    /// Whether the conversation is unread.
    public Builder isUnread(boolean wanted) {
      this.isUnread = wanted;
      return this;
    }

    /// The subject; null among the values of the condition is that there is none.
    public Builder subject(StringFilter condition) {
      this.subject = condition;
      return this;
    }

    /// When something was last said, or the current user joined if that is later.
    public Builder lastActivityAt(TimeFilter condition) {
      this.lastActivityAt = condition;
      return this;
    }

    /// When the conversation was created.
    public Builder createdAt(TimeFilter condition) {
      this.createdAt = condition;
      return this;
    }

    /// Whether there is any message.
    public Builder hasMessages(boolean wanted) {
      this.hasMessages = wanted;
      return this;
    }

    /// When the current user joined.
    public Builder joinedAt(TimeFilter condition) {
      this.joinedAt = condition;
      return this;
    }

    /// The filter; without any condition it matches everything.
    public SimpleConversationFilter build() {
      return new SimpleConversationFilter(
          access, custom, isUnread, subject, lastActivityAt, createdAt, hasMessages, joinedAt);
    }
  }
}
