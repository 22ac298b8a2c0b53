package io.tertulia.testkit.law;

import io.tertulia.client.ListSubscription;
import io.tertulia.client.MessageSubscription;
import io.tertulia.client.ParticipantSubscription;
import io.tertulia.client.ReactionsSubscription;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.filter.CustomFilter;
import io.tertulia.protocol.filter.StringFilter;
import java.util.List;

/// What sessions look at, and for how long.
final class WatchSteps {
  private static final List<ConversationFilter> FILTERS =
      List.of(
          ConversationFilter.where().isUnread(true).build(),
          ConversationFilter.where().isUnread(false).hasMessages(true).build(),
          ConversationFilter.where()
              .custom("k1", CustomFilter.exists())
              .access(StringFilter.eq("ReadWrite"))
              .build(),
          ConversationFilter.any(
              ConversationFilter.where().subject(StringFilter.ne(null)).build(),
              ConversationFilter.where()
                  .hasMessages(false)
                  .custom("fence", CustomFilter.notExists())
                  .build()));

  private WatchSteps() {}

  static void user(World world, Device device, Step step) {
    String id = World.person(step.pick());
    begin(world, device, "user " + id, Sight.of(Sight.Kind.USER, new Thing.User(id)));
  }

  static void conversation(World world, Device device, Step step) {
    begin(world, device, step, "conversation ", Sight.Kind.CONVERSATION);
  }

  static void messages(World world, Device device, Step step) {
    begin(world, device, step, "messages of ", Sight.Kind.MESSAGES);
  }

  static void participants(World world, Device device, Step step) {
    begin(world, device, step, "participants of ", Sight.Kind.PARTICIPANTS);
  }

  static void participant(World world, Device device, Step step) {
    String whom = World.person(step.pick());
    begin(
        world,
        device,
        "participant " + whom + " of " + World.place(step.place()),
        Sight.of(Sight.Kind.PARTICIPANT, Device.participant(step, whom)));
  }

  static void typing(World world, Device device, Step step) {
    begin(world, device, step, "typing in ", Sight.Kind.TYPING);
  }

  static void online(World world, Device device, Step step) {
    String id = World.person(step.pick());
    begin(
        world,
        device,
        "whether " + id + " is online",
        Sight.of(Sight.Kind.ONLINE, new Thing.User(id)));
  }

  static void list(World world, Device device, Step step) {
    begin(world, device, "conversations", Sight.list(null));
  }

  static void filtered(World world, Device device, Step step) {
    int number = step.pick() % FILTERS.size();
    begin(world, device, "conversations of filter " + number, Sight.list(FILTERS.get(number)));
  }

  /// Asks once, without a subscription.
  static void get(World world, Device device, Step step) {
    Ledger.Sent message = world.ledger().any(step.place(), step.pick());
    Thing asked =
        switch (step.pick() % 4) {
          case 0 -> new Thing.User(World.person(step.pick()));
          case 1 -> Device.conversation(step);
          case 2 -> Device.participant(step, World.person(step.pick() / 4));
          default -> Device.message(step, message == null ? "none" : message.id());
        };
    world.promises().add(step.toString(), device.seat().get(asked));
  }

  static void loadMore(World world, Device device, Step step) {
    if (!device.watches().isEmpty()) {
      Watch watch = device.watches().get(step.pick() % device.watches().size());
      if (watch.kind().isList()) {
        world
            .promises()
            .add(step + " (" + watch + ")", watch.loadMore(1 + step.pick() % watch.kind().most()));
      }
    }
  }

  static void end(World world, Device device, Step step) {
    if (!device.watches().isEmpty()) {
      device.watches().remove(step.pick() % device.watches().size()).end();
    }
  }

  /// How many items a list loads at most.
  static int most(ListSubscription<?> list) {
    return switch (list) {
      case MessageSubscription messages -> Sight.Kind.MESSAGES.most();
      case ParticipantSubscription participants -> Sight.Kind.PARTICIPANTS.most();
      case ReactionsSubscription reactions -> Sight.Kind.REACTIONS.most();
      default -> Sight.Kind.CONVERSATIONS.most();
    };
  }

  static void begin(World world, Device device, String what, Sight sight) {
    device
        .watches()
        .add(new Watch(world, device.seat(), device.userId(), device + " " + what, sight));
  }

  /// Looks at something of the step's conversation.
  private static void begin(World world, Device device, Step step, String what, Sight.Kind kind) {
    begin(
        world, device, what + World.place(step.place()), Sight.of(kind, Device.conversation(step)));
  }
}
