package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.ConversationPatch;
import io.tertulia.protocol.command.MapPatch;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.filter.StringFilter;
import io.tertulia.protocol.frame.ReactorsWanted;
import io.tertulia.server.identity.Actor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The law at the door, without a network: whatever people do at the same time, and however late
/// state is read, what followers hold in the end is what a fresh follower gets.
///
/// `-Dtertulia.scripts=5000` plays more; `-Dtertulia.seed=7` plays one.
class ScriptsTest {
  private static final ChatLimits SMALL =
      new ChatLimits(
          255, 255, 10_000, 100, 255, 10_000, 65_536, 20, 10, 20, 5, 3, 3, 6, 4, 3, 3, 2, 0, 10,
          1 << 20);
  private static final int STEPS = 60;
  private static final List<ConversationFilter> FILTERS =
      List.of(
          ConversationFilter.where().isUnread(true).build(),
          ConversationFilter.where().hasMessages(true).subject(StringFilter.eq(null)).build(),
          ConversationFilter.any(
              ConversationFilter.where().subject(StringFilter.oneOf("s0", "s2")).build(),
              ConversationFilter.where().isUnread(false).hasMessages(false).build()));

  @TempDir Path folder;
  private final Queue<String> sent = new ConcurrentLinkedQueue<>();
  private final List<CompletableFuture<?>> pending = new ArrayList<>();
  private final List<TinyClient> clients = new ArrayList<>();

  @Test
  void what_followers_hold_is_what_a_fresh_follower_gets() throws Exception {
    Long one = Long.getLong("tertulia.seed");
    long first = one == null ? 1 : one;
    long last = one == null ? Integer.getInteger("tertulia.scripts", 150) : one;
    try (ChatWorld world = new ChatWorld(folder, SMALL);
        LateReads late = new LateReads()) {
      for (long seed = first; seed <= last; seed++) {
        play(world, late, seed);
      }
    }
  }

  private void play(ChatWorld world, LateReads late, long seed) throws InterruptedException {
    Random random = new Random(seed);
    String[] people = {"a" + seed, "b" + seed, "c" + seed};
    String[] rooms = {"x" + seed, "y" + seed, "z" + seed};
    world.people(people);
    sent.clear();
    clients.clear();
    for (String user : people) {
      clients.add(new TinyClient(world, late.of(world.chat.reads(world.as(user))), user));
    }
    try {
      for (int step = 0; step < STEPS; step++) {
        if (random.nextInt(3) == 0) {
          look(random, clients.get(random.nextInt(clients.size())), rooms, people);
        } else {
          act(world, random, people, rooms[random.nextInt(rooms.length)]);
        }
        if (random.nextInt(10) == 0) {
          rest(late);
        }
        if (random.nextInt(20) == 0) {
          hear();
        }
      }
      settle(world, late);
      for (TinyClient client : clients) {
        compare(world, late, client, seed, rooms);
      }
    } catch (AssertionError e) {
      clients.forEach(client -> {
        System.out.println(client.user);
        client.heard.forEach(System.out::println);
      });
      throw new AssertionError("seed " + seed, e);
    } finally {
      clients.forEach(TinyClient::close);
    }
  }

  private void look(Random random, TinyClient client, String[] rooms, String[] people) {
    if (random.nextBoolean()) {
      client.hear();
    }
    String room = rooms[random.nextInt(rooms.length)];
    switch (random.nextInt(15)) {
      case 12, 13 -> client.followFiltered(FILTERS.get(random.nextInt(3)), random.nextInt(3));
      case 14 -> client.unfollowFiltered(FILTERS.get(random.nextInt(3)));
      case 0, 1, 2 -> client.follow(room, random.nextInt(4), random.nextInt(3));
      case 3 -> client.unfollow(room);
      case 4, 5 -> client.followInbox(random.nextInt(3));
      case 6 -> client.unfollowInbox();
      case 7, 8 -> client.watch(room, message(random), emoji(random));
      case 9 -> client.followOnline(people[random.nextInt(people.length)]);
      case 10 -> client.unfollowOnline();
      default -> client.cut();
    }
  }

