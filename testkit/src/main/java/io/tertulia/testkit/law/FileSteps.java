package io.tertulia.testkit.law;

import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.content.SendFileBlock;
import io.tertulia.protocol.json.Json;
import java.util.concurrent.CompletableFuture;

/// What people do about files.
final class FileSteps {
  private static final int MAX_BYTES = 3_000;

  private FileSteps() {}

  /// Uploads a file that is like no other, and sends it.
  static void send(World world, Device device, Step step) {
    int number = world.ledger().next();
    String text = ("file " + number + " ").repeat(1 + step.pick() * MAX_BYTES / 10_000);
    world
        .promises()
        .add(
            step.toString(),
            device
                .seat()
                .upload(text)
                .thenCompose(token -> {
                  world.papers().uploaded(token, text);
                  return sent(world, device, step, number, token);
                }));
  }

  /// Sends a file that somebody uploaded, here or elsewhere; perhaps one that is gone.
  static void forward(World world, Device device, Step step) {
    FileToken token = world.papers().any(step.pick());
    if (token != null) {
      world
          .promises()
          .add(step.toString(), sent(world, device, step, world.ledger().next(), token));
    }
  }

  /// Puts a file in the place of what a message says. The other way round any edit does.
  static void edit(World world, Device device, Step step) {
    FileToken token = world.papers().any(step.pick() / 3);
    Ledger.Sent target = world.ledger().anyBy(world, device, step.place(), step.pick());
    if (token != null && target != null) {
      Json.Obj content = Json.object().put("content", new SendFileBlock(token).json()).build();
      world
          .promises()
          .add(
              step.toString(),
              device
                  .seat()
                  .edit(Device.message(step, target.id()), content)
                  .thenAccept(done -> world.papers().named(token)));
    }
  }

  private static CompletableFuture<?> sent(
      World world, Device device, Step step, int number, FileToken token) {
    return device
        .seat()
        .send(Device.conversation(step), MessageSteps.content(new SendFileBlock(token)))
        .thenAccept(message -> {
          world.papers().named(token);
          world
              .ledger()
              .acknowledge(step.place(), new Ledger.Sent(message, device.number(), number));
        });
  }
}
