package io.tertulia.backend;

import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.MapPatch;
import io.tertulia.protocol.content.SendContentBlock;
import io.tertulia.protocol.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Changes to a message. What is not given stays.
public final class EditMessageParams {
  private final @Nullable Content content;
  private final MapPatch custom;

  private EditMessageParams(@Nullable Content content, MapPatch custom) {
    this.content = content;
    this.custom = custom;
  }

  public static Builder builder() {
    return new Builder();
  }

  Json json() {
    Json.Builder all = Json.object();
    Content.write(content, all);
    custom.write(all, "custom");
    return all.build();
  }

  /// Collects changes. For one thread.
  public static final class Builder {
    private @Nullable Content content;
    private MapPatch custom = MapPatch.KEEP;

    private Builder() {}

    /// Text with markup that takes the place of the whole content, of whatever kind that was.
    public Builder text(String text) {
      content = new Content.Text(text);
      return this;
    }

    /// What takes the place of the whole content, of whatever kind that was.
    public Builder content(SendContentBlock block) {
      content = new Content.Blocks(List.of(block));
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

    public EditMessageParams build() {
      return new EditMessageParams(content, custom);
    }
  }
}
