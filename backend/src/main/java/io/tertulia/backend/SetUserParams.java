package io.tertulia.backend;

import io.tertulia.protocol.command.MapPatch;
import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.command.UserPatch;
import io.tertulia.protocol.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Changes to a user. What is not given stays; `clear…` resets it to its default.
public final class SetUserParams {
  private final UserPatch patch;

  private SetUserParams(UserPatch patch) {
    this.patch = patch;
  }

  public static Builder builder() {
    return new Builder();
  }

  Json json() {
    return patch.json();
  }

  /// Collects changes. For one thread.
  public static final class Builder {
    private Patch<String> name = Patch.keep();
    private MapPatch custom = MapPatch.KEEP;
    private Patch<String> locale = Patch.keep();
    private Patch<String> photoUrl = Patch.keep();
    private Patch<String> role = Patch.keep();
    private Patch<String> welcomeMessage = Patch.keep();
    private Patch<List<String>> email = Patch.keep();
    private Patch<List<String>> phone = Patch.keep();
    private MapPatch pushTokens = MapPatch.KEEP;
    private Patch<String> availabilityText = Patch.keep();

    private Builder() {}

    /// The name to show; needed when the user does not exist yet.
    public Builder name(String text) {
      name = Patch.put(text);
      return this;
    }

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

    /// IETF language tag, such as `pt-BR`.
    public Builder locale(String tag) {
      locale = Patch.put(tag);
      return this;
    }

    /// Address of a picture.
    public Builder photoUrl(String url) {
      photoUrl = Patch.put(url);
      return this;
    }

    /// The role, which picks permissions; one that the app does not know acts like the default.
    public Builder role(String name) {
      role = Patch.put(name);
      return this;
    }

    /// Shown by some user interfaces; never a message.
    public Builder welcomeMessage(String text) {
      welcomeMessage = Patch.put(text);
      return this;
    }

    /// Kept for the app, shown to nobody.
    public Builder availabilityText(String text) {
      availabilityText = Patch.put(text);
      return this;
    }

    /// E-mail addresses, all there are to be; never shown to other users.
    public Builder email(String... addresses) {
      email = Patch.put(List.of(addresses));
      return this;
    }

    /// Telephone numbers, all there are to be; never shown to other users.
    public Builder phone(String... numbers) {
      phone = Patch.put(List.of(numbers));
      return this;
    }

    /// Resets the language to the app's.
    public Builder clearLocale() {
      locale = Patch.clear();
      return this;
    }

    /// Removes the picture.
    public Builder clearPhotoUrl() {
      photoUrl = Patch.clear();
      return this;
    }

    /// Resets the role to the default.
    public Builder clearRole() {
      role = Patch.clear();
      return this;
    }

    /// Removes the welcome message.
    public Builder clearWelcomeMessage() {
      welcomeMessage = Patch.clear();
      return this;
    }

    /// Removes the availability text.
    public Builder clearAvailabilityText() {
      availabilityText = Patch.clear();
      return this;
    }

    /// Removes all e-mail addresses.
    public Builder clearEmail() {
      email = Patch.clear();
      return this;
    }

    /// Removes all telephone numbers.
    public Builder clearPhone() {
      phone = Patch.clear();
      return this;
    }

    /// Registers a device.
    public Builder addPushToken(PushProvider provider, String token) {
      pushTokens = pushTokens.with(provider.key(token), Optional.of("true"));
      return this;
    }

    /// Removes a device.
    public Builder removePushToken(PushProvider provider, String token) {
      return removePushToken(provider.key(token));
    }

    /// Removes a device by what [UserSnapshot#pushTokens] calls it.
    public Builder removePushToken(String key) {
      pushTokens = pushTokens.with(key, Optional.empty());
      return this;
    }

    /// Removes all devices; those added after this stay.
    public Builder clearPushTokens() {
      pushTokens = MapPatch.CLEAR;
      return this;
    }

    public SetUserParams build() {
      return new SetUserParams(
          new UserPatch(
              name,
              custom,
              locale,
              photoUrl,
              role,
              welcomeMessage,
              email,
              phone,
              pushTokens,
              availabilityText));
    }
  }
}
