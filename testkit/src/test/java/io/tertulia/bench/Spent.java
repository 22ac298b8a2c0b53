package io.tertulia.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What processes took, as Linux tells it below `/proc`.
final class Spent {
  private static final double TICKS_A_SECOND = 100;

  private Spent() {}

  /// Seconds of processor of a process and its children that live.
  static double cpu(ProcessHandle process) throws IOException {
    double seconds = own(process.pid());
    for (ProcessHandle child : process.children().toList()) {
      seconds += own(child.pid());
    }
    return seconds;
  }

  /// MiB of memory that a process has now.
  static long resident(long pid) throws IOException {
    return status(pid, "VmRSS");
  }

  /// The most MiB that it ever had.
  static long peak(long pid) throws IOException {
    return status(pid, "VmHWM");
  }

  private static double own(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
  }

  private static long status(long pid, String name) throws IOException {
    Matcher line =
        Pattern.compile(name + ":\\s*(\\d+) kB")
            .matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
    if (!line.find()) {
      throw new IOException(name + ": none (expected: one in /proc)");
    }
    return Long.parseLong(line.group(1)) >> 10;
  }
}
