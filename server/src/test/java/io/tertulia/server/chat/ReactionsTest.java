package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.ReactionCount;
import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.Have;
import io.tertulia.protocol.frame.Reactors;
import io.tertulia.protocol.frame.ReactorsWanted;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.server.identity.Actor;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is told of reactions, and to whom.
class ReactionsTest {
  private static final String HEART = "\u2764\uFE0F";
  private static final String THUMB = "\uD83D\uDC4D";

  @TempDir Path folder;
  private ChatWorld world;
  private String message;

  @BeforeEach
  void open() throws SQLException {
    world = new ChatWorld(folder);
    world.people("alice", "bob", "carol");
    world.join("alice", "tea");
    world.join("bob", "tea");
    message = world.send("alice", "tea", "Tea?").messageId();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void an_event_tells_the_counts_and_whose_reaction_it_is_and_who_that_is() {
    Frames frames = world.follower("bob");
    follow(frames, null, List.of());
    react("alice", message, "\u2764");
    List<Fact> put = frames.next(ServerFrame.Event.class).put();
    assertThat(only(put, MessageFact.class))
        .extracting(MessageFact::reactions)
        .containsExactly(List.of(new ReactionCount(HEART, 1)));
    assertThat(only(put, ReactionFact.class))
        .extracting(ReactionFact::emoji, ReactionFact::userId)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(HEART, "alice"));
    assertThat(only(put, UserFact.class)).extracting(UserFact::id).containsExactly("alice");
    unreact(world.as("alice"), message, HEART);
    var event = frames.next(ServerFrame.Event.class);
    assertThat(event.gone()).containsExactly(new Gone.ReactionGone(message, HEART, "alice"));
    assertThat(only(event.put(), MessageFact.class).getFirst().reactions()).isEmpty();
  }

  @Test
  void what_changes_nothing_makes_no_version() {
    react("alice", message, HEART);
    long version = follow(world.follower("bob"), null, List.of()).position().version();
    react("alice", message, HEART);
    unreact(world.as("alice"), message, THUMB);
    assertThat(follow(world.follower("bob"), null, List.of()).position().version())
        .isEqualTo(version);
  }

  @Test
  void a_state_tells_the_viewers_own_reactions_and_no_others() {
    react("alice", message, HEART);
    react("bob", message, THUMB);
    ConversationState fresh = follow(world.follower("bob"), null, List.of());
    assertThat(only(fresh.put(), ReactionFact.class))
        .extracting(ReactionFact::userId)
        .containsExactly("bob");
    Have have = new Have(fresh.position(), Bound.EVERYTHING, null);
    unreact(world.as("bob"), message, THUMB);
    react("alice", message, THUMB);
    ConversationState since = follow(world.follower("bob"), have, List.of());
    assertThat(since.fresh()).isFalse();
    assertThat(only(since.put(), MessageFact.class)).hasSize(1);
    assertThat(only(since.put(), ReactionFact.class)).isEmpty();
  }

  @Test
  void an_answer_brings_the_reactions_to_what_it_answers() {
    react("alice", message, HEART);
    react("bob", message, HEART);
    Frames frames = world.follower("bob");
    follow(frames, null, List.of());
    world.reply("alice", "tea", "Well?", message);
    assertThat(only(frames.next(ServerFrame.Event.class).put(), ReactionFact.class)).hasSize(2);
    for (int i = 0; i < 49; i++) {
      react("alice", message, ":e" + i + ":");
      frames.next(ServerFrame.Event.class);
    }
    world.reply("alice", "tea", "Well?", message);
    assertThat(only(frames.next(ServerFrame.Event.class).put(), ReactionFact.class)).isEmpty();
  }

  @Test
  void the_end_of_a_message_takes_its_reactions_with_it() throws Exception {
    react("bob", message, HEART);
    Frames frames = world.follower("bob");
    follow(frames, null, List.of());
    world.submit(world.as("alice"), new Command.DeleteMessage("tea", message));
    assertThat(frames.next(ServerFrame.Event.class).gone())
        .hasOnlyElementsOfType(Gone.MessageGone.class);
    assertThat(rows()).isZero();
    String other = world.send("alice", "tea", "Coffee?").messageId();
    react("bob", other, HEART);
    world.submit(world.asApp(), new Command.DeleteConversation("tea"));
    assertThat(rows()).isZero();
  }

  @Test
  void reactors_are_told_whole_and_oldest_first_though_the_clock_goes_back() {
    react("bob", message, HEART);
    world.now.addAndGet(-5_000);
    react("alice", message, HEART);
    Reactors all = reactors(new ReactorsWanted(message, "\u2764", null, 10));
    assertThat(all.emoji()).isEqualTo("\u2764");
    assertThat(all.put()).extracting(ReactionFact::userId).containsExactly("bob", "alice");
    assertThat(all.to()).isEqualTo(Bound.NOTHING);
    Reactors one = reactors(new ReactorsWanted(message, HEART, null, 1));
    assertThat(one.put()).extracting(ReactionFact::userId).containsExactly("bob");
    assertThat(one.to()).isEqualTo(new Bound(one.put().getFirst().createdAt(), "bob"));
    assertThat(reactors(new ReactorsWanted(message, HEART, one.to(), 0))).isEqualTo(one);
    assertThat(reactors(new ReactorsWanted(message, HEART, one.to(), 1)))
        .isEqualTo(new Reactors(message, HEART, all.put(), Bound.NOTHING));
    assertThat(reactors(new ReactorsWanted(message, HEART, null, 0)))
        .isEqualTo(new Reactors(message, HEART, List.of(), Bound.EVERYTHING));
    assertThat(reactors(new ReactorsWanted("msg_none", HEART, null, 9)))
        .isEqualTo(new Reactors("msg_none", HEART, List.of(), null));
    assertThat(reactors(new ReactorsWanted(message, "no emoji", null, 9)))
        .isEqualTo(new Reactors(message, "no emoji", List.of(), Bound.NOTHING));
  }

