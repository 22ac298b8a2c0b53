package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.ReadMark;
import io.tertulia.protocol.fact.TallyFact;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Read marks that the app itself sets, as followers see them.
class AppMarksTest {
  private static final String ROOM = "room";

  @TempDir Path folder;
  private ChatWorld world;

  @BeforeEach
  void open() throws Exception {
    world = new ChatWorld(folder);
    world.people("alice", "bob");
    world.join("alice", ROOM);
    world.join("bob", ROOM);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void followers_see_at_once_what_the_app_marks_forth_and_back() {
    long joined = world.now.get();
    world.now.addAndGet(10);
    world.send("alice", ROOM, "one");
    world.now.addAndGet(10);
    world.send("alice", ROOM, "two");
    Frames bob = follow("bob");
    Frames alice = follow("alice");

    mark("bob", null);
    assertThat(everyone(alice)).isEqualTo(joined + 20);
    assertThat(everyone(bob)).isEqualTo(joined + 20);
    ReadMark read = bob.next(ServerFrame.Marked.class).mark();
    assertThat(read.unread()).isZero();
    assertThat(read.readUntil()).isEqualTo(joined + 20);

    mark("bob", joined + 10);
    assertThat(everyone(alice)).isEqualTo(joined + 10);
    assertThat(everyone(bob)).isEqualTo(joined + 10);
    assertThat(bob.next(ServerFrame.Marked.class).mark().unread()).isEqualTo(1);
    assertThat(alice.silent()).isTrue();
  }

  @Test
  void a_client_can_mark_for_nobody_else_and_for_no_other_time() {
    for (Command.MarkAsRead command :
        List.of(
            new Command.MarkAsRead(ROOM, "alice", null),
            new Command.MarkAsRead(ROOM, null, 5L),
            new Command.MarkAsRead(ROOM, "bob", 5L))) {
      assertThatThrownBy(() -> world.submit(world.as("bob"), command))
          .isInstanceOfSatisfying(
              Refusal.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.PERMISSION_DENIED));
    }
    world.submit(world.as("bob"), new Command.MarkAsRead(ROOM, "bob", null));
  }

  private void mark(String user, @Nullable Long until) {
    world.submit(world.asApp(), new Command.MarkAsRead(ROOM, user, until));
  }

  private Frames follow(String user) {
    Frames frames = world.follower(user);
    frames.follower.followConversation(
        new ClientFrame.FollowConversation(1, ROOM, null, 0, 0, List.of()));
    frames.next(ServerFrame.State.class);
    return frames;
  }

  private static long everyone(Frames frames) {
    List<Fact> put = frames.next(ServerFrame.Event.class).put();
    return ((TallyFact) put.getFirst()).everyoneReadUntil();
  }
}
