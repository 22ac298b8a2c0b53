package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A commit that cannot be told to somebody, as a mistake of ours would have it.
class TellingTest {
  @TempDir Path folder;
  private ChatWorld world;

  @BeforeEach
  void begin() throws Exception {
    world = new ChatWorld(folder);
    world.people("alice", "bob");
    for (String user : List.of("alice", "bob")) {
      world.join(user, "tea");
      world.join(user, "work");
    }
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void whoever_cannot_be_told_is_ended_and_the_others_are_told() {
    Frames first = following("alice");
    Frames second = following("bob");
    first.broken = true;
    world.send("bob", "tea", "one");
    assertThat(first.next(ServerFrame.Bye.class).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(second.next(ServerFrame.Event.class).conversationId()).isEqualTo("tea");
    assertThat(second.next(ServerFrame.Marked.class).conversationId()).isEqualTo("tea");
    first.broken = false;
    world.send("bob", "work", "two");
    assertThat(first.silent()).isTrue();
    assertThat(second.next(ServerFrame.Event.class).conversationId()).isEqualTo("work");
  }

  private Frames following(String user) {
    Frames frames = world.follower(user);
    for (String room : List.of("tea", "work")) {
      frames.follower.followConversation(
          new ClientFrame.FollowConversation(1, room, null, 0, 0, List.of()));
      frames.next(ServerFrame.State.class);
    }
    return frames;
  }
}
