package io.tertulia.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens as `auth.md` has them: its vectors, and every way to be wrong.
class TokensTest {
  private static final String SECRET = "sk_test_EXAMPLEKEY0123456789abcd";
  private static final SecretKey KEY = SecretKey.parse(SECRET);
  private static final String APP = "appDemo1";
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String USER_VECTOR =
      "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ0b2tlblR5cGUiOiJ1c2VyIiwiaXNzIjoiYXBwRGVtbzEiLCJzdWIiOiJhbGljZSIsImV4cCI6NDEwMjQ0NDgwMH0.x-OPqgHNo2QK1Nye4Lxd_DYJa2GtpSld_7W4FI4XrS4";
  private static final String ENDLESS_VECTOR =
      "eyJhbGciOiJIUzI1NiJ9.eyJ0b2tlblR5cGUiOiJ1c2VyIiwiaXNzIjoiYXBwRGVtbzEiLCJzdWIiOiJhbGljZSJ9.6Rvogz-it8vLsPDlU1DIFc2FrQyMmInzC7Ww3oYlTBg";
  private static final String APP_VECTOR =
      "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ0b2tlblR5cGUiOiJhcHAiLCJpc3MiOiJhcHBEZW1vMSIsImV4cCI6NDEwMjQ0NDgwMH0.2ycJgXhnn6EFl3wVN4Jhpf_DD95Ty4or8Vq2bFTYks8";

  private final Tokens tokens = new Tokens(InstantSource.fixed(NOW));

  @Test
  void the_user_token_of_the_specification_is_accepted() {
    assertThat(user(USER_VECTOR).at()).isEqualTo(Instant.ofEpochSecond(4102444800L));
  }

  @Test
  void a_user_token_without_an_end_is_accepted() {
    assertThat(user(ENDLESS_VECTOR).at()).isNull();
  }

  @Test
  void the_app_token_of_the_specification_is_accepted() {
    assertThatCode(() -> app(APP_VECTOR)).doesNotThrowAnyException();
  }

  @Test
  void minted_tokens_are_those_of_the_specification() {
    Instant end = Instant.ofEpochSecond(4102444800L);
    assertThat(Tokens.user(KEY, APP, "alice", end)).isEqualTo(USER_VECTOR);
    assertThat(Tokens.app(KEY, APP, end)).isEqualTo(APP_VECTOR);
  }

  @Test
  void the_secret_key_itself_speaks_for_the_app() {
    assertThatCode(() -> app(SECRET)).doesNotThrowAnyException();
    refused(() -> app(SECRET + "x"));
    refused(() -> app("sk_"));
  }

  @Test
  void any_of_several_keys_may_have_signed() {
    SecretKey other = SecretKey.of(new Random(1));
    assertThatCode(() -> tokens.verifyUser(APP, List.of(other, KEY), USER_VECTOR, "alice"))
        .doesNotThrowAnyException();
  }

  @Test
  void a_token_signed_by_a_removed_key_is_refused() {
    SecretKey other = SecretKey.of(new Random(1));
    refused(() -> tokens.verifyUser(APP, List.of(other), USER_VECTOR, "alice"));
    refused(() -> tokens.verifyUser(APP, List.of(), USER_VECTOR, "alice"));
  }

  @Test
  void a_token_for_another_app_is_refused() {
    refused(() -> tokens.verifyUser("appDemo2", List.of(KEY), USER_VECTOR, "alice"));
    refused(() -> tokens.verifyApp("appDemo2", List.of(KEY), APP_VECTOR));
  }

  @Test
  void a_token_for_another_user_is_refused() {
    refused(() -> tokens.verifyUser(APP, List.of(KEY), USER_VECTOR, "bob"));
  }