  private void act(ChatWorld world, Random random, String[] people, String room) {
    if (random.nextInt(6) == 0) {
      world.nanos.addAndGet(Duration.ofSeconds(random.nextInt(6)).toNanos());
      world.chat.tick();
      world.hub.tick();
    }
    if (random.nextInt(4) == 0) {
      world.now.addAndGet(random.nextInt(10) - 3);
    }
    int many = 1 + random.nextInt(4);
    for (int i = 0; i < many; i++) {
      String user = people[random.nextInt(people.length)];
      Actor actor = random.nextInt(8) == 0 ? world.asApp() : world.as(user);
      CompletableFuture<Done> done =
          world.chat.submit(actor, command(world, random, actor, people, room));
      pending.add(
          done.handle((value, failure) -> {
            if (value != null && value.messageId() != null) {
              sent.add(value.messageId());
            }
            return null;
          }));
    }
  }

  private Command command(
      ChatWorld world, Random random, Actor actor, String[] people, String room) {
    boolean app = actor instanceof Actor.AppActor;
    String other = people[random.nextInt(people.length)];
    return switch (random.nextInt(25)) {
      case 0, 1, 2 -> set(random, app ? List.of(people) : List.of(), room);
      case 3 ->
          new Command.SetParticipant(
              room, other, ParticipantPatch.KEEP, random.nextBoolean() ? Mode.CREATE : Mode.UPSERT);
      case 4 -> new Command.DeleteParticipant(room, other);
      case 5 ->
          app ? new Command.DeleteConversation(room) : new Command.DeleteParticipant(room, other);
      case 6, 7 -> new Command.DeleteMessage(room, message(random));
      case 8 ->
          new Command.EditMessage(
              room, message(random), new Content.Text("e" + random.nextInt()), MapPatch.KEEP);
      case 9 ->
          app
              ? new Command.MarkAsRead(room, other, world.now.get() - random.nextInt(20))
              : new Command.MarkAsRead(room);
      case 10 -> new Command.MarkAsUnread(room);
      case 11, 12, 13, 14 ->
          new Command.AddReaction(room, message(random), app ? other : null, emoji(random));
      case 15, 16 ->
          new Command.RemoveReaction(room, message(random), app ? other : null, emoji(random));
      case 17, 18, 19 -> new Command.MarkAsTyping(room);
      case 20, 21 -> send(random, room, message(random));
      default -> send(random, room, null);
    };
  }

  private static Command set(Random random, List<String> add, String room) {
    boolean changes = random.nextBoolean();
    return new Command.SetConversation(
        room,
        changes
            ? new ConversationPatch(
                Patch.put("s" + random.nextInt(3)), Patch.keep(), Patch.keep(), MapPatch.KEEP)
            : ConversationPatch.KEEP,
        ParticipantPatch.KEEP,
        add,
        changes ? Mode.UPSERT : Mode.CREATE);
  }

  private static Command send(Random random, String room, @Nullable String to) {
    String key = random.nextInt(3) == 0 ? "k" + random.nextInt(5) : null;
    return new Command.SendMessage(
        room, key, null, new Content.Text("t" + random.nextInt()), Map.of(), to);
  }

  private static String emoji(Random random) {
    return List.of("\u2764\uFE0F", "\uD83D\uDC4D", ":a:", ":b:").get(random.nextInt(4));
  }

  private String message(Random random) {
    List<String> ids = List.copyOf(sent);
    return ids.isEmpty() ? "msg_none" : ids.get(Math.max(0, ids.size() - 1 - random.nextInt(8)));
  }

  /// Everything that was done, read and told has come to everybody.
  private void settle(ChatWorld world, LateReads late) throws InterruptedException {
    do {
      rest(late);
      world.hub.tick();
    } while (hear());
  }

  /// Everybody takes what came; says whether something did.
  private boolean hear() {
    boolean news = false;
    for (TinyClient client : clients) {
      news |= client.hear();
      news |= client.ensure();
    }
    return news;
  }

  /// Nothing is being done or read any more; what was told may still be on its way.
  private void rest(LateReads late) throws InterruptedException {
    pending.forEach(CompletableFuture::join);
    pending.clear();
    late.rest();
  }

