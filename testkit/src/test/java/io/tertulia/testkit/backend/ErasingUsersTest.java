package io.tertulia.testkit.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.backend.MessageSnapshot;
import io.tertulia.backend.TalkBackend;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A user who is erased by the application's own server.
@ExtendWith(TertuliaExtension.class)
class ErasingUsersTest {
  @Test
  void a_user_goes_with_what_they_said(People people) {
    people.conversation("tea", "alice", "bob");
    TalkBackend backend = BackEnds.of(people);
    backend.conversation("tea").send("alice", "Mine");
    backend.conversation("tea").send("bob", "Yours");
    // Other tests read on the same server, and whoever reads may be in the way for a while.
    boolean gone = backend.user("alice").erase();
    while (!gone) {
      gone = !backend.user("alice").isBeingErased();
    }
    assertThat(backend.user("alice").get()).isEmpty();
    assertThat(backend.conversation("tea").get().orElseThrow().participants())
        .containsOnlyKeys("bob");
    assertThat(backend.conversation("tea").messages().map(MessageSnapshot::plaintext))
        .containsExactly("Yours");
    assertThat(backend.user("alice").erase()).isTrue();
    assertThat(backend.user("alice").isBeingErased()).isFalse();
  }
}
