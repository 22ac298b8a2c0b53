package io.tertulia.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  private static final String BREAD = "Fresh bread every morning!";

  @ParameterizedTest
  @ValueSource(
      strings = {"bread", "mor", "every fresh", "(FRESH) *bre*", "bread bread", "!morning"})
  void every_word_of_the_query_is_the_beginning_of_a_word(String query) {
    assertThat(Words.of(query).match(BREAD)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"read", "br-ead", "fresh-bread", "fresh bread every morning now", "", " ", "!?"})
  void others_do_not_match(String query) {
    assertThat(Words.of(query).match(BREAD)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "fresh-bread, 'buy fresh-bread now', true",
    "fresh, 'buy fresh-bread now', true",
    "bread, 'buy fresh-bread now', false",
    "apt-get, '\"apt-get\" install', true",
    "STRASSE, 'die Straße', true",
    "straße, 'DIE STRASSE', true",
    "οδος, 'η ΟΔΟΣ', true",
    "Ｆｕｌｌ, 'full width', true",
    "ﬁre, 'fire', true",
    "e, 'élan', false",
    "é, 'élan', true",
    "👍, 'good 👍🏽', true",
    "c++, 'c++ is hard', true",
    "b, 'a\u00a0b', true",
    "ubuntu.com, 'see http://ubuntu.com', false",
    "http://u, 'see http://ubuntu.com', true",
  })
  void words_are_those_between_spaces(String query, String text, boolean found) {
    assertThat(Words.of(query).match(text)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "京都, 私は東京都に住む, true",
    "東京, 私は東京都に住む, true",
    "京に, 私は東京都に住む, false",
    "カタ, ｶﾀｶﾅ, true",
    "タカ, ｶﾀｶﾅ, true",
    "ไทย, ภาษาไทย, true",
    "bar, 東京bar, true",
    "ar, 東京bar, false",
    "東京, foo東京, true",
    "oo東, foo東京, false",
    "ສາ, ພາສາລາວ, true",
    "한, 한국어, true",
    "국, 한국어, false",
  })
  void in_scripts_without_spaces_a_word_begins_at_every_character(
      String query, String text, boolean found) {
    assertThat(Words.of(query).match(text)).isEqualTo(found);
  }

  @Test
  void a_query_without_words_says_so() {
    assertThat(Words.of(" -- !! ").isEmpty()).isTrue();
    assertThat(Words.of("a A b").count()).isEqualTo(2);
  }
}
