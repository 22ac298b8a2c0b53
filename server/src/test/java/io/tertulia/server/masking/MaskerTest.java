package io.tertulia.server.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.content.AutoLink;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.Link;
import io.tertulia.protocol.content.LocationBlock;
import io.tertulia.protocol.content.Markup;
import io.tertulia.protocol.content.Markup.Style;
import io.tertulia.protocol.content.MarkupParser;
import io.tertulia.protocol.content.Mention;
import io.tertulia.protocol.content.Sender;
import io.tertulia.protocol.content.Text;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is hidden, and what is left.
class MaskerTest {
  private static final String HIDDEN = "(hidden information)";
  private static final Masker MASKER =
      masker(
          """
          {"mode": "all", "links": true, "emails": true, "phones": true,
           "allowedHosts": ["*.example.test", "Bücher.test"], "allowedEmails": ["Help@shop.test"],
           "allowedPhones": ["+31 20 1234567"], "words": ["darn", "in cash", "ärger"],
           "patterns": [{"match": "(?i)p[a4]y-?me", "except": ["pay-me-later"]}]}
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hello | hello
          mail me: joe@foo.test | mail me: #
          see https://foo.test/a?b=1 now | see # now
          see https://shop.example.test/a | see https://shop.example.test/a
          see https://example.test/a | see #
          call +31 6 1234 5678 | call #
          order 12345 | order 12345
          season 1999-2004 | season 1999-2004
          Darn it | # it
          darning | darning
          see https://SHOP.EXAMPLE.TEST/a | see https://SHOP.EXAMPLE.TEST/a
          see https://evil-example.test/ | see #
          see https://shop.example.test@foo.test/ | see #
          see https://bücher.test/ | see https://bücher.test/
          see www.wikipedia.org | see #
          ask help@shop.test or joe@shop.test | ask help@shop.test or #
          +31 20 123 4567 or (020) 765 4321 | +31 20 123 4567 or #
          only in cash please | only # please
          darn, DARN; darn! | #, #; #!
          ÄRGER | #
          darn@foo.test | #
          P4YME, pay-me-later | #, pay-me-later
          *joe*@foo.test | *#*
          joe@*foo.test* and more | # and more
          +31 6 *1234* 5678 | #
          pay in *cash* now | pay # now
          ```darn``` | #
          _all *darn* day_ | _all *#* day_
          """)
  void the_vectors(String markup, String expected) {
    TextBlock block = MarkupParser.parse(markup, Sender.USER);
    assertThat(masked(block)).isEqualTo(expected.replace("#", HIDDEN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mail me: joe@foo.test | mail me: #
          see https://foo.test/a?b=1 now | see # now
          call +31 6 1234 5678 | call #
          Darn it | # it
          darning | darning
          """)
  void a_plain_text_is_masked_like_the_same_in_a_message(String text, String expected) {
    assertThat(MASKER.mask(text)).isEqualTo(expected.replace("#", HIDDEN));
  }

  @Test
  void a_link_becomes_plain_text_and_nodes_around_it_stay() {
    TextBlock block = MarkupParser.parse("see *https://foo.test/a*\n- darn\n- fine", Sender.USER);
    assertThat(MASKER.mask(List.of(block)))
        .isEqualTo(List.of(TextBlock.parse("see *" + HIDDEN + "*\n- " + HIDDEN + "\n- fine")));
  }

  @Test
  void what_is_allowed_stays_the_very_same() {
    List<ContentBlock> said = List.of(TextBlock.parse("see *https://shop.example.test/*"));
    List<ContentBlock> place = List.of(new LocationBlock(1, 2));
    assertThat(MASKER.mask(said)).isSameAs(said);
    assertThat(MASKER.mask(place)).isSameAs(place);
  }

  @Test
  void a_link_that_the_app_set_is_not_masked_nor_is_what_it_says() {
    var link = new Link("https://foo.test/", List.of(new Text("joe@foo.test")));
    var block = TextBlock.of(new Text("darn "), link, new Text(" darn"));
    assertThat(MASKER.mask(List.of(block)))
        .isEqualTo(List.of(TextBlock.of(new Text(HIDDEN + " "), link, new Text(" " + HIDDEN))));
  }

  @Test
  void an_address_that_hides_in_a_mention_or_across_one_is_found() {
    var alone = TextBlock.of(new Mention("x", "mail joe@foo.test"));
    var across = TextBlock.of(new Text("joe"), new Mention("x", "foo.test"));
    assertThat(masked(alone)).isEqualTo("@mail " + HIDDEN);
    assertThat(masked(across)).isEqualTo(HIDDEN);
  }

  @Test
  void a_link_whose_text_is_less_than_an_address_by_itself_is_masked() {
    var block = TextBlock.of(new AutoLink("https://intra.test/", "intra.test"));
    assertThat(masked(block)).isEqualTo(HIDDEN);
  }

  @Test
  void an_empty_node_stays_and_one_that_a_hit_empties_goes() {
    var block =
        TextBlock.of(
            new Markup(Style.ITALIC, List.of()),
            new Text("joe@"),
            new Markup(Style.BOLD, List.of(new Text("foo.test"))));
    assertThat(MASKER.mask(List.of(block)))
        .isEqualTo(List.of(TextBlock.of(new Markup(Style.ITALIC, List.of()), new Text(HIDDEN))));
  }

  @Test
  void only_what_is_switched_on_is_hidden() {
    Masker emails = masker("{'mode': 'all', 'emails': true, 'replacement': '-'}");
    assertThat(emails.mask("joe@foo.test https://foo.test/ +31 6 1234 5678 darn"))
        .isEqualTo("- https://foo.test/ +31 6 1234 5678 darn");
  }

  @Test
  void a_text_of_any_kind_of_length_ten_thousand_takes_bounded_time() {
    Masker heavy =
        masker(
            "{'mode':'all','links':true,'emails':true,'phones':true,'words':["
                + "'aaaa','darn'],'patterns':[{'match':'(a+)+b','except':['a*c']},"
                + "{'match':'(x|xx|xxx)*y'}]}");
    var random = new Random(7);
    for (String alphabet : List.of("a", "x", "a@.", "0-( ", "h/:.t", "darn ", "*_ab@.")) {
      var text = new StringBuilder();
      while (text.length() < 10_000) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(heavy.mask(text.toString())).isNotNull();
    }
  }

  @Test
  void settings_are_written_and_read_again() {
    Masking settings = MASKER.settings();
    assertThat(Masking.read(Fields.of(settings.json(), ""))).isEqualTo(settings);
    assertThat(new Masker(settings)).isEqualTo(MASKER);
    assertThat(new Masker(settings).id()).isEqualTo(MASKER.id()).isNotEqualTo(Masker.NONE.id());
    assertThat(Masker.NONE.hides()).isFalse();
    assertThat(MASKER.hides()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'mod': 'all'} | mod: unknown (expected: mode)
          {'mode': 'some'} | mode: some (expected: none, all or others)
          {'words': ['']} | words[0]: 0 characters (expected: 1 to 255)
          {'patterns': [{'match': '('}]} | (expected: a pattern in the syntax of RE2)
          {'patterns': [{'match': 'a', 'except': ['[']}]} | patterns[0].except[0]
          {'patterns': [{'match': 'a', 'exept': ['b']}]} | patterns[0].exept: unknown (expected: except)
          """)
  void what_cannot_be_is_refused_by_its_path(String json, String expected) {
    assertThatThrownBy(() -> masker(json)).hasMessageContaining(expected);
  }

  @Test
  void patterns_that_together_take_too_many_steps_are_refused() {
    String some = "{'match': '[a-z ]{900}1', 'except': ['x']}";
    assertThat(masker("{'patterns': [" + some + "]}")).isNotNull();
    assertThatThrownBy(() -> masker("{'patterns': [" + some + "," + some + "]}"))
        .hasMessageContaining("patterns: 18")
        .hasMessageContaining("steps (expected: at most 1000)");
    assertThatThrownBy(
            () -> masker("{'patterns': [{'match': 'a', 'except': ['(.{0,999}b|.{0,999}c)']}]}"))
        .hasMessageContaining("steps");
  }

  private static String masked(TextBlock block) {
    return MASKER.mask(List.<ContentBlock>of(block)).stream()
        .map(shown -> ((TextBlock) shown).toMarkup())
        .findFirst()
        .orElseThrow();
  }

  private static Masker masker(String json) {
    return new Masker(Masking.read(Fields.of(Json.parse(json.replace('\'', '"')), "")));
  }
}
