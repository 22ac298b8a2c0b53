package io.tertulia.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/// Which modules come as one file, as they are needed together. A bundle needs only those before
/// it.
enum Bundle {
  /// The client.
  CLIENT("client/"),
  /// Lit, which chat and dashboard are built on.
  LIT("lib/(lit|reactive)"),
  /// What pages embed.
  CHAT("chat/"),
  /// What operators see, with the charts.
  DASHBOARD("dashboard/|lib/uplot/"),
  /// The page to try it out.
  PAGES("pages/");

  private final Pattern beginning;

  Bundle(String beginning) {
    this.beginning = Pattern.compile(beginning);
  }

  /// The bundle of a module.
  ///
  /// @throws IllegalArgumentException when it is in none
  static Bundle of(String path) {
    return Arrays.stream(values())
        .filter(bundle -> bundle.beginning.matcher(path).lookingAt())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(path + ": in no bundle"));
  }

  /// The name of its file.
  String file() {
    return name().toLowerCase(Locale.ROOT) + ".js";
  }
}
