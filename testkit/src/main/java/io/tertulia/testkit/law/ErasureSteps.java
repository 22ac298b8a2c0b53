package io.tertulia.testkit.law;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.Backend;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the application's own server does about people who come and go: guests, for whom it does
/// everything, leave all kinds of traces, and people are erased with theirs.
final class ErasureSteps {
  private static final int GUESTS = 3;

  /// The role of one of them is not to change.
  private static final List<String> ERASED = List.of("p1", "p3", "p0", "z0", "z1", "z2", "x1");

  private ErasureSteps() {}

  /// A guest comes, says something, and reacts; somebody is mentioned.
  static void guest(World world, Device device, Step step) {
    String guest = "z" + step.pick() % GUESTS;
    String place = World.place(step.place());
    Backend backend = world.people().backend();
    Ledger.Sent target = world.ledger().recent(step.place(), step.pick());
    world.app(
        step,
        () ->
            inTurn(
                List.of(
                    () -> backend.put(named("Guest " + step.pick()), "users", guest),
                    () ->
                        backend.put(
                            Json.object().build(), "conversations", place, "participants", guest),
                    () -> said(world, step, guest, target),
                    () -> reacted(world, step, guest, target),
                    () -> mentioned(world, step, step.pick() % 2 == 0 ? guest : "p1"))));
  }

  /// Somebody is erased, with everything.
  static void erase(World world, Device device, Step step) {
    String whom = ERASED.get(step.pick() % ERASED.size());
    Backend backend = world.people().backend();
    world.ledger().erase(whom);
    world.app(
        step,
        () -> {
          Backend.Answer answer = backend.delete("users", whom);
          while (isPending(answer)) {
            answer = backend.get("erasures", whom);
          }
          return answer;
        });
  }

  private static boolean isPending(Backend.Answer answer) {
    return answer.isDone()
        && Fields.of(answer.body(), "").has("pending")
        && Fields.of(answer.body(), "").flag("pending");
  }

  private static Backend.Answer said(
      World world, Step step, String guest, Ledger.@Nullable Sent target) {
    var message =
        Json.object()
            .put("type", "UserMessage")
            .put("sender", guest)
            .put("text", "guest " + step.pick());
    if (target != null && step.pick() % 3 == 0) {
      message.put("referencedMessageId", target.id());
    }
    Backend.Answer answer = send(world, step, message.build());
    if (answer.isDone() && answer.body() instanceof Json.Arr sent) {
      String id = Fields.of(sent.items().getFirst(), "").text("id");
      // It may be gone whenever the guest is erased.
      world.ledger().doom(id);
      world.ledger().acknowledge(step.place(), new Ledger.Sent(id, -1, world.ledger().next()));
    }
    return answer;
  }

  private static Backend.Answer reacted(
      World world, Step step, String guest, Ledger.@Nullable Sent target) {
    if (target == null) {
      return new Backend.Answer(200, Json.Null.NULL);
    }
    Backend.Answer answer =
        world
            .people()
            .backend()
            .put(
                Json.object().build(),
                "conversations",
                World.place(step.place()),
                "messages",
                target.id(),
                "reactions",
                ReactionSteps.emoji(step),
                guest);
    // That message may be gone by now.
    return answer.status() == 404 ? new Backend.Answer(200, Json.Null.NULL) : answer;
  }

  private static Backend.Answer mentioned(World world, Step step, String whom) {
    Json mention =
        Json.object().put("type", "mention").put("id", whom).put("text", "@" + whom).build();
    Json block = Json.object().put("type", "text").putAll("children", List.of(mention)).build();
    return send(
        world,
        step,
        Json.object().put("type", "SystemMessage").putAll("content", List.of(block)).build());
  }

  private static Backend.Answer send(World world, Step step, Json message) {
    return world
        .people()
        .backend()
        .post(
            new Json.Arr(List.of(message)), "conversations", World.place(step.place()), "messages");
  }

  private static Json named(String name) {
    return Json.object().put("name", name).build();
  }

  /// Makes calls one after the other, until one is not carried out; the last answer.
  private static Backend.Answer inTurn(List<Supplier<Backend.Answer>> calls) {
    var last = new Backend.Answer(200, Json.Null.NULL);
    for (Supplier<Backend.Answer> call : calls) {
      last = call.get();
      if (!last.isDone()) {
        return last;
      }
    }
    return last;
  }
}
