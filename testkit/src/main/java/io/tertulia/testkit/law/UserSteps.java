package io.tertulia.testkit.law;

import io.tertulia.protocol.json.Json;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// What people do about users: mostly themselves, sometimes others, which is refused.
final class UserSteps {
  private static final int OTHERS = 10;

  private UserSteps() {}

  static void set(World world, Device device, Step step) {
    int pick = step.pick();
    var change = Json.object();
    String key = "k" + pick % 3;
    switch (pick % 6) {
      case 0 -> change.put("name", "Name " + pick);
      case 1 -> change.put("name", "Name " + pick).putAll("custom", Map.of(key, "v" + pick));
      case 2 ->
          change
              .put("custom", Json.object().put(key, Json.Null.NULL).build())
              .put("photoUrl", "https://example.com/" + pick);
      case 3 -> change.put("custom", Json.Null.NULL).put("locale", "en-GB");
      case 4 -> change.put("photoUrl", Json.Null.NULL).put("locale", Json.Null.NULL);
      default -> change.putAll("custom", Map.of(key, "v" + pick));
    }
    add(world, step, device.seat().set(whom(device, pick), change.build()));
  }

  static void create(World world, Device device, Step step) {
    Json.Obj user = Json.object().put("name", "Created " + step.pick()).build();
    add(world, step, device.seat().createIfNotExists(whom(device, step.pick()), user));
  }

  static void deleteFields(World world, Device device, Step step) {
    String name = step.pick() % 2 == 0 ? "custom.k" + step.pick() % 3 : "photoUrl";
    add(world, step, device.seat().deleteFields(whom(device, step.pick()), name));
  }

  private static Thing.User whom(Device device, int pick) {
    return new Thing.User(pick % OTHERS == 0 ? World.person(pick / OTHERS) : device.userId());
  }

  private static void add(World world, Step step, CompletableFuture<?> answer) {
    world.promises().add(step.toString(), answer);
  }
}
