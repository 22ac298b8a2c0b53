package io.tertulia.testkit.law;

import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.Backend;
import java.util.List;
import java.util.Map;

/// What the application's own server decides for others: who takes part and what they may do, what
/// they have read, and what they said.
final class RuleSteps {
  private RuleSteps() {}

  /// Lets somebody in, keeps somebody out, or something between.
  static void seat(World world, Device device, Step step) {
    String whom = World.person(step.pick());
    String[] path = {"conversations", World.place(step.place()), "participants", whom};
    world.ledger().unsettle(step.place(), whom);
    Backend backend = world.people().backend();
    world.app(
        step,
        () ->
            switch (step.pick() / 10 % 6) {
              case 0 -> backend.delete(path);
              case 1 -> backend.patch(access("None").build(), path);
              case 2 -> backend.put(access("None").build(), path);
              case 3 ->
                  backend.put(access("Read").put("notify", new Json.Bool(false)).build(), path);
              case 4 ->
                  backend.patch(access("ReadWrite").put("notify", "MentionsOnly").build(), path);
              default -> backend.put(Json.object().build(), path);
            });
  }

  /// Changes a conversation, or creates it, and lets two people in.
  static void set(World world, Device device, Step step) {
    List<String> people = List.of(World.person(step.pick()), World.person(step.pick() / 7));
    people.forEach(whom -> world.ledger().unsettle(step.place(), whom));
    Json.Builder change =
        Json.object()
            .put("participants", Json.of(people))
            .putAll("custom", Map.of("status", step.pick() % 2 == 0 ? "open" : "closed"));
    if (step.pick() % 3 == 0) {
      change.put("subject", "By the app " + step.pick());
    }
    world.app(
        step,
        () ->
            world
                .people()
                .backend()
                .put(change.build(), "conversations", World.place(step.place())));
  }

  /// Changes what somebody said, or what belongs to it.
  static void edit(World world, Device device, Step step) {
    Ledger.Sent target = world.ledger().recent(step.place(), step.pick());
    if (target != null) {
      Json change =
          step.pick() % 3 == 0
              ? Json.object().putAll("custom", Map.of("seen", "" + step.pick())).build()
              : Json.object().put("text", "moderated " + step.pick()).build();
      world.app(
          step,
          () ->
              world
                  .people()
                  .backend()
                  .put(
                      change, "conversations", World.place(step.place()), "messages", target.id()));
    }
  }

  /// Says how far somebody has read, be it less far than before.
  static void read(World world, Device device, Step step) {
    String whom = World.person(step.pick());
    String place = World.place(step.place());
    Backend backend = world.people().backend();
    Json until =
        step.pick() % 2 == 0
            ? Json.of("sent")
            : Json.of(System.currentTimeMillis() - step.pick() * 5L);
    world.app(
        step,
        () ->
            step.pick() / 10 % 3 == 0
                ? backend.post(Json.object().build(), "conversations", place, "readBy", whom)
                : backend.patch(
                    Json.object().put("readUntil", until).build(),
                    "users",
                    whom,
                    "conversations",
                    place));
  }

  private static Json.Builder access(String access) {
    return Json.object().put("access", access);
  }
}
