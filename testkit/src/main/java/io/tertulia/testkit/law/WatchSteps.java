package io.tertulia.testkit.law;

import io.tertulia.client.Active;
import io.tertulia.client.ConversationListOptions;
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
  private static final int MAX_MESSAGES = 100;
  private static final int MAX_PARTICIPANTS = 50;
  private static final int MAX_REACTIONS = 100;
  private static final int MAX_CONVERSATIONS = 30;

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
    begin(
        world,
        device,
        "user " + id,
        (session, heard) ->
            session.user(id).subscribe(user -> heard.accept(new Active<Object>(user, true))));
  }

  static void conversation(World world, Device device, Step step) {
    String id = World.place(step.place());
    begin(
        world,
        device,
        "conversation " + id,
        (session, heard) ->
            session
                .conversation(id)
                .subscribe(seen -> heard.accept(new Active<Object>(seen, true))));
  }

  static void messages(World world, Device device, Step step) {
    String id = World.place(step.place());
    begin(
        world,
        device,
        "messages of " + id,
        (session, heard) ->
            session
                .conversation(id)
                .subscribeMessages((items, all) -> heard.accept(new Active<Object>(items, all))));
  }

  static void participants(World world, Device device, Step step) {
    String id = World.place(step.place());
    begin(
        world,
        device,
        "participants of " + id,
        (session, heard) ->
            session
                .conversation(id)
                .subscribeParticipants(
                    (items, all) -> heard.accept(new Active<Object>(items, all))));
  }

  static void participant(World world, Device device, Step step) {
    String id = World.place(step.place());
    String whom = World.person(step.pick());
    begin(
        world,
        device,
        "participant " + whom + " of " + id,
        (session, heard) ->
            session
                .conversation(id)
                .participant(whom)
                .subscribe(seen -> heard.accept(new Active<Object>(seen, true))));
  }

  static void typing(World world, Device device, Step step) {
    String id = World.place(step.place());
    begin(
        world,
        device,
        "typing in " + id,
        (session, heard) ->
            session
                .conversation(id)
                .subscribeTyping(seen -> heard.accept(new Active<Object>(seen, true))));
  }

  static void online(World world, Device device, Step step) {
    String id = World.person(step.pick());
    begin(
        world,
        device,
        "whether " + id + " is online",
        (session, heard) ->
            session.user(id).subscribeOnline(seen -> heard.accept(new Active<Object>(seen, true))));
  }

  static void list(World world, Device device, Step step) {
    begin(
        world,
        device,
        "conversations",
        (session, heard) ->
            session.subscribeConversations(
                (items, all) -> heard.accept(new Active<Object>(items, all))));
  }

  static void filtered(World world, Device device, Step step) {
    int number = step.pick() % FILTERS.size();
    var options = ConversationListOptions.of(FILTERS.get(number));
    begin(
        world,
        device,
        "conversations of filter " + number,
        (session, heard) ->
            session.subscribeConversations(
                options, (items, all) -> heard.accept(new Active<Object>(items, all))));
  }

  /// Asks once, without a subscription.
  static void get(World world, Device device, Step step) {
    Ledger.Sent message = world.ledger().any(step.place(), step.pick());
    var answer =
        switch (step.pick() % 4) {
          case 0 -> device.session().user(World.person(step.pick())).get();
          case 1 -> device.conversation(step).get();
          case 2 -> device.conversation(step).participant(World.person(step.pick() / 4)).get();
          default ->
              device.conversation(step).message(message == null ? "none" : message.id()).get();
        };
    world.promises().add(step.toString(), answer);
  }

  static void loadMore(World world, Device device, Step step) {
    if (!device.watches().isEmpty()) {
      Watch watch = device.watches().get(step.pick() % device.watches().size());
      ListSubscription<?> list = watch.list();
      if (list != null) {
        world
            .promises()
            .add(step + " (" + watch + ")", list.loadMore(1 + step.pick() % most(list)));
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
      case MessageSubscription messages -> MAX_MESSAGES;
      case ParticipantSubscription participants -> MAX_PARTICIPANTS;
      case ReactionsSubscription reactions -> MAX_REACTIONS;
      default -> MAX_CONVERSATIONS;
    };
  }

  static void begin(World world, Device device, String what, Watch.Opening opening) {
    device.watches().add(new Watch(world, device.session(), device + " " + what, opening));
  }
}
