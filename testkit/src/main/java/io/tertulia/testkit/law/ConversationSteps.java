package io.tertulia.testkit.law;

import io.tertulia.client.CreateConversationParams;
import io.tertulia.client.CreateParticipantParams;
import io.tertulia.client.SetConversationParams;
import io.tertulia.client.SetParticipantParams;
import io.tertulia.protocol.Access;
import io.tertulia.protocol.Notify;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What people do about conversations and those who take part in them.
final class ConversationSteps {
  private ConversationSteps() {}

  static void set(World world, Device device, Step step) {
    int pick = step.pick();
    var change = SetConversationParams.builder();
    switch (pick % 7) {
      case 0 -> change.subject("Subject " + pick);
      case 1 -> change.custom("k" + pick % 3, "v" + pick).photoUrl("https://example.com/" + pick);
      case 2 -> change.removeCustom("k" + pick % 3).welcomeMessages(List.of("Hi " + pick));
      case 3 -> change.clearSubject().clearCustom();
      case 4 -> change.notify(pick % 2 == 0 ? Notify.NONE : Notify.MENTIONS_ONLY);
      case 5 -> change.access(pick % 9 == 0 ? Access.READ : Access.READ_WRITE);
      default -> change.subject("Subject " + pick).notify(Notify.ALL);
    }
    seat(world, step, device.userId(), device.conversation(step).set(change.build()));
  }

  static void create(World world, Device device, Step step) {
    var wished = CreateConversationParams.builder();
    if (step.pick() % 3 == 0) {
      wished.subject("Created " + step.pick()).notify(Notify.MENTIONS_ONLY);
    }
    seat(world, step, device.userId(), device.conversation(step).createIfNotExists(wished.build()));
  }

  static void deleteFields(World world, Device device, Step step) {
    List<String> names =
        List.of("subject", "photoUrl", "custom", "custom.k1", "notify", "welcomeMessages");
    add(world, step, device.conversation(step).deleteFields(names.get(step.pick() % names.size())));
  }

  static void markAsRead(World world, Device device, Step step) {
    add(world, step, device.conversation(step).markAsRead());
  }

  static void markAsUnread(World world, Device device, Step step) {
    add(world, step, device.conversation(step).markAsUnread());
  }

  static void markAsTyping(World world, Device device, Step step) {
    add(world, step, device.conversation(step).markAsTyping());
  }

  static void setParticipant(World world, Device device, Step step) {
    seat(
        world,
        step,
        whom(step),
        device.conversation(step).participant(whom(step)).set(choice(step)));
  }

  static void editParticipant(World world, Device device, Step step) {
    seat(
        world,
        step,
        whom(step),
        device.conversation(step).participant(whom(step)).edit(choice(step)));
  }

  static void createParticipant(World world, Device device, Step step) {
    var choice = CreateParticipantParams.builder();
    if (step.pick() % 5 == 0) {
      choice.notify(Notify.NONE);
    }
    seat(
        world,
        step,
        whom(step),
        device.conversation(step).participant(whom(step)).createIfNotExists(choice.build()));
  }

  static void deleteParticipantFields(World world, Device device, Step step) {
    seat(
        world,
        step,
        whom(step),
        device.conversation(step).participant(whom(step)).deleteFields("access", "notify"));
  }

  static void deleteParticipant(World world, Device device, Step step) {
    seat(world, step, whom(step), device.conversation(step).participant(whom(step)).delete());
  }

  static void leave(World world, Device device, Step step) {
    seat(
        world,
        step,
        device.userId(),
        device.conversation(step).participant(device.userId()).delete());
  }

  private static SetParticipantParams choice(Step step) {
    var choice = SetParticipantParams.builder();
    switch (step.pick() / 4 % 7) {
      case 0 -> choice.access(Access.READ);
      case 1 -> choice.access(Access.READ_WRITE).notify(Notify.NONE);
      case 2 -> choice.clearAccess().clearNotify();
      default -> choice.access(Access.READ_WRITE).notify(Notify.MENTIONS_ONLY);
    }
    return choice.build();
  }

  private static String whom(Step step) {
    return World.person(step.pick());
  }

  private static void add(World world, Step step, CompletableFuture<?> answer) {
    world.promises().add(step.toString(), answer);
  }

  /// What changes whether somebody may write.
  private static void seat(World world, Step step, String whom, CompletableFuture<?> answer) {
    world.ledger().unsettle(step.place(), whom);
    add(world, step, answer);
  }
}
