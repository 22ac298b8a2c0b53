package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.MapPatch;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.command.UserPatch;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rights are taken away while messages, edits, typing, searches, other questions and new follows
/// run: nothing of what comes after the removal reaches whom it was taken from.
///
/// `-Dtertulia.races=500` plays more, `-Dtertulia.seed=7` one.
class RacesTest {
  private static final String SECRET = "joe@secret.test";
  private static final AppSettings SETTINGS =
      AppSettings.DEFAULT.withRole(
          "masked",
          Role.read(
              Fields.of(Json.parse("{\"masking\":{\"mode\":\"others\",\"emails\":true}}"), "")));

  @TempDir Path folder;
  private ChatWorld world;
  private LateReads late;
  private String room;

  @Test
  void who_is_removed_hears_nothing_of_what_comes_after() throws Exception {
    play((number, app) -> remove(number % 2, app));
  }

  @Test
  void who_is_to_see_less_never_sees_more_of_what_comes_after() throws Exception {
    play((number, app) -> world.submit(app, role("bob" + number)));
  }

  @FunctionalInterface
  private interface Change {
    void carryOut(long number, Actor app);
  }

  private void play(Change change) throws Exception {
    Long one = Long.getLong("tertulia.seed");
    long first = one == null ? 1 : one;
    long last = one == null ? Integer.getInteger("tertulia.races", 60) : one;
    try (ChatWorld played = new ChatWorld(folder);
        LateReads reads = new LateReads()) {
      world = played;
      late = reads;
      world.settings(SETTINGS);
      for (long number = first; number <= last; number++) {
        try {
          race(number, change);
        } catch (AssertionError e) {
          throw new AssertionError("race " + number, e);
        }
      }
    }
  }

