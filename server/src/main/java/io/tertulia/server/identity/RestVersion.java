package io.tertulia.server.identity;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/// What calls of the REST API mean, by the day from which they mean it. Each version has what those
/// before it have.
public enum RestVersion {
  /// Lists of conversations come in the order of their creation, the newest first.
  FIRST("2021-01-01"),
  /// They come in the order that is asked for, or of the last activity, the latest first.
  ORDERED("2021-02-09"),
  /// Who leaves a conversation does not find it in his list any more. Here that is so in all
  /// versions.
  LEAVING("2021-07-30"),
  /// The conversations of an unknown user are not found; before, there were none.
  NO_STRANGERS("2024-01-01");

  /// What apps have that chose none.
  public static final RestVersion LATEST = NO_STRANGERS;

  private final LocalDate from;

  RestVersion(String from) {
    this.from = LocalDate.parse(from);
  }

  /// The version of a day: the last one that began by then.
  ///
  /// @param path names the date in errors
  /// @throws IllegalArgumentException when it is no date, or before the first version
  public static RestVersion parse(String date, String path) {
    LocalDate day;
    try {
      day = LocalDate.parse(date);
    } catch (DateTimeParseException e) {
      throw bad(date, path);
    }
    RestVersion found = null;
    for (RestVersion version : values()) {
      if (!version.from.isAfter(day)) {
        found = version;
      }
    }
    if (found == null) {
      throw bad(date, path);
    }
    return found;
  }

  /// The day from which it counts, as `2024-01-01`.
  public String date() {
    return from.toString();
  }

  /// Says whether it has what came with another version.
  public boolean has(RestVersion other) {
    return compareTo(other) >= 0;
  }

  private static IllegalArgumentException bad(String date, String path) {
    return new IllegalArgumentException(
        path + ": " + date + " (expected: a date from " + FIRST.date() + " on)");
  }
}
