package io.tertulia.testkit.law;

import io.tertulia.protocol.content.LocationBlock;
import io.tertulia.protocol.content.SendContentBlock;
import io.tertulia.protocol.content.Text;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.json.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What people do about messages. Every text that is sent is unlike all others, so that one that is
/// stored twice shows.
final class MessageSteps {
  private MessageSteps() {}

  /// The text of a send: who sent it, and the number of the send.
  static String text(int device, int number) {
    return "s" + device + "x" + number + (number % 3 == 0 ? " " + Leak.ADDRESS : "");
  }

  /// A message of one block.
  static Json.Obj content(SendContentBlock block) {
    return Json.object().putAll("content", List.of(block.json())).build();
  }

  static void send(World world, Device device, Step step) {
    sent(world, device, step, text -> Json.object().put("text", text).build());
  }

  static void sendCustom(World world, Device device, Step step) {
    sent(
        world,
        device,
        step,
        text -> Json.object().put("text", text).putAll("custom", Map.of("k", "v")).build());
  }

  static void sendContent(World world, Device device, Step step) {
    sent(world, device, step, text -> content(TextBlock.of(new Text(text))));
  }

  static void reply(World world, Device device, Step step) {
    Ledger.Sent target = world.ledger().any(step.place(), step.pick());
    if (target != null) {
      sent(
          world,
          device,
          step,
          text -> Json.object().put("text", text).put("referencedMessage", target.id()).build());
    }
  }

  static void edit(World world, Device device, Step step) {
    String text = "edited *" + step.pick() + "* " + Leak.ADDRESS;
    edit(world, device, step, Json.object().put("text", text).build());
  }

  static void editContent(World world, Device device, Step step) {
    var place = new LocationBlock(step.pick() % 90, step.pick() % 180);
    edit(world, device, step, Json.object().put("content", place.json()).build());
  }

  static void editCustom(World world, Device device, Step step) {
    Map<String, String> custom = Map.of("k" + step.pick() % 3, "v" + step.pick());
    edit(world, device, step, Json.object().putAll("custom", custom).build());
  }

  static void deleteFields(World world, Device device, Step step) {
    change(world, device, step, message -> device.seat().deleteFields(message, "custom"));
  }

  static void delete(World world, Device device, Step step) {
    Ledger.Sent target =
        step.pick() % 5 == 0
            ? world.ledger().any(step.place(), step.pick())
            : world.ledger().anyBy(world, device, step.place(), step.pick());
    delete(world, device, step, target);
  }

  static void deleteNewest(World world, Device device, Step step) {
    delete(world, device, step, world.ledger().lastBy(world, device, step.place()));
  }

  private static void delete(World world, Device device, Step step, Ledger.@Nullable Sent target) {
    if (target != null) {
      world.ledger().doom(target.id());
      world
          .promises()
          .add(step.toString(), device.seat().delete(Device.message(step, target.id())));
    }
  }

  private static void edit(World world, Device device, Step step, Json.Obj change) {
    change(world, device, step, message -> device.seat().edit(message, change));
  }

  private static void change(
      World world, Device device, Step step, Function<Thing.Message, CompletableFuture<?>> how) {
    Ledger.Sent target = world.ledger().anyBy(world, device, step.place(), step.pick());
    if (target != null) {
      world.promises().add(step.toString(), how.apply(Device.message(step, target.id())));
    }
  }

  private static void sent(World world, Device device, Step step, Function<String, Json.Obj> how) {
    int number = world.ledger().next();
    world
        .promises()
        .add(
            step.toString(),
            device
                .seat()
                .send(Device.conversation(step), how.apply(text(device.number(), number)))
                .thenAccept(message ->
                    world
                        .ledger()
                        .acknowledge(
                            step.place(), new Ledger.Sent(message, device.number(), number))));
  }
}
