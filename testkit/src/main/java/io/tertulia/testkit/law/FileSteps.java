package io.tertulia.testkit.law;

import io.tertulia.client.EditMessageParams;
import io.tertulia.client.FileMetadata;
import io.tertulia.client.MessageRef;
import io.tertulia.client.SendMessageParams;
import io.tertulia.client.UploadSource;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.content.SendFileBlock;
import java.nio.charset.StandardCharsets;
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
                .session()
                .uploadFile(
                    UploadSource.of(text.getBytes(StandardCharsets.UTF_8)),
                    new FileMetadata("f.txt"))
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
      MessageRef message = device.conversation(step).message(target.id());
      var content = EditMessageParams.builder().content(new SendFileBlock(token)).build();
      world
          .promises()
          .add(
              step.toString(),
              message.edit(content).thenAccept(done -> world.papers().named(token)));
    }
  }

  private static CompletableFuture<?> sent(
      World world, Device device, Step step, int number, FileToken token) {
    return device
        .conversation(step)
        .send(SendMessageParams.builder(new SendFileBlock(token)).build())
        .thenAccept(message -> {
          world.papers().named(token);
          world
              .ledger()
              .acknowledge(step.place(), new Ledger.Sent(message.id(), device.number(), number));
        });
  }
}
