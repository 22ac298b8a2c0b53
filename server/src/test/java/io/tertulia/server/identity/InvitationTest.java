package io.tertulia.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.server.TestServer.TestClock;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InvitationTest {
  private final TestClock clock = new TestClock();
  private final Invitation invitation = new Invitation(clock, new SecureRandom());

  @Test
  void a_key_opens_once() {
    String key = invitation.issue();
    assertThat(key).matches("[0-9A-Za-z]{40}");
    assertThat(invitation.use(key)).isTrue();
    assertThat(invitation.use(key)).isFalse();
  }

  @Test
  void nothing_opens_before_there_is_a_key() {
    assertThat(invitation.use("")).isFalse();
  }

  @Test
  void a_key_is_over_after_an_hour() {
    String key = invitation.issue();
    clock.advance(Invitation.LIFE);
    assertThat(invitation.use(key)).isFalse();
    String next = invitation.issue();
    clock.advance(Invitation.LIFE.minus(Duration.ofMillis(1)));
    assertThat(invitation.use(next)).isTrue();
  }

  @Test
  void only_the_last_key_counts() {
    String old = invitation.issue();
    String key = invitation.issue();
    assertThat(invitation.use(old)).isFalse();
    assertThat(invitation.use(key)).isTrue();
  }

  @Test
  void who_tries_many_keys_spoils_it_for_nobody() {
    String key = invitation.issue();
    for (int i = 0; i < 1000; i++) {
      assertThat(invitation.use("wrong")).isFalse();
    }
    assertThat(invitation.use(key)).isTrue();
  }

  @Test
  void it_is_never_printed_by_accident() {
    assertThat(invitation.toString()).doesNotContain(invitation.issue());
  }
}
