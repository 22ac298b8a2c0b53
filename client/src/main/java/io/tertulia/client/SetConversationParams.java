package io.tertulia.client;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.command.ConversationPatch;
import io.tertulia.protocol.command.MapPatch;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.protocol.command.Patch;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Changes to a conversation. What is not given stays; `clear…` resets it to its default. `access`
/// and `notify` are the current user's own.
public final class SetConversationParams {
  private final ConversationPatch shared;
  private final ParticipantPatch own;

  private SetConversationParams(ConversationPatch shared, ParticipantPatch own) {
    this.shared = shared;
    this.own = own;
  }

  public static Builder builder() {
    return new Builder();
  }

  ConversationPatch shared() {
    return shared;
  }

  ParticipantPatch own() {
    return own;
  }

  /// Collects properties. For one thread.
  public static final class Builder {
    private Patch<String> subject = Patch.keep();
    private Patch<String> photoUrl = Patch.keep();
    private Patch<List<String>> welcomeMessages = Patch.keep();
    private MapPatch custom = MapPatch.KEEP;
    private Patch<Access> access = Patch.keep();
    private Patch<Notify> notification = Patch.keep();

    private Builder() {}

    /// Puts these values; keys that are not named stay.
    public Builder custom(Map<String, String> values) {
      custom = custom.with(values);
      return this;
    }

    /// Puts one value.
    public Builder custom(String key, String value) {
      custom = custom.with(key, Optional.of(value));
      return this;
    }

    /// Removes one value.
    public Builder removeCustom(String key) {
      custom = custom.with(key, Optional.empty());
      return this;
    }

    /// Removes all values; those put after this stay.
    public Builder clearCustom() {
      custom = MapPatch.CLEAR;
      return this;
    }

    public Builder subject(String text) {
      subject = Patch.put(text);
      return this;
    }

    /// Address of a picture.
    public Builder photoUrl(String url) {
      photoUrl = Patch.put(url);
      return this;
    }

    /// Shown before all messages, but no messages; all there are to be.
    public Builder welcomeMessages(List<String> texts) {
      welcomeMessages = Patch.put(List.copyOf(texts));
      return this;
    }

    /// What the current user may do.
    public Builder access(Access value) {
      access = Patch.put(value);
      return this;
    }

    /// For which messages the current user is notified.
    public Builder notify(Notify value) {
      notification = Patch.put(value);
      return this;
    }

    /// Removes the subject.
    public Builder clearSubject() {
      subject = Patch.clear();
      return this;
    }

    /// Removes the picture.
    public Builder clearPhotoUrl() {
      photoUrl = Patch.clear();
      return this;
    }

    /// Removes all welcome messages.
    public Builder clearWelcomeMessages() {
      welcomeMessages = Patch.clear();
      return this;
    }

    /// Resets the current user's access to reading and writing.
    public Builder clearAccess() {
      access = Patch.clear();
      return this;
    }

    /// Resets the current user's notifications to every message.
    public Builder clearNotify() {
      notification = Patch.clear();
      return this;
    }

    public SetConversationParams build() {
      return new SetConversationParams(
          new ConversationPatch(subject, photoUrl, welcomeMessages, custom),
          new ParticipantPatch(access, notification));
    }
  }
}
