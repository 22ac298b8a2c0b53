package io.tertulia.backend;

import io.tertulia.protocol.command.ConversationPatch;
import io.tertulia.protocol.command.MapPatch;
import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Changes to a conversation. What is not given stays; `clear…` resets it to its default.
public final class SetConversationParams {
  private final ConversationPatch patch;
  private final List<String> participants;

  private SetConversationParams(ConversationPatch patch, List<String> participants) {
    this.patch = patch;
    this.participants = List.copyOf(participants);
  }

  public static Builder builder() {
    return new Builder();
  }

  Json json() {
    Json.Builder all = Json.object();
    ((Json.Obj) patch.json()).members().forEach(all::put);
    return all.putAll("participants", participants.stream().map(Json::of).toList()).build();
  }

  /// Collects properties. For one thread.
  public static final class Builder {
    private Patch<String> subject = Patch.keep();
    private Patch<String> photoUrl = Patch.keep();
    private Patch<List<String>> welcomeMessages = Patch.keep();
    private MapPatch custom = MapPatch.KEEP;
    private final List<String> participants = new ArrayList<>();

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

    /// What it is about.
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

    /// Lets these users in, who must exist. Nobody leaves by it, and who takes part already stays
    /// as they are.
    public Builder participants(String... userIds) {
      participants.addAll(List.of(userIds));
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

    public SetConversationParams build() {
      return new SetConversationParams(
          new ConversationPatch(subject, photoUrl, welcomeMessages, custom), participants);
    }
  }
}
