package io.tertulia.testkit.law;

import java.util.List;

/// What people search for while everything changes; what they find then is compared later, when all
/// is quiet.
final class SearchSteps {
  private static final List<String> WORDS =
      List.of("s", "s0x", "history 1", "edited 5", "sys", "hello 2", "history", "nothing");

  private static final List<String> SUBJECTS = List.of("subject", "created", "subject 5", "cre 1");

  private SearchSteps() {}

  static void messages(World world, Device device, Step step) {
    String query = WORDS.get(step.pick() % WORDS.size());
    world.inquiries().add(new Inquiry(device.userId(), query, true));
    world.promises().add(step.toString(), device.seat().search(true, query));
  }

  static void conversations(World world, Device device, Step step) {
    String query = SUBJECTS.get(step.pick() % SUBJECTS.size());
    world.inquiries().add(new Inquiry(device.userId(), query, false));
    world.promises().add(step.toString(), device.seat().search(false, query));
  }
}
