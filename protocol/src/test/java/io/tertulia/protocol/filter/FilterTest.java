package io.tertulia.protocol.filter;

import static io.tertulia.protocol.filter.ConversationFilter.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.json.Json;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
  /// Read-only, unread, named, active at 5,000, made at 1,000, joined at 2,000.
  private static final ConversationTraits SHOP =
      new ConversationTraits(
          Access.READ, Map.of("kind", "shop"), true, "Shop", 5_000, 1_000, true, 2_000);

  private static final ConversationTraits BARE =
      new ConversationTraits(Access.READ_WRITE, Map.of(), false, null, 2_000, 1_000, false, 2_000);

  private static ConversationFilter parse(String json) {
    return ConversationFilter.read(Json.parse(json), "filter");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|true|true",
        "{\"access\":[\"==\",\"ReadWrite\"]}|false|true",
        "{\"access\":[\"!=\",\"ReadWrite\"]}|true|false",
        "{\"custom\":{\"kind\":[\"==\",\"shop\"]}}|true|false",
        "{\"custom\":{\"kind\":[\"==\",\"Shop\"]}}|false|false",
        "{\"custom\":{\"kind\":[\"!=\",\"shop\"]}}|false|true",
        "{\"custom\":{\"kind\":[\"oneOf\",[\"shop\",\"bar\"]]}}|true|false",
        "{\"custom\":{\"kind\":[\"!oneOf\",[\"shop\",\"bar\"]]}}|false|true",
        "{\"custom\":{\"kind\":\"exists\"}}|true|false",
        "{\"custom\":{\"kind\":\"!exists\"}}|false|true",
        "{\"custom\":{\"kind\":\"exists\",\"other\":\"!exists\"}}|true|false",
        "{\"custom\":{\"kind\":\"exists\",\"other\":\"exists\"}}|false|false",
        "{\"isUnread\":true}|true|false",
        "{\"isUnread\":false}|false|true",
        "{\"subject\":[\"==\",null]}|false|true",
        "{\"subject\":[\"!=\",null]}|true|false",
        "{\"subject\":[\"oneOf\",[\"Shop\",null]]}|true|true",
        "{\"subject\":[\"!oneOf\",[]]}|true|true",
        "{\"lastActivityAt\":[\">\",4999]}|true|false",
        "{\"lastActivityAt\":[\">\",5000]}|false|false",
        "{\"lastActivityAt\":[\"<=\",5000]}|true|true",
        "{\"createdAt\":[\">=\",1000]}|true|true",
        "{\"createdAt\":[\"<\",1000]}|false|false",
        "{\"hasMessages\":true}|true|false",
        "{\"joinedAt\":[\"between\",[2000,2001]]}|true|true",
        "{\"joinedAt\":[\"between\",[1000,2000]]}|false|false",
        "{\"joinedAt\":[\"!between\",[1000,2000]]}|true|true",
        "{\"isUnread\":true,\"hasMessages\":false}|false|false",
        "[\"any\",[{\"isUnread\":true},{\"hasMessages\":false}]]|true|true",
        "[\"any\",[]]|false|false",
      })
  void a_filter_matches_when_all_its_conditions_hold(String json, boolean shop, boolean bare) {
    ConversationFilter filter = parse(json);
    assertThat(filter.matches(SHOP)).isEqualTo(shop);
    assertThat(filter.matches(BARE)).isEqualTo(bare);
    assertThat(parse(filter.json().toText())).isEqualTo(filter);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[\"all\",[]]",
        "[\"any\",{}]",
        "[\"any\",[[\"any\",[]]]]",
        "{\"isUnread\":\"yes\"}",
        "{\"subject\":\"exists\"}",
        "{\"subject\":[\">\",\"a\"]}",
        "{\"subject\":[\"==\",1]}",
        "{\"custom\":{\"k\":\"maybe\"}}",
        "{\"createdAt\":[\">\",\"now\"]}",
        "{\"createdAt\":[\">\",9223372036854775807]}",
        "{\"createdAt\":[\"between\",[1]]}",
        "{\"createdAt\":[\"oneOf\",[1]]}",
      })
  void what_is_no_filter_is_refused(String json) {
    assertThatThrownBy(() -> parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: ");
  }

  @Test
  void filters_are_built_from_words() {
    assertThat(
            where()
                .access(StringFilter.eq("Read"))
                .custom("a", StringFilter.notOneOf("x", "y"))
                .custom("b", CustomFilter.notExists())
                .isUnread(true)
                .subject(StringFilter.ne(null))
                .lastActivityAt(TimeFilter.after(Instant.ofEpochMilli(7)))
                .createdAt(TimeFilter.before(Instant.ofEpochMilli(8)))
                .hasMessages(false)
                .joinedAt(TimeFilter.notBetween(Instant.ofEpochMilli(1), Instant.ofEpochMilli(2)))
                .build()
                .json()
                .toText())
        .isEqualTo(
            "{\"access\":[\"==\",\"Read\"],\"custom\":{\"a\":[\"!oneOf\",[\"x\",\"y\"]],"
                + "\"b\":\"!exists\"},\"isUnread\":true,\"subject\":[\"!=\",null],"
                + "\"lastActivityAt\":[\">=\",8],\"createdAt\":[\"<\",8],\"hasMessages\":false,"
                + "\"joinedAt\":[\"!between\",[1,2]]}");
  }

  @Test
  void times_between_two_milliseconds_are_compared_as_they_are() {
    Instant between = Instant.ofEpochMilli(5_000).plusNanos(1);
    assertThat(where().lastActivityAt(TimeFilter.before(between)).build().matches(SHOP)).isTrue();
    assertThat(where().lastActivityAt(TimeFilter.atOrBefore(between)).build().matches(SHOP))
        .isTrue();
    assertThat(where().lastActivityAt(TimeFilter.after(between)).build().matches(SHOP)).isFalse();
    assertThat(where().lastActivityAt(TimeFilter.atOrAfter(between)).build().matches(SHOP))
        .isFalse();
    assertThat(
            where()
                .lastActivityAt(TimeFilter.between(Instant.MIN, Instant.MAX))
                .build()
                .matches(SHOP))
        .isTrue();
  }

  @Test
  void a_filter_that_is_empty_or_too_large_has_a_flaw() {
    assertThat(where().build().flaw()).isNull();
    assertThat(ConversationFilter.any().flaw()).startsWith("any: nothing (expected: ");
    assertThat(where().subject(StringFilter.eq("x".repeat(20_000))).build().flaw())
        .startsWith("filter: 20");
  }
}
