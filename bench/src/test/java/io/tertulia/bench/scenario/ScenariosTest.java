package io.tertulia.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.bench.subject.Launcher;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each scenario, as small as it goes, against a server in this JVM.
class ScenariosTest {
  private static final int SMALL = 1_000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"g1", "g3", "g6", "g11", "g12", "g13", "g16"})
  void runs_without_a_fault(String name) {
    Scenario scenario = scenario(name);
    try (Stage stage = new Stage(options())) {
      scenario.play().on(stage);
      assertThat(stage.figures().all())
          .containsKeys(
              scenario.goals().stream().map(goal -> goal.figure()).toArray(String[]::new));
    }
  }

  private Options options() {
    return new Options(
        ScenariosTest::here, folder, Duration.ofMillis(100), Duration.ofMillis(300), SMALL, false);
  }

  private static Scenario scenario(String name) {
    return Scenarios.ALL.stream()
        .filter(some -> some.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Launcher.Running here(Path data, Path config) {
    try {
      Server server =
          Server.start(
              ServerConfig.read(Map.of("port", "0", "data", data.toString()), config, Map.of()));
      return new Launcher.Running() {
        @Override
        public URI uri() {
          return server.uri();
        }

        @Override
        public long pid() {
          return ProcessHandle.current().pid();
        }

        @Override
        public void stop() {
          server.close();
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
