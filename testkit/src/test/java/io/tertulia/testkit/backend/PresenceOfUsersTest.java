package io.tertulia.testkit.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.backend.SessionSnapshot;
import io.tertulia.backend.TalkBackend;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.testkit.ListRecorder;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Who is online, as an application's own server is told.
@ExtendWith(TertuliaExtension.class)
class PresenceOfUsersTest {
  @Test
  void who_looks_at_a_conversation_is_here_and_others_are_not(People people) {
    people.conversation("tea", "alice", "bob");
    TalkBackend backend = BackEnds.of(people);
    assertThat(backend.sessions(List.of("alice", "bob"))).isEmpty();
    var tea = people.session("alice").conversation("tea");
    tea.subscribeMessages(new ListRecorder<MessageSnapshot>()).connected().join();
    tea.markAsTyping().join();
    var here = backend.sessions(List.of("alice", "bob"));
    assertThat(here).containsOnlyKeys("alice");
    SessionSnapshot session = here.get("alice").getFirst();
    assertThat(session.selectedConversationId()).isEqualTo("tea");
    assertThat(session.isTyping()).isTrue();
    assertThat(session.isInBackground()).isFalse();
    assertThat(backend.sessions()).containsOnlyKeys("alice");
    assertThat(backend.sessions(List.of("bob"))).isEmpty();
  }
}
