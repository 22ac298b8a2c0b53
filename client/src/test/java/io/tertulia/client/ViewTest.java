package io.tertulia.client;

import static io.tertulia.client.mirror.Facts.C;
import static io.tertulia.client.mirror.Facts.down;
import static io.tertulia.client.mirror.Facts.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What was told under one view is not trusted under another.
class ViewTest {
  private final Stage stage = new Stage();
  private final TalkSession session = stage.session();
  private final Recorder<MessageSnapshot> messages = new Recorder<>();
  private final Recorder<ConversationSnapshot> list = new Recorder<>();

  @Test
  void under_another_view_everything_is_asked_for_anew_and_shown_once() {
    shown(null);
    assertThat(messages.snapshots).hasSize(1);
    stage.cut();
    FakeLine next = welcome("others");
    var follow = next.take(ClientFrame.FollowConversation.class);
    assertThat(follow.have()).isNull();
    assertThat(follow.moreMessages()).isEqualTo(30);
    var inbox = next.take(ClientFrame.FollowInbox.class);
    assertThat(inbox.from()).isNull();
    assertThat(inbox.known()).isEmpty();
    assertThat(inbox.more()).isEqualTo(20);
    stage.run();
    assertThat(messages.snapshots).hasSize(1);
    assertThat(list.snapshots).hasSize(1);
    next.tell(new ServerFrame.State(follow.id(), fresh(C, 101, 61, 91, down(61)), null));
    next.tell(new ServerFrame.Inbox(inbox.id(), Bound.EVERYTHING, 1, List.of(), List.of()));
    assertThat(messages.snapshots).hasSize(2);
    assertThat(list.snapshots).hasSize(2);
  }

  @Test
  void under_the_same_view_what_is_known_is_built_upon() {
    shown("others");
    stage.cut();
    FakeLine next = welcome("others");
    assertThat(next.take(ClientFrame.FollowConversation.class).have()).isNotNull();
    assertThat(next.take(ClientFrame.FollowInbox.class).from()).isNotNull();
  }

  private FakeLine shown(String view) {
    session.conversation(C).subscribeMessages(messages);
    session.subscribeConversations(list);
    FakeLine line = welcome(view);
    var follow = line.take(ClientFrame.FollowConversation.class);
    var inbox = line.take(ClientFrame.FollowInbox.class);
    line.tell(new ServerFrame.State(follow.id(), fresh(C, 100, 61, 90, down(61)), null));
    line.tell(new ServerFrame.Inbox(inbox.id(), Bound.EVERYTHING, 1, List.of(), List.of()));
    line.rest();
    return line;
  }

  private FakeLine welcome(String view) {
    stage.run();
    FakeLine line = stage.line().open();
    line.take(ClientFrame.Hello.class);
    line.tell(new ServerFrame.Welcome(stage.hand.now(), null, view));
    return line;
  }
}
