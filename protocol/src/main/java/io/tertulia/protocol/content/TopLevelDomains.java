package io.tertulia.protocol.content;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/// The top-level domains under which a bare host becomes a link; the resource
/// `top-level-domains.txt` says which and why.
final class TopLevelDomains {
  private static final Set<String> NAMES = read();

  private TopLevelDomains() {}

  /// Says whether the host, in canonical form, is under one of them.
  static boolean contain(String host) {
    int dot = host.lastIndexOf('.');
    return dot > 0 && NAMES.contains(host.substring(dot + 1));
  }

  private static Set<String> read() {
    InputStream resource = TopLevelDomains.class.getResourceAsStream("top-level-domains.txt");
    Set<String> names = new HashSet<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(resource), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          addAll(line, names);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Set.copyOf(names);
  }

  private static void addAll(String line, Set<String> names) {
    for (String name : line.trim().split("\\s+", -1)) {
      String canonical = HostName.canonical(name);
      if (canonical != null) {
        names.add(canonical);
      }
    }
  }
}
