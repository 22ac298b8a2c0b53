package io.tertulia.testkit.backend;

import static io.tertulia.testkit.backend.BackEnds.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.backend.PushProvider;
import io.tertulia.backend.SetUserParams;
import io.tertulia.backend.TalkBackend;
import io.tertulia.backend.TalkException;
import io.tertulia.backend.UserSnapshot;
import io.tertulia.client.TalkSession;
import io.tertulia.client.TalkSessionOptions;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Users, as an application's own server knows them.
@ExtendWith(TertuliaExtension.class)
class BackendUsersTest {
  private static SetUserParams named(String name) {
    return SetUserParams.builder().name(name).build();
  }

  @Test
  void a_user_is_put_whole_and_read_whole(People people) {
    TalkBackend backend = BackEnds.of(people);
    assertThat(backend.user("zoë/42").get()).isEmpty();
    backend
        .user("zoë/42")
        .set(
            SetUserParams.builder()
                .name("Zoë")
                .email("zoe@example.test", "z@example.test")
                .phone("+351000000")
                .photoUrl("https://example.test/z.png")
                .welcomeMessage("Hi")
                .availabilityText("nine to five")
                .locale("pt-PT")
                .role("guide")
                .custom("tier", "gold")
                .addPushToken(PushProvider.FCM, "device")
                .build());
    UserSnapshot zoe = backend.user("zoë/42").get().orElseThrow();
    assertThat(zoe.id()).isEqualTo("zoë/42");
    assertThat(zoe.name()).isEqualTo("Zoë");
    assertThat(zoe.email()).containsExactly("zoe@example.test", "z@example.test");
    assertThat(zoe.phone()).containsExactly("+351000000");
    assertThat(zoe.photoUrl()).isEqualTo("https://example.test/z.png");
    assertThat(zoe.welcomeMessage()).isEqualTo("Hi");
    assertThat(zoe.availabilityText()).isEqualTo("nine to five");
    assertThat(zoe.locale()).isEqualTo("pt-PT");
    assertThat(zoe.role()).isEqualTo("guide");
    assertThat(zoe.custom()).isEqualTo(Map.of("tier", "gold"));
    assertThat(zoe.pushTokens()).containsExactly("fcm:device");
    assertThat(zoe.createdAt()).isNotNull();
  }

  @Test
  void what_is_not_given_stays_and_what_is_cleared_goes(People people) {
    TalkBackend backend = BackEnds.of(people);
    var alice = backend.user("alice");
    alice.set(
        SetUserParams.builder()
            .name("Alice")
            .locale("en")
            .custom(Map.of("a", "1", "b", "2"))
            .email("alice@example.test")
            .addPushToken(PushProvider.APNS, "one")
            .build());
    alice.set(SetUserParams.builder().removeCustom("a").clearEmail().build());
    UserSnapshot after = alice.get().orElseThrow();
    assertThat(after.name()).isEqualTo("Alice");
    assertThat(after.locale()).isEqualTo("en");
    assertThat(after.custom()).isEqualTo(Map.of("b", "2"));
    assertThat(after.email()).isEmpty();
    alice.set(
        SetUserParams.builder()
            .clearLocale()
            .clearCustom()
            .custom("c", "3")
            .removePushToken("apns:one")
            .build());
    after = alice.get().orElseThrow();
    assertThat(after.locale()).isNull();
    assertThat(after.custom()).isEqualTo(Map.of("c", "3"));
    assertThat(after.pushTokens()).isEmpty();
  }

  @Test
  void several_users_come_together_or_not_at_all(People people) {
    TalkBackend backend = BackEnds.of(people);
    backend.setUsers(Map.of("alice", named("Alice"), "bob", named("Bob")));
    assertThat(backend.user("bob").get().orElseThrow().name()).isEqualTo("Bob");

    Map<String, SetUserParams> some = new LinkedHashMap<>();
    some.put("carol", named("Carol"));
    some.put("dave", SetUserParams.builder().locale("en").build());
    TalkException refusal = assertRefused(ErrorCode.INVALID_ARGUMENT, () -> backend.setUsers(some));
    assertThat(refusal.reasons()).containsOnlyKeys("dave");
    assertThat(refusal.retryable()).isFalse();
    assertThat(backend.user("carol").get()).isEmpty();
  }

  @Test
  void all_users_come_page_by_page(People people) {
    TalkBackend backend = BackEnds.of(people);
    for (int page = 0; page < 2; page++) {
      Map<String, SetUserParams> some = new LinkedHashMap<>();
      for (int i = 0; i < 100; i++) {
        some.put("u" + (page * 100 + i), named("U"));
      }
      backend.setUsers(some);
    }
    backend.user("last").set(named("Last"));
    List<String> ids = backend.users().map(UserSnapshot::id).toList();
    assertThat(ids).hasSize(201).doesNotHaveDuplicates().startsWith("last");
  }

  @Test
  void a_token_and_a_signature_let_a_client_in(People people) {
    TalkBackend backend = BackEnds.of(people);
    backend.user("alice").set(named("Alice"));
    for (String proof :
        List.of(
            backend.userToken("alice", Duration.ofMinutes(5)), backend.userSignature("alice"))) {
      try (TalkSession session =
          TalkSession.get(
              TalkSessionOptions.builder(people.appId(), "alice")
                  .baseUri(people.server().uri())
                  .token(proof)
                  .forceNew(true)
                  .build())) {
        assertThat(session.user("alice").get().join().orElseThrow().name()).isEqualTo("Alice");
      }
    }
  }

  @Test
  void a_wrong_key_is_refused_and_an_unknown_app_is_told_apart(People people) {
    var options =
        io.tertulia.backend.BackendOptions.builder(people.appId(), "sk_wrong")
            .baseUri(people.server().uri());
    try (TalkBackend stranger = TalkBackend.of(options.build())) {
      assertRefused(ErrorCode.UNAUTHENTICATED, () -> stranger.user("alice").get());
    }
    var elsewhere =
        io.tertulia.backend.BackendOptions.builder("nowhere", people.secretKey())
            .baseUri(people.server().uri());
    try (TalkBackend stranger = TalkBackend.of(elsewhere.build())) {
      assertThat(
              org.assertj.core.api.Assertions.catchThrowableOfType(
                      TalkException.class, () -> stranger.user("alice").get())
                  .code())
          .isIn(ErrorCode.UNKNOWN_APP, ErrorCode.UNAUTHENTICATED);
    }
  }
}
