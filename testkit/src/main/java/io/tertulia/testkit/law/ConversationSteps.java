package io.tertulia.testkit.law;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.json.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// What people do about conversations and those who take part in them.
final class ConversationSteps {
  private ConversationSteps() {}

  static void set(World world, Device device, Step step) {
    int pick = step.pick();
    var change = Json.object();
    switch (pick % 7) {
      case 0 -> change.put("subject", "Subject " + pick);
      case 1 ->
          change
              .putAll("custom", Map.of("k" + pick % 3, "v" + pick))
              .put("photoUrl", "https://example.com/" + pick);
      case 2 ->
          change
              .put("custom", Json.object().put("k" + pick % 3, Json.Null.NULL).build())
              .put("welcomeMessages", Json.of(List.of("Hi " + pick)));
      case 3 -> change.put("subject", Json.Null.NULL).put("custom", Json.Null.NULL);
      case 4 ->
          change.put("notify", Params.written(pick % 2 == 0 ? Notify.NONE : Notify.MENTIONS_ONLY));
      case 5 -> change.put("access", (pick % 9 == 0 ? Access.READ : Access.READ_WRITE).wire());
      default -> change.put("subject", "Subject " + pick).put("notify", Params.written(Notify.ALL));
    }
    seat(
        world, step, device.userId(), device.seat().set(Device.conversation(step), change.build()));
  }

  static void create(World world, Device device, Step step) {
    var wished = Json.object();
    if (step.pick() % 3 == 0) {
      wished
          .put("subject", "Created " + step.pick())
          .put("notify", Params.written(Notify.MENTIONS_ONLY));
    }
    seat(
        world,
        step,
        device.userId(),
        device.seat().createIfNotExists(Device.conversation(step), wished.build()));
  }

  static void deleteFields(World world, Device device, Step step) {
    List<String> names =
        List.of("subject", "photoUrl", "custom", "custom.k1", "notify", "welcomeMessages");
    add(
        world,
        step,
        device
            .seat()
            .deleteFields(Device.conversation(step), names.get(step.pick() % names.size())));
  }

  static void markAsRead(World world, Device device, Step step) {
    add(world, step, device.seat().mark(Device.conversation(step), Seat.Mark.READ));
  }

  static void markAsUnread(World world, Device device, Step step) {
    add(world, step, device.seat().mark(Device.conversation(step), Seat.Mark.UNREAD));
  }

  static void markAsTyping(World world, Device device, Step step) {
    add(world, step, device.seat().mark(Device.conversation(step), Seat.Mark.TYPING));
  }

  static void setParticipant(World world, Device device, Step step) {
    seat(
        world,
        step,
        whom(step),
        device.seat().set(Device.participant(step, whom(step)), choice(step)));
  }

  static void editParticipant(World world, Device device, Step step) {
    seat(
        world,
        step,
        whom(step),
        device.seat().edit(Device.participant(step, whom(step)), choice(step)));
  }

  static void createParticipant(World world, Device device, Step step) {
    var choice = Json.object();
    if (step.pick() % 5 == 0) {
      choice.put("notify", Params.written(Notify.NONE));
    }
    seat(
        world,
        step,
        whom(step),
        device.seat().createIfNotExists(Device.participant(step, whom(step)), choice.build()));
  }

  static void deleteParticipantFields(World world, Device device, Step step) {
    seat(
        world,
        step,
        whom(step),
        device.seat().deleteFields(Device.participant(step, whom(step)), "access", "notify"));
  }

  static void deleteParticipant(World world, Device device, Step step) {
    seat(world, step, whom(step), device.seat().delete(Device.participant(step, whom(step))));
  }

  static void leave(World world, Device device, Step step) {
    String own = device.userId();
    seat(world, step, own, device.seat().delete(Device.participant(step, own)));
  }

  private static Json.Obj choice(Step step) {
    var choice = Json.object();
    switch (step.pick() / 4 % 7) {
      case 0 -> choice.put("access", Access.READ.wire());
      case 1 ->
          choice.put("access", Access.READ_WRITE.wire()).put("notify", Params.written(Notify.NONE));
      case 2 -> choice.put("access", Json.Null.NULL).put("notify", Json.Null.NULL);
      default ->
          choice
              .put("access", Access.READ_WRITE.wire())
              .put("notify", Params.written(Notify.MENTIONS_ONLY));
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
