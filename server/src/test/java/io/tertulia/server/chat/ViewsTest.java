package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.command.UserPatch;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.Position;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.delivery.Reads;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How users see texts: masked by their role, in every place where text leaves, and never twice in
/// different ways over one connection.
class ViewsTest {
  private static final String SECRET = "joe@secret.test";
  private static final AppSettings SETTINGS =
      AppSettings.DEFAULT
          .withRole("others", role("{'masking':{'mode':'others','emails':true}}"))
          .withRole("all", role("{'masking':{'mode':'all','emails':true}}"));

  @TempDir Path folder;
  private ChatWorld world;

  @BeforeEach
  void begin() throws Exception {
    world = new ChatWorld(folder);
    world.settings(SETTINGS);
    world.people("alice", "bob", "carol", "dora");
    for (String user : List.of("alice", "bob", "carol", "dora")) {
      world.join(user, "c");
    }
    give("bob", "others");
    give("carol", "others");
    give("dora", "all");
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void an_event_says_what_its_reader_may_see() {
    Frames alice = following("alice");
    Frames bob = following("bob");
    Frames carol = following("carol");
    Frames dora = following("dora");
    String id = world.send("bob", "c", "bob: " + SECRET).messageId();
    assertThat(text(alice.next(ServerFrame.Event.class).put())).contains(SECRET);
    assertThat(text(bob.next(ServerFrame.Event.class).put())).contains(SECRET);
    assertThat(text(carol.next(ServerFrame.Event.class).put())).doesNotContain(SECRET);
    assertThat(text(dora.next(ServerFrame.Event.class).put())).doesNotContain(SECRET);
    world.edit("bob", "c", id, "edited: " + SECRET);
    bob.next(ServerFrame.Marked.class);
    assertThat(text(bob.next(ServerFrame.Event.class).put())).contains("edited", SECRET);
    assertThat(text(carol.next(ServerFrame.Event.class).put()))
        .contains("edited")
        .doesNotContain(SECRET);
    world.send("dora", "c", "dora: " + SECRET);
    dora.next(ServerFrame.Event.class);
    assertThat(text(dora.next(ServerFrame.Event.class).put()))
        .contains("dora: ")
        .doesNotContain(SECRET);
  }

  @Test
  void states_lists_and_answers_say_what_their_reader_may_see() {
    String asked = world.send("alice", "c", "question " + SECRET).messageId();
    String answer = world.reply("bob", "c", "answer " + SECRET, asked).messageId();
    for (String viewer : List.of("alice", "bob", "carol", "dora")) {
      boolean seesQuestion = viewer.equals("alice");
      boolean seesAnswer = viewer.equals("alice") || viewer.equals("bob");
      List<List<Fact>> told =
          List.of(
              state(viewer, 5).state().put(),
              state(viewer, 0).state().put(),
              list(viewer).states().getFirst().put(),
              world.ask(world.as(viewer), new Query.GetConversation("c")).put(),
              world.ask(world.as(viewer), new Query.GetMessage("c", answer)).put());
      for (List<Fact> put : told) {
        assertThat(said(put, asked).contains(SECRET)).as("%s", put).isEqualTo(seesQuestion);
        assertThat(said(put, answer).contains(SECRET)).as("%s", put).isEqualTo(seesAnswer);
      }
    }
  }

  @Test
  void the_app_sees_what_was_written_and_everybody_what_the_system_said() {
    world.send("alice", "c", SECRET);
    assertThat(world.chat.ask(world.asApp(), new AppQuery.ListMessages("c", 9, null)).join())
        .extracting(message -> message.fact().content().toString())
        .singleElement()
        .asString()
        .contains(SECRET);
    Frames carol = following("carol");
    world.submit(
        world.asApp(),
        new Command.SendMessage("c", null, null, new Content.Text(SECRET), Map.of(), null));
    assertThat(text(carol.next(ServerFrame.Event.class).put())).contains(SECRET);
  }

  @Test
  void what_is_seen_alike_is_encoded_once() {
    View bob = view("bob");
    View carol = view("carol");
    MessageFact fact = message(world.send("bob", "c", SECRET).messageId());
    MessageFact clean = message(world.send("alice", "c", "nothing to hide").messageId());
    MessageFact alices = message(world.send("alice", "c", SECRET).messageId());
    SeenEvent secret = event(fact);
    assertThat(secret.of(carol)).isSameAs(secret.of(new View(carol.masker(), "erin", true)));
    assertThat(secret.of(bob)).isSameAs(secret.of(bob)).isSameAs(secret.of(view("alice")));
    assertThat(secret.of(bob)).isNotSameAs(secret.of(carol));
    SeenEvent both = event(fact, alices);
    assertThat(both.of(bob)).isNotSameAs(both.of(carol)).isNotSameAs(both.of(view("alice")));
    SeenEvent harmless = event(clean);
    assertThat(harmless.of(bob)).isSameAs(harmless.of(view("alice")));
  }

  @Test
  void whoever_gets_another_role_hears_nothing_more_and_has_to_come_back() {
    Frames alice = following("alice");
    Frames carol = following("carol");
    give("alice", "others");
    world.send("bob", "c", SECRET);
    assertThat(alice.next(ServerFrame.Bye.class).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(alice.silent()).isTrue();
    carol.next(ServerFrame.Event.class);
    assertThat(text(state("alice", 5).state().put())).doesNotContain(SECRET);
  }

  @Test
  void whoever_sees_as_before_stays() {
    Frames alice = following("alice");
    Frames carol = following("carol");
    world.settings(SETTINGS.withRole("default", role("{'edit':'none'}")));
    give("alice", "only a name");
    world.send("bob", "c", "hi");
    alice.next(ServerFrame.Event.class);
    carol.next(ServerFrame.Event.class);
  }

  @Test
  void when_an_app_masks_otherwise_all_its_users_have_to_come_back() {
    Frames alice = following("alice");
    world.settings(SETTINGS.withRole("all", role("{'masking':{'mode':'all','links':true}}")));
    assertThat(alice.next(ServerFrame.Bye.class).message()).contains("settings changed");
    world.settings(SETTINGS.withVerifyIdentity(false));
    Frames bob = following("bob");
    world.settings(SETTINGS);
    assertThat(bob.next(ServerFrame.Bye.class).code()).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void what_was_settled_is_read_that_way_or_not_at_all() {
    Reads reads = world.chat.reads(world.as("alice"));
    assertThat(reads.settle().toCompletableFuture().join()).isEmpty();
    give("alice", "others");
    var late = reads.conversation(follow(1, 5)).toCompletableFuture();
    assertThat(late)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("has changed");
    assertThat(world.chat.reads(world.as("alice")).settle().toCompletableFuture().join())
        .hasValueSatisfying(id -> assertThat(id).isEqualTo(view("bob").id()));
  }

  private View view(String user) {
    Reads reads = world.chat.reads(world.as(user));
    reads.settle().toCompletableFuture().join();
    return (View) reads.view();
  }

  private Frames following(String user) {
    Frames frames = world.follower(user);
    frames.follower.followConversation(follow(1, 5));
    frames.next(ServerFrame.State.class);
    return frames;
  }

  private ServerFrame.State state(String user, int messages) {
    Frames frames = world.follower(user);
    frames.follower.followConversation(follow(1, messages));
    return frames.next(ServerFrame.State.class);
  }

  private ServerFrame.Inbox list(String user) {
    Frames frames = world.follower(user);
    frames.follower.followInbox(new ClientFrame.FollowInbox(1, null, 5, Map.of()));
    return frames.next(ServerFrame.Inbox.class);
  }

  private static ClientFrame.FollowConversation follow(long id, int messages) {
    return new ClientFrame.FollowConversation(id, "c", null, messages, 0, List.of());
  }

  private MessageFact message(String id) {
    return world.ask(world.asApp(), new Query.GetMessage("c", id)).put().stream()
        .filter(MessageFact.class::isInstance)
        .map(MessageFact.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static SeenEvent event(Fact... put) {
    return new SeenEvent(new ServerFrame.Event("c", new Position(1, 1), List.of(put), List.of()));
  }

  private void give(String user, String role) {
    Json patch = Json.object().put("role", role).build();
    world.submit(
        world.asApp(), new Command.SetUser(user, UserPatch.read(Fields.of(patch, "")), Mode.EDIT));
  }

  private static String said(List<Fact> put, String id) {
    return put.stream()
        .filter(fact -> fact instanceof MessageFact message && message.id().equals(id))
        .map(fact -> ((MessageFact) fact).content().toString())
        .findFirst()
        .orElseThrow();
  }

  private static String text(List<Fact> put) {
    return put.stream()
        .filter(MessageFact.class::isInstance)
        .map(fact -> ((MessageFact) fact).content().toString())
        .toList()
        .toString();
  }

  private static Role role(String json) {
    return Role.read(Fields.of(Json.parse(json.replace('\'', '"')), ""));
  }
}
