package io.tertulia.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Commands of bash.
final class Shell {
  private Shell() {}

  /// Runs curl, which must succeed.
  ///
  /// @return what it took
  static Rows.Took curl(String arguments) throws IOException, InterruptedException {
    String said =
        Shell.run("TIMEFORMAT='%R %U %S'; time { curl -sS --fail-with-body " + arguments + "; }");
    String[] times = said.strip().split("\\s+", -1);
    int at = times.length - 3;
    return new Rows.Took(
        Double.parseDouble(times[at]),
        Double.parseDouble(times[at + 1]) + Double.parseDouble(times[at + 2]));
  }

  /// What a command says, which must succeed.
  static String run(String command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + said);
    }
    return said;
  }
}
