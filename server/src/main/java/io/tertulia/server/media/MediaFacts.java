package io.tertulia.server.media;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the bytes of a file say of it.
///
/// @param mediaType by content, never by name; `application/octet-stream` when nothing is known
/// @param width pixels as seen upright; null when unknown
/// @param height pixels as seen upright; null when unknown
/// @param duration null when unknown
public record MediaFacts(
    String mediaType,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Duration duration) {
  public static final MediaFacts UNKNOWN =
      new MediaFacts("application/octet-stream", null, null, null);
}
