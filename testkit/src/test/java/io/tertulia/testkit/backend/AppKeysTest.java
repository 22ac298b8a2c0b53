package io.tertulia.testkit.backend;

import static io.tertulia.testkit.backend.BackEnds.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tertulia.backend.BackendOptions;
import io.tertulia.backend.KeySnapshot;
import io.tertulia.backend.NewKey;
import io.tertulia.backend.TalkBackend;
import io.tertulia.backend.TalkException;
import io.tertulia.client.TalkSession;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.server.identity.SecretKey;
import io.tertulia.server.identity.Tokens;
import io.tertulia.testkit.ListRecorder;
import io.tertulia.testkit.People;
import io.tertulia.testkit.Recorder;
import io.tertulia.testkit.TertuliaExtension;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Secret keys that are changed by the application's own server.
@ExtendWith(TertuliaExtension.class)
class AppKeysTest {
  @Test
  void a_key_is_changed_without_a_gap(People people) {
    people.create("alice");
    TalkBackend old = BackEnds.of(people);
    KeySnapshot first = old.keys().getFirst();
    assertThat(first.signsWebhooks()).isTrue();
    NewKey made = old.createKey();
    assertThat(made.toString()).doesNotContain(made.secretKey());
    assertThat(made.secretKey()).endsWith(made.key().hint().replace("…", ""));
    assertThat(old.keys()).hasSize(2);
    try (TalkBackend fresh =
        TalkBackend.of(
            BackendOptions.builder(people.appId(), made.secretKey())
                .baseUri(people.server().uri())
                .build())) {
      assertThat(fresh.user("alice").get()).isPresent();
      assertThat(catchThrowableOfType(TalkException.class, () -> fresh.key(first.id()).delete()))
          .isNotNull();
      fresh.key(made.key().id()).signWebhooks();
      fresh.key(first.id()).delete();
      fresh.key(first.id()).delete();
      assertThat(fresh.keys()).extracting(KeySnapshot::id).containsExactly(made.key().id());
      assertRefused(ErrorCode.UNAUTHENTICATED, () -> old.user("alice").get());
    }
  }

  @Test
  void a_session_by_a_token_of_a_deleted_key_ends_and_those_of_other_keys_go_on(People people) {
    people.conversation("tea", "alice", "bob");
    TalkBackend backend = BackEnds.of(people);
    NewKey made = backend.createKey();
    String signed =
        Tokens.user(
            SecretKey.parse(made.secretKey()),
            people.appId(),
            "alice",
            Instant.now().plusSeconds(3_600));
    TalkSession alice = people.stranger("alice", options -> options.token(signed));
    var errors = new Recorder<io.tertulia.client.TalkException>();
    alice.onError(errors);
    var hers = new ListRecorder<io.tertulia.client.MessageSnapshot>();
    alice.conversation("tea").subscribeMessages(hers);
    hers.next();
    TalkSession bob = people.session("bob");
    var his = new ListRecorder<io.tertulia.client.MessageSnapshot>();
    bob.conversation("tea").subscribeMessages(his);
    his.next();
    backend.key(made.key().id()).delete();
    assertThat(errors.next().code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    backend.conversation("tea").send("bob", "Still here");
    assertThat(his.awaitUntil(page -> !page.items().isEmpty()).items()).hasSize(1);
    assertThat(hers.all().getLast().items()).isEmpty();
  }
}
