package io.tertulia.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationIdsTest {
  /// Made with `printf '["alice","bob"]' | sha1sum | cut -c1-20`.
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "alice, bob, 4714b845b86fbe0ed913",
        "0123, nina, 229e239aa994cfd645c7",
        "B, a, 901b4bdb8d2a8e96b98d",
        "a\"b, c\\d, a78b15488a088268ea28",
        "jürgen, zoë, 3399090e9cc5bb06b1b3",
        "\uD83D\uDE00, \uFF21, 4ccd612687e1d5dd4767",
        "a, a, 31ad8b1d9fc4c78e38b9"
      })
  void two_people_have_one_id_whoever_asks(String one, String other, String id) {
    assertThat(ConversationIds.oneOnOne(one, other)).isEqualTo(id);
    assertThat(ConversationIds.oneOnOne(other, one)).isEqualTo(id);
  }

  @Test
  void nobody_has_no_id() {
    assertThatIllegalArgumentException().isThrownBy(() -> ConversationIds.oneOnOne("", "bob"));
    assertThatIllegalArgumentException().isThrownBy(() -> ConversationIds.oneOnOne("bob", ""));
  }
}