  /// What matches above the bound of a filtered list is known. Later it is compared what is known.
  private static void compareFiltered(TinyClient client, TinyClient fresh) {
    client.filtered.forEach((filter, from) -> {
      Bound bound = from.orElse(Bound.NOTHING);
      fresh.mirrors.forEach((id, mirror) -> {
        Bound place = mirror.place();
        if (filter.matches(mirror.traits()) && bound.holds(place.at(), place.id())) {
          assertThat(client.mirrors).as("filtered list of %s", client.user).containsKey(id);
        }
      });
    });
  }

  private void compare(
      ChatWorld world, LateReads late, TinyClient client, long seed, String[] rooms)
      throws InterruptedException {
    assertThat(client.waits()).as("unanswered, %s", client.user).isFalse();
    TinyClient fresh =
        new TinyClient(world, late.of(world.chat.reads(world.as(client.user))), client.user);
    fresh.followInbox(3);
    late.rest();
    fresh.hear();
    if (client.inbox) {
      Bound from = Objects.requireNonNull(client.inboxFrom);
      fresh.mirrors.forEach((id, mirror) -> {
        Bound place = mirror.place();
        if (from.holds(place.at(), place.id())) {
          assertThat(client.mirrors).as("list of %s", client.user).containsKey(id);
        }
      });
      assertThat(client.total).as("total of %s", client.user).isEqualTo(fresh.total);
      compareFiltered(client, fresh);
    }
    for (String room : rooms) {
      fresh.follow(room, 4, 3);
    }
    late.rest();
    fresh.hear();
    for (int i = 0; i < 20; i++) {
      for (String room : rooms) {
        TinyMirror mirror = fresh.mirrors.get(room);
        if (mirror != null && mirror.messagesFrom != null && !mirror.messagesFrom.everything()) {
          fresh.follow(room, 4, 3);
        }
      }
      late.rest();
      fresh.hear();
    }
    for (Map.Entry<String, Set<ReactorsWanted>> list : client.wanted.entrySet()) {
      TinyMirror known = client.mirrors.get(list.getKey());
      if (known != null && fresh.mirrors.containsKey(list.getKey())) {
        fresh.wanted.put(list.getKey(), held(list.getValue(), known));
        fresh.follow(list.getKey(), 0, 0);
      }
    }
    client.online.keySet().forEach(fresh::followOnline);
    late.rest();
    fresh.hear();
    fresh.close();
    assertThat(client.online).as("online for %s", client.user).isEqualTo(fresh.online);
    for (String room : client.followed) {
      assertThat(client.typing.getOrDefault(room, List.of()))
          .as("typing in %s for %s, seed %s", room, client.user, seed)
          .isEqualTo(fresh.typing.getOrDefault(room, List.of()));
    }
    assertThat(fresh.mirrors.keySet()).containsAll(client.mirrors.keySet());
    if (!client.followed.isEmpty()) {
      client.followed.stream()
          .filter(fresh.mirrors::containsKey)
          .forEach(id -> assertThat(client.mirrors).containsKey(id));
    }
    client.mirrors.forEach((id, mirror) ->
        assertThat(mirror.seen(mirror.messagesFrom, mirror.participantsFrom))
            .as("%s of %s, seed %s", id, client.user, seed)
            .isEqualTo(fresh.mirrors.get(id).seen(mirror.messagesFrom, mirror.participantsFrom)));
    client.wanted.forEach((id, lists) -> {
      if (client.mirrors.containsKey(id)) {
        assertThat(client.mirrors.get(id).reactors)
            .as("reactors in %s of %s, seed %s", id, client.user, seed)
            .hasSameSizeAs(lists)
            .hasToString(fresh.mirrors.get(id).reactors.toString());
      }
    });
  }

  /// The same lists up to where they are held.
  private static Set<ReactorsWanted> held(Set<ReactorsWanted> lists, TinyMirror mirror) {
    return lists.stream()
        .map(one ->
            new ReactorsWanted(
                one.messageId(),
                one.emoji(),
                mirror.reactors.get(one.messageId() + one.emoji()).to,
                0))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
