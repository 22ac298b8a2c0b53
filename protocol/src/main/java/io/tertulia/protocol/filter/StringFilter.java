package io.tertulia.protocol.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A condition on a text: to be one of these values, or none of them. Compares exactly, upper and
/// lower case apart. A custom value that is missing is none of any.
///
/// @param negated none of the values, instead of one
/// @param values null among them is that there is no subject
public record StringFilter(boolean negated, List<@Nullable String> values) implements CustomFilter {
  public StringFilter {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /// The text is this one.
  ///
  /// @param value null for no subject
  public static StringFilter eq(@Nullable String value) {
    return new StringFilter(false, Collections.singletonList(value));
  }

  /// The text is not this one.
  ///
  /// @param value null for no subject
  public static StringFilter ne(@Nullable String value) {
    return new StringFilter(true, Collections.singletonList(value));
  }

  /// The text is one of these; of none, it never is.
  public static StringFilter oneOf(@Nullable String... values) {
    return new StringFilter(false, Arrays.asList(values));
  }

  /// The text is none of these; of none, it always is so.
  public static StringFilter notOneOf(@Nullable String... values) {
    return new StringFilter(true, Arrays.asList(values));
  }

  /// Says whether a text fits, null being one of its own.
  boolean fits(@Nullable String text) {
    return values.contains(text) != negated;
  }

  /// Says whether a custom value fits; null for one that is missing.
  boolean fitsCustom(@Nullable String value) {
    return (value != null && values.contains(value)) != negated;
  }
}
