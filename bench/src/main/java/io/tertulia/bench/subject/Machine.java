package io.tertulia.bench.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What Linux counts, in microseconds of processor time and bytes of memory.
public final class Machine {
  /// Linux counts in hundredths of a second, whatever it measures in.
  private static final long TICK = 10_000;

  private static final int KIB = 1024;

  private Machine() {}

  /// Processor time of a process until now, user and system.
  public static long cpu(long pid) {
    String stat = read(Path.of("/proc", Long.toString(pid), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK;
  }

  /// Processor time of everything on this machine until now, but waiting.
  public static long cpu() {
    String[] fields = read(Path.of("/proc/stat")).lines().findFirst().orElseThrow().split(" +", -1);
    long ticks = 0;
    for (int at : new int[] {1, 2, 3, 6, 7}) {
      ticks += Long.parseLong(fields[at]);
    }
    return ticks * TICK;
  }

  /// Memory of a process.
  ///
  /// @param resident bytes that are in memory
  /// @param proportional the same, with what several processes share divided among them
  public record Memory(long resident, long proportional) {}

  /// Memory of a process now.
  public static Memory memory(long pid) {
    List<String> lines =
        read(Path.of("/proc", Long.toString(pid), "smaps_rollup")).lines().toList();
    return new Memory(kib(lines, "Rss:") * KIB, kib(lines, "Pss:") * KIB);
  }

  private static long kib(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  /// What stands behind "model name" of the first processor, and how many there are.
  public static String describe() {
    String model =
        read(Path.of("/proc/cpuinfo"))
            .lines()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("unknown");
    return Runtime.getRuntime().availableProcessors() + " x " + model;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
