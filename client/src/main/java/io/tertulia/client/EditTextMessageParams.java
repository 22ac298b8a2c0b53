package io.tertulia.client;

import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.MapPatch;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Changes to a message that is, or is to be, text. What is not given stays.
public final class EditTextMessageParams {
  private final @Nullable Content content;
  private final MapPatch custom;

  private EditTextMessageParams(@Nullable Content content, MapPatch custom) {
    this.content = content;
    this.custom = custom;
  }

  public static Builder builder() {
    return new Builder();
  }

  @Nullable Content content() {
    return content;
  }

  MapPatch custom() {
    return custom;
  }

  /// Collects changes. For one thread.
  public static final class Builder {
    private @Nullable Content content;
    private MapPatch custom = MapPatch.KEEP;

    private Builder() {}

    /// Text with markup that takes the place of the whole content.
    public Builder text(String text) {
      content = new Content.Text(text);
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

    public EditTextMessageParams build() {
      return new EditTextMessageParams(content, custom);
    }
  }
}
