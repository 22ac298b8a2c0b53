package io.tertulia.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokensTest {
  private static final String KEY = "sk_test_EXAMPLEKEY0123456789abcd";
  private static final Instant END = Instant.ofEpochSecond(4102444800L);

  private final Tokens tokens = new Tokens("appDemo1", KEY);

  @Test
  void a_token_of_a_user_is_that_of_the_specification() {
    assertThat(tokens.user("alice", END))
        .isEqualTo(
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ0b2tlblR5cGUiOiJ1c2VyIiwiaXNzIjoiYXBwRGVtbzEi"
                + "LCJzdWIiOiJhbGljZSIsImV4cCI6NDEwMjQ0NDgwMH0.x-OPqgHNo2QK1Nye4Lxd_DYJa2GtpSld_7W4F"
                + "I4XrS4");
  }

  @Test
  void a_token_of_the_app_is_that_of_the_specification() {
    assertThat(tokens.app(END))
        .isEqualTo(
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ0b2tlblR5cGUiOiJhcHAiLCJpc3MiOiJhcHBEZW1vMSIs"
                + "ImV4cCI6NDEwMjQ0NDgwMH0.2ycJgXhnn6EFl3wVN4Jhpf_DD95Ty4or8Vq2bFTYks8");
  }

  @Test
  void a_bare_signature_is_that_of_the_specification() {
    assertThat(tokens.signature("alice"))
        .isEqualTo("d76280bf346f2de6fc55c46d565916f648b89c9e3f421e44f73e89e0beab9484");
    assertThat(tokens.signature("zoë/42"))
        .isEqualTo("c4450ed2ac1eeb6d766b5920841608dbda198d2965b27d68dc58bac53758a9f7");
  }

  @Test
  void a_token_needs_a_user_and_a_life() {
    try (TalkBackend backend = TalkBackend.of(BackendOptions.builder("demo", KEY).build())) {
      assertThatThrownBy(() -> backend.userToken("", Duration.ofHours(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("user id: empty");
      assertThatThrownBy(() -> backend.userToken("alice", Duration.ZERO))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("life: PT0S");
    }
  }

  @Test
  void options_do_not_show_the_key() {
    assertThat(BackendOptions.builder("demo", KEY).build().toString())
        .contains("demo")
        .doesNotContain(KEY);
  }
}
