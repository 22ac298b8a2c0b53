package io.tertulia.testkit.law;

import io.tertulia.protocol.command.HistoryEntry;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What the application's own server does meanwhile.
final class AppSteps {
  private static final int MAX_MESSAGES = 130;
  private static final int MAX_PEOPLE = 40;
  private static final int MAX_CONVERSATIONS = 50;

  private AppSteps() {}

  static void send(World world, Device device, Step step) {
    Json message =
        Json.object().put("type", "SystemMessage").put("text", "system " + step.pick()).build();
    world.app(
        step,
        () ->
            backend(world)
                .post(
                    new Json.Arr(List.of(message)),
                    "conversations",
                    World.place(step.place()),
                    "messages"));
  }

  static void setUser(World world, Device device, Step step) {
    Json user =
        Json.object()
            .put("name", "Renamed " + step.pick())
            .putAll("custom", Map.of("app", "" + step.pick()))
            .build();
    world.app(step, () -> backend(world).put(user, "users", device.userId()));
  }

  /// Gives somebody the role that hides addresses, or takes it away; one always has it.
  static void setRole(World world, Device device, Step step) {
    String whom = device.userId();
    if (!whom.equals(World.MASKED)) {
      String role = step.pick() % 2 == 0 ? "masked" : "default";
      Json user = Json.object().put("name", whom).put("role", role).build();
      world.app(step, () -> backend(world).put(user, "users", whom));
    }
  }

  /// Any message, or the newest, so that another one becomes the last.
  static void deleteMessage(World world, Device device, Step step) {
    Ledger.Sent target =
        step.pick() % 2 == 0
            ? world.ledger().last(step.place())
            : world.ledger().any(step.place(), step.pick());
    if (target != null) {
      world.ledger().doom(target.id());
      world.app(
          step,
          () ->
              backend(world)
                  .delete("conversations", World.place(step.place()), "messages", target.id()));
    }
  }

  static void deleteConversation(World world, Device device, Step step) {
    world.ledger().raze(step.place());
    world.devices().forEach(ousted -> world.ledger().unsettle(step.place(), ousted.userId()));
    world.app(step, () -> backend(world).delete("conversations", World.place(step.place())));
  }

  /// A history of messages, by several people, some of whom join by it.
  static void importHistory(World world, Device device, Step step) {
    int count = 1 + step.pick() % MAX_MESSAGES;
    world.devices().forEach(joined -> world.ledger().unsettle(step.place(), joined.userId()));
    importInto(
        world,
        step,
        World.place(step.place()),
        IntStream.range(0, count)
            .<HistoryEntry>mapToObj(i ->
                new HistoryEntry.Said(
                    now() + i,
                    step.pick() + "-" + i,
                    i % 7 == 0 ? null : World.person(step.pick() % 3 + i % 2),
                    "history " + i,
                    Map.of(),
                    i % 5 == 1 ? step.pick() + "-" + (i - 1) : null))
            .toList());
  }

  /// Two messages that were said long ago, or a moment ago, and that somebody may have read.
  static void importOld(World world, Device device, Step step) {
    long at = now() - (step.pick() % 3 == 0 ? step.pick() * 1_000_000L : step.pick() * 7L);
    List<Json> messages =
        IntStream.range(0, 2)
            .<Json>mapToObj(i ->
                Json.object()
                    .put("type", "UserMessage")
                    .put("sender", device.userId())
                    .put("text", "old " + step.pick())
                    .put("timestamp", at - i)
                    .putAll("readBy", List.of(Json.of(device.userId())))
                    .build())
            .toList();
    world.app(
        step,
        () ->
            backend(world)
                .post(
                    new Json.Arr(messages),
                    "import",
                    "conversations",
                    World.place(step.place()),
                    "messages"));
  }

  /// Many people who join.
  static void importPeople(World world, Device device, Step step) {
    importInto(
        world,
        step,
        World.place(step.place()),
        IntStream.range(0, 1 + step.pick() % MAX_PEOPLE)
            .<HistoryEntry>mapToObj(i -> new HistoryEntry.Joined(now() + i, "x" + i))
            .toList());
  }

  /// Many conversations of one person.
  static void importConversations(World world, Device device, Step step) {
    world.app(
        step,
        () -> {
          var last = new Backend.Answer(200, Json.Null.NULL);
          int count = 1 + step.pick() % MAX_CONVERSATIONS;
          for (int i = 0; i < count && last.isDone(); i++) {
            var history = new ArrayList<HistoryEntry>();
            history.add(new HistoryEntry.Joined(now() - i, device.userId()));
            if (i % 3 != 0) {
              history.add(
                  new HistoryEntry.Said(
                      now() + 1, "only", World.person(i), "hello " + i, Map.of(), null));
            }
            last = backend(world).post(body(history), "history", "many" + i);
          }
          return last;
        });
  }

  private static void importInto(
      World world, Step step, String conversation, List<HistoryEntry> entries) {
    world.app(step, () -> backend(world).post(body(entries), "history", conversation));
  }

  private static Json body(List<HistoryEntry> entries) {
    return Json.object()
        .putAll("entries", entries.stream().map(HistoryEntry::json).toList())
        .build();
  }

  private static Backend backend(World world) {
    return world.people().backend();
  }

  /// History goes behind what is there, so it is as new as can be.
  private static long now() {
    return System.currentTimeMillis();
  }
}
