package io.tertulia.server.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The translator against a provider that speaks real HTTP.
class LibreTranslateTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private Provider provider;
  private LibreTranslate translator;

  @BeforeEach
  void open() throws IOException {
    provider = new Provider();
    open(16, Duration.ofSeconds(20));
  }

  private void open(int concurrent, Duration time) {
    translator =
        LibreTranslate.open(
            new TranslateSettings(provider.url() + "/", "secret", time, concurrent, 1_000, 10_000));
  }

  @AfterEach
  void close() {
    translator.close();
    provider.close();
  }

  @Test
  void texts_are_asked_for_together_with_the_key_and_from_any_language() {
    assertThat(translator.translate(List.of("abc", "xyz"), "es").join())
        .containsExactly("cba", "zyx");
    assertThat(provider.asked)
        .containsExactly(
            (Json.Obj)
                Json.parse(
                    """
                    {"q":["abc","xyz"],"source":"auto","target":"es","format":"text",
                     "api_key":"secret"}
                    """));
  }

  @Test
  void chinese_as_in_taiwan_has_a_name_of_its_own() {
    translator.translate(List.of("abc"), "zh-TW").join();
    assertThat(provider.asked.element().get("target")).isEqualTo(Json.of("zt"));
  }

  @Test
  void the_same_texts_are_asked_for_once_and_failures_again() {
    translator.translate(List.of("abc"), "es").join();
    translator.translate(List.of("abc"), "es").join();
    assertThat(provider.asked).hasSize(1);
    translator.translate(List.of("abc"), "fr").join();
    assertThat(provider.asked).hasSize(2);
    provider.says(500, "{}");
    unavailable(translator.translate(List.of("other"), "es"), "500");
    unavailable(translator.translate(List.of("other"), "es"), "500");
    assertThat(provider.asked).hasSize(4);
  }

  @Test
  void nothing_is_asked_for_no_texts() {
    assertThat(translator.translate(List.of(), "es").join()).isEmpty();
    assertThat(provider.asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"400", "403", "429", "500", "302", "204"})
  void a_provider_that_refuses_is_unavailable(int status) {
    provider.says(status, status == 204 ? "" : "{\"error\":\"the key secret is bad\"}");
    Refusal refusal = unavailable(translator.translate(List.of("abc"), "es"), "" + status);
    assertThat(refusal.getMessage()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{}",
        "{\"translatedText\":null}",
        "{\"translatedText\":\"cba\"}",
        "{\"translatedText\":[]}",
        "{\"translatedText\":[\"cba\"]}",
        "{\"translatedText\":[\"cba\",1]}",
        "{\"translatedText\":[\"cba\",null]}",
        "{\"translatedText\":[\"cba\",[\"zyx\"]]}",
        "{\"translatedText\":[\"cba\",\"zyx\",\"more\"]}"
      })
  void an_answer_that_is_none_is_unavailable(String answer) {
    provider.says(200, answer);
    unavailable(translator.translate(List.of("abc", "xyz"), "es"), "something else");
  }

  @Test
  void an_answer_that_is_too_large_is_unavailable() {
    provider.says(200, "{\"translatedText\":[\"" + "x".repeat(1_000) + "\"]}");
    unavailable(translator.translate(List.of("abc"), "es"), "does not answer");
  }

  @Test
  void a_provider_that_is_not_there_is_unavailable() {
    provider.close();
    unavailable(translator.translate(List.of("abc"), "es"), "does not answer");
  }

  @Test
  void a_slow_provider_is_given_up_and_makes_room_for_the_next_question() {
    open(1, Duration.ofMillis(200));
    provider.holds();
    unavailable(translator.translate(List.of("abc"), "es"), "does not answer");
    unavailable(translator.translate(List.of("xyz"), "es"), "does not answer");
    assertThat(provider.asked).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void one_question_more_than_allowed_is_refused_at_once() {
    open(1, PATIENCE);
    provider.holds();
    CompletableFuture<List<String>> first = translator.translate(List.of("abc"), "es");
    unavailable(translator.translate(List.of("xyz"), "es"), "1 are asked for already");
    assertThat(first).isNotDone();
    translator.close();
    unavailable(first, "does not answer");
  }

  @Test
  void the_key_is_not_in_the_settings_as_text() {
    assertThat(TranslateSettings.NOBODY.at("http://x.test", "secret").toString())
        .contains("x.test")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:5000", "ftp://x.test", "http://", "http://x.test?q", "::"})
  void an_address_that_is_none_is_refused(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TranslateSettings.NOBODY.at(url, ""))
        .withMessageStartingWith("translate.url: ");
  }

  private static Refusal unavailable(CompletableFuture<?> asked, String why) {
    var told = new Refusal[1];
    assertThat(asked)
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
              assertThat(refusal).hasMessageContaining(why);
              told[0] = refusal;
            });
    return told[0];
  }
}
