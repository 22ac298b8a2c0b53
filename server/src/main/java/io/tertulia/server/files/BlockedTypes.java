package io.tertulia.server.files;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Media types that are not taken.
///
/// @param types such as `text/html`, or `video/*` for all that begin so
record BlockedTypes(Set<String> types) {
  private static final Pattern TYPE = Pattern.compile("[a-z0-9.+_-]+/([a-z0-9.+_-]+|\\*)");

  BlockedTypes {
    types = Set.copyOf(types);
  }

  /// Types with commas between.
  ///
  /// @throws IllegalArgumentException when one is none
  static BlockedTypes parse(String list) {
    Set<String> types =
        Arrays.stream(list.split(","))
            .map(type -> type.strip().toLowerCase(Locale.ROOT))
            .filter(type -> !type.isEmpty())
            .collect(Collectors.toSet());
    for (String type : types) {
      if (!TYPE.matcher(type).matches()) {
        throw new IllegalArgumentException(
            "files.blocked-types: " + type + " (expected: media types, such as text/html,video/*)");
      }
    }
    return new BlockedTypes(types);
  }

  boolean has(String mediaType) {
    String type = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return types.contains(type) || types.contains(type.split("/", 2)[0] + "/*");
  }
}
