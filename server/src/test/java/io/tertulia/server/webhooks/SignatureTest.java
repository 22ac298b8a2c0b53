package io.tertulia.server.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.server.identity.SecretKey;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Signatures as receivers check them.
class SignatureTest {
  @Test
  void the_test_vector_is_signed_as_the_specification_says() {
    SecretKey key = SecretKey.parse("sk_test_EXAMPLEKEY0123456789abcd");
    byte[] body =
        ("{\"id\":\"evt_demo00000000000001\",\"type\":\"message.read\","
                + "\"createdAt\":1700000000000,\"data\":{}}")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(body).hasSize(89);
    assertThat(Signature.of(key::sign, "1700000000123", body))
        .isEqualTo("6AC8B654B9D124AF283B3D2626414383F698C2AAB53CD0728F987963BCC9D3BA");
  }
}
