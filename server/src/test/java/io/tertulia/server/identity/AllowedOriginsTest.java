package io.tertulia.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOriginsTest {
  @Test
  void of_none_all_are_allowed() {
    assertThat(AllowedOrigins.ALL.allows("https://anywhere.example")).isTrue();
    assertThat(AllowedOrigins.ALL.allows("null")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example,       https://shop.example",
    "https://SHOP.example,       https://shop.example",
    "https://shop.example:443,   https://shop.example",
    "http://shop.example:80,     http://shop.example",
    "http://localhost:3000,      http://localhost:3000",
    "http://[::1]:3000,          http://[::1]:3000",
    "https://*.shop.example,     https://a.shop.example",
    "https://*.shop.example,     https://a.b.shop.example",
    "https://*.shop.example:444, https://a.shop.example:444",
    "capacitor://localhost,      capacitor://localhost",
    "null,                       null",
  })
  void a_page_is_allowed(String pattern, String origin) {
    assertThat(of(pattern).allows(origin)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example,       http://shop.example",
    "https://shop.example,       https://shop.example:444",
    "https://shop.example,       https://a.shop.example",
    "https://shop.example,       https://shop.example.evil.example",
    "https://shop.example,       https://shopxexample",
    "https://*.shop.example,     https://shop.example",
    "https://*.shop.example,     https://.shop.example",
    "https://*.shop.example,     https://evilshop.example",
    "https://*.shop.example,     http://a.shop.example",
    "https://*.shop.example,     https://a.shop.example:444",
    "https://*.shop.example,     https://evil.example/.shop.example",
    "https://*.shop.example,     https://evil.example#.shop.example",
    "https://*.shop.example,     https://evil.example:443.shop.example",
    "https://shop.example,       null",
    "https://shop.example,       ''",
  })
  void another_page_is_not(String pattern, String origin) {
    assertThat(of(pattern).allows(origin)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "shop.example",
        "https://",
        "https://*",
        "https://shop.example/",
        "https://shop.example/path",
        "https://a.*.example",
        "https://sh*p.example",
        "https://user@shop.example",
        "https://shop.example:port",
        "https://bücher.example",
      })
  void what_is_no_origin_is_refused_and_named(String pattern) {
    assertThatThrownBy(() -> of(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("allowedOrigins[0]: " + pattern + " (expected: an origin");
  }

  @Test
  void too_many_are_refused() {
    List<String> many = Collections.nCopies(AllowedOrigins.MAX + 1, "https://shop.example");
    assertThatThrownBy(() -> AppSettings.DEFAULT.withAllowedOrigins(many))
        .hasMessage("allowedOrigins: 101 origins (expected: at most 100)");
  }

  @Test
  void settings_are_read_as_they_were_written() {
    AppSettings settings =
        AppSettings.DEFAULT.withAllowedOrigins(List.of("https://shop.example", "null"));
    assertThat(AppSettings.read(settings.json())).isEqualTo(settings);
    assertThat(settings.withAllowedOrigins(List.of())).isEqualTo(AppSettings.DEFAULT);
  }

  private static AllowedOrigins of(String pattern) {
    return AppSettings.DEFAULT.withAllowedOrigins(List.of(pattern)).allowedOrigins();
  }
}
