package io.tertulia.cli.terminal;

import java.io.Console;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/// Where a command was called.
///
/// @param input what is typed, or piped in
/// @param terminal whether a person sits at it: both input and output are a terminal
/// @param environment all variables
public record Surroundings(InputStream input, boolean terminal, Map<String, String> environment) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /// Those of this process.
  @SuppressWarnings("SystemConsoleNull") // A Java without its console module has none.
  public static Surroundings real() {
    boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    return new Surroundings(System.in, terminal, System.getenv());
  }

  /// Says whether colours are welcome; see [no-color.org](https://no-color.org).
  public boolean colours() {
    return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }
}
