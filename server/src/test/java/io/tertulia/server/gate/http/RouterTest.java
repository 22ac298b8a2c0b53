package io.tertulia.server.gate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
  private final Router router =
      Router.routes()
          .on("GET", "/v1/{app}/users/{user}", request -> Reply.DONE)
          .on("PUT", "/v1/{app}/users", request -> Reply.DONE)
          .build();

  @Test
  void places_of_the_path_are_decoded_one_by_one() {
    assertThat(places("/v1/shop/users/zo%C3%AB%2F42+x%20y"))
        .isEqualTo(Map.of("app", "shop", "user", "zoë/42+x y"));
  }

  @Test
  void a_trailing_slash_counts_for_nothing() {
    assertThat(router.find("PUT", Target.parse("/v1/shop/users/"))).isNotNull();
    assertThat(router.find("PUT", Target.parse("/v1/shop/users"))).isNotNull();
  }

  @Test
  void another_method_or_path_has_no_route() {
    assertThat(router.find("POST", Target.parse("/v1/shop/users"))).isNull();
    assertThat(router.find("PUT", Target.parse("/v1/shop/users/a/b"))).isNull();
    assertThat(router.find("PUT", Target.parse("/"))).isNull();
  }

  @Test
  void a_query_is_decoded_and_the_first_of_a_name_counts() {
    assertThat(Target.parse("/x?a=1%202+3&b&a=4&=&c=%26").query())
        .isEqualTo(Map.of("a", "1 2 3", "b", "", "", "", "c", "&"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%", "/%4", "/%zz", "/%C3", "/%ff%fe", "/x?a=%"})
  void a_broken_escape_is_refused(String uri) {
    assertThatThrownBy(() -> Target.parse(uri)).isInstanceOf(IllegalArgumentException.class);
  }

  private Map<String, String> places(String uri) {
    return router.find("GET", Target.parse(uri)).places();
  }
}