  private void race(long number, Change change) throws Exception {
    String bob = "bob" + number;
    room = "room" + number;
    List<String> people = List.of("alice", "carol", "dora", bob);
    world.people(people.toArray(String[]::new));
    people.forEach(user -> world.join(user, room));
    Frames witness = world.follower("alice");
    witness.follower.followUsers(new ClientFrame.FollowUsers(1, Map.of(bob, 0L)));
    witness.next(ServerFrame.Users.class);
    witness.follower.followConversation(follow(2));
    witness.next(ServerFrame.State.class);
    Ears told = new Ears();
    Random random = new Random(number);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List.of("alice", "carol", "dora")
          .forEach(user -> threads.execute(() -> talk(user, random.nextLong())));
      threads.execute(() -> listen(bob, told, random.nextLong()));
      threads.execute(() -> ask(bob, told));
      threads.execute(() -> {
        for (int i = random.nextInt(20); i > 0; i--) {
          world.send(bob, room, "mine@own.test");
        }
        change.carryOut(number, world.asApp());
        told.changed = true;
      });
      threads.execute(() -> {
        for (int i = 0; i < 20 || !told.changed; i++) {
          world.hub.tick();
        }
      });
    }
    late.rest();
    type("alice");
    world.hub.tick();
    world.send("alice", room, "the end " + SECRET);
    told.lines.forEach(told::take);
    List<ServerFrame> seen = new ArrayList<>();
    for (ServerFrame f = witness.poll(); f != null; f = witness.poll()) {
      seen.add(f);
    }
    judge(bob, seen, told);
  }

  /// What Bob was told over all of his lines, and what he found by asking after the change.
  private static final class Ears {
    final List<Frames> lines = new CopyOnWriteArrayList<>();
    final List<ServerFrame> frames = new ArrayList<>();
    final List<List<Fact>> found = new ArrayList<>();
    final List<ServerFrame.Hit> hits = new ArrayList<>();
    final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    volatile boolean changed;

    /// Of those who type a line tells only while it shows the conversation.
    void take(Frames line) {
      boolean inside = false;
      for (ServerFrame f = line.poll(); f != null; f = line.poll()) {
        frames.add(f);
        inside |= f instanceof ServerFrame.State;
        inside &= !(f instanceof ServerFrame.Outside);
        assertThat(inside || !(f instanceof ServerFrame.Typing)).as("told outside: %s", f).isTrue();
      }
    }
  }

  private void judge(String bob, List<ServerFrame> seen, Ears told) {
    assertThat(told.failures).isEmpty();
    boolean after = false;
    boolean removed = false;
    long from = Long.MAX_VALUE;
    for (ServerFrame frame : seen) {
      after |= frame instanceof ServerFrame.Users;
      if (frame instanceof ServerFrame.Event event) {
        boolean goes =
            event.gone().stream()
                .anyMatch(g -> g instanceof Gone.ParticipantGone p && p.userId().equals(bob));
        removed |= goes;
        if ((after || goes) && from == Long.MAX_VALUE) {
          from = event.position().version();
        }
      }
    }
    assertThat(from).as("the witness saw the change").isLessThan(Long.MAX_VALUE);
    for (ServerFrame frame : told.frames) {
      for (Told one : told(frame)) {
        if (one.version >= from) {
          assertThat(removed).as("told after the removal: %s", frame).isFalse();
          mustHide(one.put, bob);
        }
      }
    }
    assertThat(told.hits).as("found by a search after the change").isEmpty();
    for (List<Fact> put : told.found) {
      assertThat(removed && !put.isEmpty()).as("found after the removal: %s", put).isFalse();
      mustHide(put, bob);
    }
  }

  private static void mustHide(List<Fact> put, String bob) {
    for (Fact fact : put) {
      if (fact instanceof MessageFact message && !bob.equals(message.senderId())) {
        assertThat(message.json().toText()).doesNotContain(SECRET);
      }
    }
  }

  private record Told(long version, List<Fact> put) {}

  private static List<Told> told(ServerFrame frame) {
    return switch (frame) {
      case ServerFrame.Event f -> List.of(new Told(f.position().version(), f.put()));
      case ServerFrame.State f -> List.of(told(f.state()));
      case ServerFrame.Inbox f -> f.states().stream().map(RacesTest::told).toList();
      default -> List.of();
    };
  }

  private static Told told(ConversationState state) {
    return new Told(state.position().version(), state.put());
  }

  /// Writes and edits.
  private void talk(String user, long seed) {
    Random random = new Random(seed);
    @Nullable String last = null;
    for (int i = 0; i < 25; i++) {
      if (random.nextInt(4) == 0) {
        type(user);
      }
      if (last == null || random.nextBoolean()) {
        last = world.send(user, room, i + " " + SECRET).messageId();
      } else {
        world.submit(
            world.as(user),
            new Command.EditMessage(
                room, last, new Content.Text("edited " + i + " " + SECRET), MapPatch.KEEP));
      }
    }
  }

  private void type(String user) {
    world.submit(world.as(user), new Command.MarkAsTyping(room));
  }

  /// Follows, over line after line.
  private void listen(String bob, Ears told, long seed) {
    Random random = new Random(seed);
    try {
      for (int i = 0; i < 20 || !told.changed; i++) {
        Frames line = world.follower(bob, late.of(world.chat.reads(world.as(bob))));
        told.lines.add(line);
        if (random.nextBoolean()) {
          line.follower.followConversation(follow(1));
        }
        if (random.nextInt(3) > 0) {
          line.follower.followInbox(new ClientFrame.FollowInbox(2, null, 5, Map.of()));
        }
        late.rest();
        if (i > 0 && random.nextBoolean()) {
          told.lines.get(random.nextInt(told.lines.size())).follower.close();
        }
      }
    } catch (InterruptedException | RuntimeException e) {
      told.failures.add(e);
    }
  }

  /// Asks, and notes what is found once the change was answered.
  private void ask(String bob, Ears told) {
    int after = 0;
    while (after < 10) {
      boolean changed = told.changed;
      List<Fact> found = world.ask(world.as(bob), new Query.GetConversation(room)).put();
      var hits = world.ask(world.as(bob), new Query.SearchMessages(SECRET, null, null, 10)).page();
      if (changed) {
        after++;
        told.found.add(found);
        told.hits.addAll(hits == null ? List.of() : hits.hits());
      }
    }
  }

  private ClientFrame.FollowConversation follow(long id) {
    return new ClientFrame.FollowConversation(id, room, null, 5, 0, List.of(), true, List.of());
  }

  private void remove(long way, Actor app) {
    String bob = "bob" + room.substring("room".length());
    Command command =
        way == 0
            ? new Command.DeleteParticipant(room, bob)
            : new Command.SetParticipant(
                room, bob, new ParticipantPatch(Patch.put(Access.NONE), Patch.keep()), Mode.EDIT);
    world.submit(app, command);
  }

  private static Command role(String user) {
    Json patch = Json.object().put("role", "masked").build();
    return new Command.SetUser(user, UserPatch.read(Fields.of(patch, "")), Mode.EDIT);
  }
}
