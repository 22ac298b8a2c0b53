package io.tertulia.testkit.law;

import io.tertulia.testkit.TestServer;
import java.util.Optional;

/// One script, played once.
final class Trial {
  private Trial() {}

  /// Plays it in an app of its own; says how the law was broken, or nothing.
  static Optional<String> of(TestServer server, Seating seating, Figures figures, Script script) {
    try (World world = new World(server, seating, figures)) {
      for (Step step : script.steps()) {
        world.revive();
        step.verb().act().perform(world, world.device(step.device()), step);
        world.mustBeFlawless();
      }
      new Checkpoint(world).hold(true);
      new Audit(world).hold();
      new Findings(world).hold();
      return Optional.empty();
    } catch (Breach breach) {
      return Optional.of(String.valueOf(breach.getMessage()));
    } catch (RuntimeException | AssertionError e) {
      return Optional.of("the trial itself failed: " + e);
    }
  }
}
