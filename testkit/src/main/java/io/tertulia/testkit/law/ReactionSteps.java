package io.tertulia.testkit.law;

import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.Backend;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What people do about reactions. They use few emoji and react to few messages, so that they meet.
final class ReactionSteps {
  /// One is written in two ways.
  private static final List<String> EMOJI =
      List.of("\u2764", "\u2764\uFE0F", "\uD83D\uDC4D", ":wave:");

  private static final int MANY = 40;

  private ReactionSteps() {}

  static void react(World world, Device device, Step step) {
    Thing.Reactions reactions = some(world, step);
    if (reactions != null) {
      world.promises().add(step.toString(), device.seat().react(reactions));
    }
  }

  static void unreact(World world, Device device, Step step) {
    Thing.Reactions reactions = some(world, step);
    if (reactions != null) {
      world.promises().add(step.toString(), device.seat().unreact(reactions));
    }
  }

  static void watch(World world, Device device, Step step) {
    Thing.Reactions reactions = some(world, step);
    if (reactions != null) {
      WatchSteps.begin(
          world,
          device,
          "reactions " + reactions.emoji() + " to " + reactions.messageId(),
          Sight.of(Sight.Kind.REACTIONS, reactions));
    }
  }

  /// Many of those who joined by history react, or think better of it.
  static void reactByApp(World world, Device device, Step step) {
    Ledger.Sent target = world.ledger().recent(step.place(), step.pick());
    if (target != null) {
      Backend backend = world.people().backend();
      String method = step.pick() % 3 == 0 ? "DELETE" : "PUT";
      world.app(
          step,
          () -> {
            var last = new Backend.Answer(200, Json.Null.NULL);
            for (int i = step.pick() % 4; i < MANY && last.isDone(); i++) {
              last =
                  backend.call(
                      method,
                      null,
                      "conversations",
                      World.place(step.place()),
                      "messages",
                      target.id(),
                      "reactions",
                      emoji(step),
                      "x" + i);
            }
            return last;
          });
    }
  }

  private static Thing.@Nullable Reactions some(World world, Step step) {
    Ledger.Sent target = world.ledger().recent(step.place(), step.pick());
    return target == null
        ? null
        : new Thing.Reactions(World.place(step.place()), target.id(), emoji(step));
  }

  static String emoji(Step step) {
    return EMOJI.get(step.pick() / 7 % EMOJI.size());
  }
}
