package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListTest {
  @TempDir Path folder;
  private ChatWorld world;

  @BeforeEach
  void begin() throws Exception {
    world = new ChatWorld(folder);
    world.people("alice", "bob");
    world.join("alice", "c");
    world.join("bob", "c");
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void a_live_conversation_that_the_client_does_not_know_is_told_again() {
    Frames bob = world.follower("bob");
    bob.follower.followInbox(new ClientFrame.FollowInbox(1, null, 20, Map.of()));
    assertThat(bob.next(ServerFrame.Inbox.class).states()).hasSize(1);
    world.send("alice", "c", "hi");
    bob.next(ServerFrame.Event.class);
    bob.follower.followInbox(new ClientFrame.FollowInbox(2, null, 20, Map.of()));
    assertThat(bob.next(ServerFrame.Inbox.class).states()).isEmpty();
    ServerFrame.State told = bob.next(ServerFrame.State.class);
    assertThat(told.state().fresh()).isTrue();
    assertThat(told.state().mark().unread()).isEqualTo(1);
  }

  @Test
  void a_conversation_that_is_followed_no_longer_by_itself_goes_on_in_the_list() {
    Frames bob = world.follower("bob");
    bob.follower.followConversation(
        new ClientFrame.FollowConversation(1, "c", null, 30, 0, List.of()));
    bob.next(ServerFrame.State.class);
    bob.follower.followInbox(new ClientFrame.FollowInbox(2, null, 20, Map.of()));
    assertThat(bob.next(ServerFrame.Inbox.class).states()).isEmpty();
    bob.follower.unfollow(new ClientFrame.Unfollow(List.of("c"), List.of(), false));
    world.send("alice", "c", "hi");
    assertThat(bob.next(ServerFrame.Event.class).conversationId()).isEqualTo("c");
  }
}
