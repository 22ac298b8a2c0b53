package io.tertulia.testkit.law;

import io.tertulia.client.CreateUserParams;
import io.tertulia.client.SetUserParams;

/// What people do about users: mostly themselves, sometimes others, which is refused.
final class UserSteps {
  private static final int OTHERS = 10;

  private UserSteps() {}

  static void set(World world, Device device, Step step) {
    int pick = step.pick();
    var change = SetUserParams.builder();
    switch (pick % 6) {
      case 0 -> change.name("Name " + pick);
      case 1 -> change.name("Name " + pick).custom("k" + pick % 3, "v" + pick);
      case 2 -> change.removeCustom("k" + pick % 3).photoUrl("https://example.com/" + pick);
      case 3 -> change.clearCustom().locale("en-GB");
      case 4 -> change.clearPhotoUrl().clearLocale();
      default -> change.custom("k" + pick % 3, "v" + pick);
    }
    world
        .promises()
        .add(step.toString(), device.session().user(whom(device, pick)).set(change.build()));
  }

  static void create(World world, Device device, Step step) {
    var user = CreateUserParams.builder("Created " + step.pick()).build();
    world
        .promises()
        .add(
            step.toString(),
            device.session().user(whom(device, step.pick())).createIfNotExists(user));
  }

  static void deleteFields(World world, Device device, Step step) {
    String name = step.pick() % 2 == 0 ? "custom.k" + step.pick() % 3 : "photoUrl";
    world
        .promises()
        .add(step.toString(), device.session().user(whom(device, step.pick())).deleteFields(name));
  }

  private static String whom(Device device, int pick) {
    return pick % OTHERS == 0 ? World.person(pick / OTHERS) : device.userId();
  }
}
