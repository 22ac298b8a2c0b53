package io.tertulia.client;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.command.ConversationPatch;
import io.tertulia.protocol.command.MapPatch;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.protocol.command.Patch;
import java.util.List;
import java.util.Map;

/// A conversation to be created. What is not given gets its default. `access` and `notify` are the
/// current user's own.
public final class CreateConversationParams {
  private final ConversationPatch shared;
  private final ParticipantPatch own;

  private CreateConversationParams(ConversationPatch shared, ParticipantPatch own) {
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

    /// The application's own values.
    public Builder custom(Map<String, String> values) {
      custom = MapPatch.KEEP.with(values);
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

    public CreateConversationParams build() {
      return new CreateConversationParams(
          new ConversationPatch(subject, photoUrl, welcomeMessages, custom),
          new ParticipantPatch(access, notification));
    }
  }
}
