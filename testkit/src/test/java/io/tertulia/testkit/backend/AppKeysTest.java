package io.tertulia.testkit.backend;

import static io.tertulia.testkit.backend.BackEnds.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tertulia.backend.BackendOptions;
import io.tertulia.backend.KeySnapshot;
import io.tertulia.backend.NewKey;
import io.tertulia.backend.TalkBackend;
import io.tertulia.backend.TalkException;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
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
}
