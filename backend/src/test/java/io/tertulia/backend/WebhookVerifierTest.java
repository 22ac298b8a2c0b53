package io.tertulia.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tertulia.protocol.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WebhookVerifierTest {
  private static final String KEY = "sk_test_EXAMPLEKEY0123456789abcd";
  private static final String TIME = "1700000000123";
  private static final byte[] BODY =
      ("{\"id\":\"evt_demo00000000000001\",\"type\":\"message.read\",\"createdAt\":1700000000000,"
              + "\"data\":{}}")
          .getBytes(UTF_8);
  private static final String SIGNATURE =
      "6AC8B654B9D124AF283B3D2626414383F698C2AAB53CD0728F987963BCC9D3BA";

  @Test
  void what_the_specification_signs_is_genuine() {
    WebhookEvent event = WebhookVerifier.of(KEY).verify(TIME, SIGNATURE, BODY);
    assertThat(event.id()).isEqualTo("evt_demo00000000000001");
    assertThat(event.createdAt()).isEqualTo(Instant.ofEpochMilli(1700000000000L));
  }

  @Test
  void nothing_else_is_genuine() {
    byte[] other = BODY.clone();
    other[other.length - 3] = ' ';
    refused(WebhookVerifier.of(KEY), TIME, SIGNATURE, other);
    refused(WebhookVerifier.of(KEY), "1700000000124", SIGNATURE, BODY);
    refused(WebhookVerifier.of(KEY), TIME, SIGNATURE.toLowerCase(Locale.ROOT), BODY);
    refused(WebhookVerifier.of(KEY), TIME, SIGNATURE.substring(1), BODY);
    refused(WebhookVerifier.of(KEY), TIME, "", BODY);
    refused(WebhookVerifier.of(KEY), TIME, null, BODY);
    refused(WebhookVerifier.of(KEY), null, SIGNATURE, BODY);
    refused(WebhookVerifier.of(KEY + "x"), TIME, SIGNATURE, BODY);
  }

  @Test
  void while_keys_change_both_count() {
    assertThat(WebhookVerifier.of("sk_new", KEY).verify(TIME, SIGNATURE, BODY)).isNotNull();
    assertThat(WebhookVerifier.of(KEY, "sk_new").verify(TIME, SIGNATURE, BODY)).isNotNull();
    refused(WebhookVerifier.of("sk_new", "sk_newer"), TIME, SIGNATURE, BODY);
    assertThatThrownBy(WebhookVerifier::of).hasMessageContaining("secret keys: none");
  }

  @Test
  void what_is_too_old_or_from_the_future_is_refused_when_asked() {
    Instant sent = Instant.ofEpochMilli(1700000000123L);
    WebhookVerifier verifier = WebhookVerifier.of(KEY).maxAge(Duration.ofMinutes(5));
    assertThat(verifier.at(() -> sent.plusSeconds(300)).verify(TIME, SIGNATURE, BODY)).isNotNull();
    refused(verifier.at(() -> sent.plusSeconds(301)), TIME, SIGNATURE, BODY);
    refused(verifier.at(() -> sent.minusSeconds(301)), TIME, SIGNATURE, BODY);
    refused(verifier, "soon", signed("soon", BODY), BODY);
  }

  @Test
  void what_is_genuine_but_no_event_is_told_apart() {
    byte[] body = "[1]".getBytes(UTF_8);
    TalkException refusal =
        catchThrowableOfType(
            TalkException.class,
            () -> WebhookVerifier.of(KEY).verify(TIME, signed(TIME, body), body));
    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  private static String signed(String time, byte[] body) {
    return HexFormat.of()
        .withUpperCase()
        .formatHex(new Signer(KEY).sign((time + ".").getBytes(UTF_8), body));
  }

  private static void refused(
      WebhookVerifier verifier, String time, String signature, byte[] body) {
    TalkException refusal =
        catchThrowableOfType(TalkException.class, () -> verifier.verify(time, signature, body));
    assertThat(refusal.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
  }
}
