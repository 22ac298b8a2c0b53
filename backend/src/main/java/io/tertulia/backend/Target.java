package io.tertulia.backend;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// What a call is about: a path below the app and a query, both encoded.
final class Target {
  private final StringBuilder path = new StringBuilder();
  private char next = '?';

  private Target() {}

  /// A path of these segments, which may hold any character.
  static Target of(String... segments) {
    Target target = new Target();
    for (String segment : segments) {
      target.path.append('/').append(encoded(segment));
    }
    return target;
  }

  /// The same with a parameter behind it.
  Target with(String name, String value) {
    path.append(next).append(name).append('=').append(encoded(value));
    next = '&';
    return this;
  }

  /// The app's own address, below which all targets are.
  static String root(URI base, String appId) {
    String path = base.getRawPath() == null ? "" : base.getRawPath();
    String folder = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return base.getScheme() + "://" + base.getRawAuthority() + folder + "/v1/" + encoded(appId);
  }

  @Override
  public String toString() {
    return path.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
