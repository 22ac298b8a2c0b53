package io.tertulia.server.gate;

import io.tertulia.server.Server;
import java.util.HashMap;
import java.util.Map;

/// What a server has counted since this was made.
final class Counted {
  private final Server server;
  private final Map<String, Long> before;

  Counted(Server server) {
    this.server = server;
    this.before = all();
  }

  /// Lines that ended for a reason.
  long ends(String reason) {
    return of("tertulia_lines_ended_total{reason=\"" + reason + "\"}");
  }

  /// Requests that were refused with a code.
  long refused(String code) {
    return of("tertulia_refused_total{code=\"" + code + "\"}");
  }

  /// A counter by its name, with its labels.
  long of(String name) {
    return all().getOrDefault(name, 0L) - before.getOrDefault(name, 0L);
  }

  private Map<String, Long> all() {
    Map<String, Long> sums = new HashMap<>();
    server
        .counters()
        .text()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> {
          int space = line.lastIndexOf(' ');
          sums.put(line.substring(0, space), (long) Double.parseDouble(line.substring(space + 1)));
        });
    return sums;
  }
}