  @Test
  void a_follow_of_more_lists_than_allowed_is_refused() {
    Frames frames = world.follower("bob");
    frames.follower.followConversation(
        wanted(null, Collections.nCopies(101, new ReactorsWanted(message, HEART, null, 1))));
    assertThat(frames.next(ServerFrame.Refused.class).code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void a_query_tells_the_earliest_reactions_to_those_who_take_part() {
    react("bob", message, HEART);
    react("alice", message, HEART);
    var query = new Query.GetReactions("tea", message, HEART, 1);
    assertThat(only(world.ask(world.as("alice"), query).put(), ReactionFact.class))
        .extracting(ReactionFact::userId)
        .containsExactly("bob");
    assertThat(world.ask(world.as("carol"), query).put()).isEmpty();
    assertThatThrownBy(
            () -> world.ask(world.as("bob"), new Query.GetReactions("tea", message, HEART, 101)))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void users_react_for_themselves_and_the_app_for_participants() {
    assertRefused(ErrorCode.PERMISSION_DENIED, world.as("alice"), "bob");
    assertRefused(ErrorCode.INVALID_ARGUMENT, world.asApp(), null);
    assertRefused(ErrorCode.NOT_FOUND, world.asApp(), "nobody");
    assertRefused(ErrorCode.INVALID_ARGUMENT, world.asApp(), "carol");
    assertRefused(ErrorCode.NOT_PARTICIPANT, world.as("carol"), null);
    world.submit(world.asApp(), new Command.AddReaction("tea", message, "bob", HEART));
    world.submit(world.asApp(), new Command.RemoveReaction("tea", message, "carol", HEART));
    world.submit(world.as("bob"), new Command.DeleteParticipant("tea", "bob"));
    world.submit(world.asApp(), new Command.RemoveReaction("tea", message, "bob", HEART));
    assertThat(reactors("alice", new ReactorsWanted(message, HEART, null, 9)).put()).isEmpty();
  }

  @Test
  void a_reaction_that_is_taken_back_and_made_again_stands_last() {
    react("bob", message, HEART);
    react("alice", message, HEART);
    unreact(world.as("bob"), message, HEART);
    react("bob", message, HEART);
    assertThat(reactors(new ReactorsWanted(message, HEART, null, 9)).put())
        .extracting(ReactionFact::userId)
        .containsExactly("alice", "bob");
  }

  @Test
  void emoji_that_are_none_are_refused_whatever_their_length() {
    for (String odd :
        List.of("", "x", THUMB + THUMB, THUMB.repeat(2_500), ":" + "x".repeat(49) + ":")) {
      assertThatThrownBy(() -> react("alice", message, odd))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> {
                assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
                assertThat(refusal.getMessage()).hasSizeLessThan(200);
              });
    }
  }

  @Test
  void the_fifty_first_emoji_is_refused_and_changes_nothing() {
    for (int i = 0; i < 50; i++) {
      react("alice", message, ":e" + i + ":");
    }
    var before = follow(world.follower("bob"), null, List.of()).position();
    assertThatThrownBy(() -> react("alice", message, HEART))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
    react("alice", message, ":e0:");
    assertThat(follow(world.follower("bob"), null, List.of()).position()).isEqualTo(before);
  }

  private void react(String user, String to, String emoji) {
    world.submit(world.as(user), new Command.AddReaction("tea", to, null, emoji));
  }

  private void unreact(Actor actor, String to, String emoji) {
    world.submit(actor, new Command.RemoveReaction("tea", to, null, emoji));
  }

  private void assertRefused(ErrorCode code, Actor actor, @Nullable String userId) {
    assertThatThrownBy(
            () -> world.submit(actor, new Command.AddReaction("tea", message, userId, HEART)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private Reactors reactors(ReactorsWanted wanted) {
    return reactors("bob", wanted);
  }

  private Reactors reactors(String who, ReactorsWanted wanted) {
    return follow(world.follower(who), null, List.of(wanted)).reactors().getFirst();
  }

  private static ConversationState follow(
      Frames frames, @Nullable Have have, List<ReactorsWanted> reactors) {
    frames.follower.followConversation(wanted(have, reactors));
    return frames.next(ServerFrame.State.class).state();
  }

  private static ClientFrame.FollowConversation wanted(
      @Nullable Have have, List<ReactorsWanted> reactors) {
    return new ClientFrame.FollowConversation(
        1, "tea", have, have == null ? 30 : 0, 0, List.of(), false, new ArrayList<>(reactors));
  }

  private static <F extends Fact> List<F> only(List<Fact> facts, Class<F> kind) {
    return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private long rows() throws Exception {
    return world
        .database
        .read(sql -> sql.number("SELECT count(*) FROM reactions"))
        .toCompletableFuture()
        .join();
  }
}
