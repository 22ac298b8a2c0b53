package io.tertulia.testkit.law;

import io.tertulia.client.EditMessageParams;
import io.tertulia.client.EditTextMessageParams;
import io.tertulia.client.MessageRef;
import io.tertulia.client.SendMessageParams;
import io.tertulia.client.SendTextMessageParams;
import io.tertulia.protocol.content.LocationBlock;
import io.tertulia.protocol.content.Text;
import io.tertulia.protocol.content.TextBlock;
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

  static void send(World world, Device device, Step step) {
    sent(world, device, step, text -> device.conversation(step).send(text));
  }

  static void sendCustom(World world, Device device, Step step) {
    sent(
        world,
        device,
        step,
        text ->
            device
                .conversation(step)
                .send(SendTextMessageParams.builder(text).custom(Map.of("k", "v")).build()));
  }

  static void sendContent(World world, Device device, Step step) {
    sent(
        world,
        device,
        step,
        text ->
            device
                .conversation(step)
                .send(SendMessageParams.builder(TextBlock.of(new Text(text))).build()));
  }

  static void reply(World world, Device device, Step step) {
    Ledger.Sent target = world.ledger().any(step.place(), step.pick());
    if (target != null) {
      sent(
          world,
          device,
          step,
          text ->
              device
                  .conversation(step)
                  .send(SendTextMessageParams.builder(text).replyTo(target.id()).build()));
    }
  }

  static void edit(World world, Device device, Step step) {
    change(
        world,
        device,
        step,
        message -> message.edit("edited *" + step.pick() + "* " + Leak.ADDRESS));
  }

  static void editContent(World world, Device device, Step step) {
    var place = new LocationBlock(step.pick() % 90, step.pick() % 180);
    change(
        world,
        device,
        step,
        message -> message.edit(EditMessageParams.builder().content(place).build()));
  }

  static void editCustom(World world, Device device, Step step) {
    var custom = EditTextMessageParams.builder().custom("k" + step.pick() % 3, "v" + step.pick());
    change(world, device, step, message -> message.edit(custom.build()));
  }

  static void deleteFields(World world, Device device, Step step) {
    change(world, device, step, message -> message.deleteFields("custom"));
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
          .add(step.toString(), device.conversation(step).message(target.id()).delete());
    }
  }

  private static void change(
      World world, Device device, Step step, Function<MessageRef, CompletableFuture<?>> how) {
    Ledger.Sent target = world.ledger().anyBy(world, device, step.place(), step.pick());
    if (target != null) {
      world
          .promises()
          .add(step.toString(), how.apply(device.conversation(step).message(target.id())));
    }
  }

  private static void sent(
      World world, Device device, Step step, Function<String, CompletableFuture<MessageRef>> how) {
    int number = world.ledger().next();
    world
        .promises()
        .add(
            step.toString(),
            how.apply(text(device.number(), number))
                .thenAccept(message ->
                    world
                        .ledger()
                        .acknowledge(
                            step.place(), new Ledger.Sent(message.id(), device.number(), number))));
  }
}
