package io.tertulia.client;

import io.tertulia.protocol.command.MapPatch;
import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.command.UserPatch;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A user to be created. What is not given gets its default.
public final class CreateUserParams {
  private final UserPatch patch;

  private CreateUserParams(UserPatch patch) {
    this.patch = patch;
  }

  /// Begins a user.
  ///
  /// @param name the name to show
  public static Builder builder(String name) {
    return new Builder(name);
  }

  UserPatch patch() {
    return patch;
  }

  /// Collects a user's properties. For one thread.
  public static final class Builder {
    private final Patch<String> name;
    private MapPatch custom = MapPatch.KEEP;
    private Patch<String> locale = Patch.keep();
    private Patch<String> photoUrl = Patch.keep();
    private Patch<String> role = Patch.keep();
    private Patch<String> welcomeMessage = Patch.keep();
    private Patch<List<String>> email = Patch.keep();
    private Patch<List<String>> phone = Patch.keep();
    private MapPatch pushTokens = MapPatch.KEEP;

    private Builder(String name) {
      this.name = Patch.put(Objects.requireNonNull(name, "name"));
    }

    /// The application's own values.
    public Builder custom(Map<String, String> values) {
      custom = MapPatch.KEEP.with(values);
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

    /// The role, which picks permissions; one that the app does not know acts like the default. One
    /// that it has configured is for the app's server to give, and refused here with
    /// [io.tertulia.protocol.ErrorCode#PERMISSION_DENIED] unless the app has `roleSync` on.
    public Builder role(String name) {
      role = Patch.put(name);
      return this;
    }

    /// Shown by some user interfaces; never a message.
    public Builder welcomeMessage(String text) {
      welcomeMessage = Patch.put(text);
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

    /// Registers a device; may be called for several.
    public Builder pushToken(PushProvider provider, String token) {
      pushTokens = pushTokens.with(provider.key(token), Optional.of("true"));
      return this;
    }

    public CreateUserParams build() {
      return new CreateUserParams(
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
              UserPatch.KEEP.availabilityText()));
    }
  }
}
