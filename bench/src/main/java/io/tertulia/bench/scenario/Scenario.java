package io.tertulia.bench.scenario;

import io.tertulia.bench.report.Goal;
import java.util.List;

/// Something that is measured.
///
/// @param name by which it is called
/// @param title in words
/// @param goals of its figures
public record Scenario(String name, String title, List<Goal> goals, Play play) {
  public Scenario {
    goals = List.copyOf(goals);
  }

  /// What happens in one run.
  @FunctionalInterface
  public interface Play {
    void on(Stage stage);
  }
}