  @Test
  void an_app_token_is_no_user_token_nor_the_other_way_round() {
    refused(() -> user(APP_VECTOR));
    refused(() -> app(USER_VECTOR));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'iss':'appDemo1','sub':'alice'}",
        "{'tokenType':'admin','iss':'appDemo1','sub':'alice'}",
        "{'tokenType':1,'iss':'appDemo1','sub':'alice'}",
        "{'tokenType':'user','sub':'alice'}",
        "{'tokenType':'user','iss':'appDemo1'}",
        "{'tokenType':'user','iss':'appDemo1','sub':'alice','exp':'tomorrow'}",
        "{'tokenType':'user','iss':'appDemo1','sub':'alice','sub':'bob'}",
        "['tokenType','user']",
        "not JSON",
      })
  void a_token_with_wrong_claims_is_refused(String claims) {
    refused(() -> user(signed("{'alg':'HS256'}", claims)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'alg':'none'}",
        "{'alg':'HS512'}",
        "{'alg':'HS384'}",
        "{'alg':'RS256'}",
        "{'alg':'ES256'}",
        "{'alg':'HS256','crit':['b64'],'b64':false}",
        "{'typ':'JWT'}",
        "{}",
      })
  void only_hs256_is_accepted(String header) {
    refused(() -> user(signed(header, "{'tokenType':'user','iss':'appDemo1','sub':'alice'}")));
  }

  @Test
  void an_unsigned_token_is_refused() {
    String header = base64("{\"alg\":\"none\"}");
    String claims = USER_VECTOR.split("\\.", -1)[1];
    refused(() -> user(header + "." + claims + "."));
    refused(() -> user(USER_VECTOR.substring(0, USER_VECTOR.lastIndexOf('.') + 1)));
  }

  @Test
  void a_tampered_token_is_refused() {
    String[] parts = USER_VECTOR.split("\\.", -1);
    String claims = base64("{\"tokenType\":\"user\",\"iss\":\"appDemo1\",\"sub\":\"bob\"}");
    refused(() ->
        tokens.verifyUser(APP, List.of(KEY), parts[0] + "." + claims + "." + parts[2], "bob"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "...", "a.b", "a.b.c", "a.b.c.d", "é.é.é", "null"})
  void what_is_no_token_is_refused(String text) {
    refused(() -> user(text));
    refused(() -> app(text));
  }

  @Test
  void an_enormous_token_is_refused() {
    refused(() -> user("x".repeat(10_000)));
  }

  @Test
  void a_token_is_good_until_a_minute_after_its_end() {
    String ended = Tokens.user(KEY, APP, "alice", NOW.minusSeconds(59));
    assertThat(user(ended).at()).isEqualTo(NOW.minusSeconds(59));
  }

  @Test
  void an_expired_token_is_told_from_a_wrong_one() {
    String ended = Tokens.user(KEY, APP, "alice", NOW.minusSeconds(60));
    assertThatThrownBy(() -> user(ended))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.TOKEN_EXPIRED));
    refused(() -> tokens.verifyUser(APP, List.of(KEY), ended, "bob"));
  }

  @Test
  void a_token_of_the_future_is_refused_beyond_a_minute() {
    String claims = "{'tokenType':'user','iss':'appDemo1','sub':'alice','nbf':%d}";
    long now = NOW.getEpochSecond();
    assertThatCode(() -> user(signed("{'alg':'HS256'}", claims.formatted(now + 60))))
        .doesNotThrowAnyException();
    refused(() -> user(signed("{'alg':'HS256'}", claims.formatted(now + 61))));
  }

  @Test
  void an_end_beyond_all_time_is_accepted() {
    String claims = "{'tokenType':'user','iss':'appDemo1','sub':'alice','exp':1e300}";
    assertThat(user(signed("{'alg':'HS256'}", claims)).at()).isAfter(NOW);
  }

  @Test
  void the_older_signatures_of_the_specification_are_accepted() {
    String alice = "d76280bf346f2de6fc55c46d565916f648b89c9e3f421e44f73e89e0beab9484";
    String zoe = "c4450ed2ac1eeb6d766b5920841608dbda198d2965b27d68dc58bac53758a9f7";
    assertThat(Tokens.signature(KEY, "alice")).isEqualTo(alice);
    assertThat(user(alice).at()).isNull();
    assertThat(user(alice.toUpperCase(java.util.Locale.ROOT)).at()).isNull();
    assertThat(tokens.verifyUser(APP, List.of(KEY), zoe, "zoë/42").at()).isNull();
    refused(() -> user(zoe));
  }

  @Test
  void a_secret_key_is_never_printed_by_accident() {
    assertThat(KEY.toString()).doesNotContain("EXAMPLE");
    assertThat(new Keyring(new App(1, APP, AppSettings.DEFAULT), List.of(KEY), KEY).toString())
        .doesNotContain("EXAMPLE");
    assertThatThrownBy(() -> SecretKey.parse("EXAMPLE")).hasMessageNotContaining("EXAMPLE");
  }

  @Test
  void a_new_secret_key_has_the_form_of_one() {
    assertThat(SecretKey.of(new Random(7)).reveal()).matches("sk_live_[0-9A-Za-z]{32,}");
  }

  private Tokens.TokenEnd user(String token) {
    return tokens.verifyUser(APP, List.of(KEY), token, "alice");
  }

  private void app(String bearer) {
    tokens.verifyApp(APP, List.of(KEY), bearer);
  }

  private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.UNAUTHENTICATED))
        .hasMessageNotContaining("EXAMPLE");
  }

  private static String signed(String header, String claims) {
    String input = base64(header.replace('\'', '"')) + "." + base64(claims.replace('\'', '"'));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return input + "." + base64(mac.doFinal(input.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
