package io.tertulia.bench.scenario;

import io.tertulia.bench.subject.Launcher;
import java.nio.file.Path;
import java.time.Duration;

/// How much is done.
///
/// @param launcher of the server
/// @param stores in which folder stores are made, on a disk
/// @param warmUp before anything counts
/// @param window in which it counts
/// @param scale by which numbers of people and conversations are divided: 1 but for a quick look
/// @param large whether what takes a quarter of an hour to fill is measured, too
public record Options(
    Launcher launcher, Path stores, Duration warmUp, Duration window, int scale, boolean large) {
  /// So many, or fewer when it is to be quick.
  int of(int number) {
    return Math.max(2, number / scale);
  }
}
