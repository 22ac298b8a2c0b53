package io.tertulia.protocol.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutoLinkTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "https://ex.test ex.test",
        "http://EX.test/ ex.TEST",
        "https://ex.test ex.test/",
        "https://ex.test/a?b=c#d ex.test/a",
        "https://ex.test/a?b=c#d ex.test/a?b=c",
        "https://ex.test/a?b=c#d https://ex.test/a",
        "https://ex.test/a HTTPS://ex.test",
        "https://ex.test:8080/a ex.test:8080",
        "https://ex.test:8080/a ex.test",
        "https://xn--bcher-kva.test bücher.test",
        "https://ex.test. ex.test",
        "mailto:joe@EX.test joe@ex.test",
        "MAILTO:joe@ex.test joe@ex.test",
        "tel:+31-6-12345678 +31(6)1234.5678"
      })
  void an_automatic_link_shows_where_it_leads(String url, String text) {
    assertThat(new AutoLink(url, text).url()).isEqualTo(url);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "https://sub.ex.test ex.test",
        "https://ex.test sub.ex.test",
        "http://ex.test https://ex.test",
        "https://ex.test/A ex.test/a",
        "https://ex.test/a?b ex.test/a?c",
        "https://ex.test/a ex.test/a#c",
        "https://ex.test/a ex.test:8080/a",
        "https://ex.test@evil.test ex.test",
        "https://ex.test@evil.test evil.test",
        "https://evil.test\\@ex.test ex.test",
        "https://evil.test\\.ex.test ex.test",
        "https://strasse.test straße.test",
        "ftp://ex.test ex.test",
        "ex.test ex.test",
        "javascript:ex.test ex.test",
        "https://hello hello",
        "https://ex.test hello",
        "mailto:Joe@ex.test joe@ex.test",
        "mailto:joe@ex.test?cc=eve@ex.test joe@ex.test",
        "mailto:joe@ex.test ex.test",
        "https://ex.test joe@ex.test",
        "tel:31612345678 +31612345678",
        "tel:+31612345679 +31612345678",
        "tel:12345 12345",
        "tel:+31612345678 call+31612345678"
      })
  void an_automatic_link_that_shows_something_else_is_refused(String url, String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AutoLink(url, text))
        .withMessageStartingWith("autoLink.url: " + url);
  }

  /// Where the marks « and » are, a link begins and ends.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "«https://ex.test/?q=1&r=2#top», «HTTP://EX.TEST»!",
        "看«https://ex.test/路»",
        "xhttps://ex.test",
        "«https://localhost:8080/x»",
        "«https://192.168.0.1/» «https://[::1]:80/»",
        "https:// https://! https://-a https://a..b",
        "\"«https://ex.test»\", '«https://ex.test»'",
        "«https://ex.test/a»\\b",
        "see («https://ex.test»), («ex.test»)",
        "«ex.test» «www.ex.test:8080/x?y#z» «ex.com». «Ex.Com»",
        "«ex.test»:x «ex.test»: «ex.test:80» «ex.test:80/»",
        "a.b.c e.g. i.e. 3.14 1.2.3 v2.0 file.txt readme.md main.py lib.rs x.so a.zip",
        "x.ex.test@ @ex.test /ex.test -ex.test .ex.test :ex.test _ex.test",
        "ex.test_foo ex.test-foo «ex.test»- «ex.test»...",
        "«bücher.de» «почта.рф» «münchen.example/straße»",
        "«joe@ex.test», <«joe.doe+tag@mail.ex.test»>; mailto:«joe@ex.test»",
        "joe@localhost joe@1.2 @joe joe@ @ a@@ex.test ssh://git@ex.test",
        "_«joe@ex.test»_ ~«joe@ex.test»~ joe@ex.test@x",
        "«git@ex.test»:a/b.git",
        "hi..«joe@ex.test»",
        "«+31612345678», «(020) 123 4567», «+31 (0)6 1234 5678» («+31 6 1234 5678»)",
        "«020-1234567», «06.12.34.56.78», «555/123-4567» «(+31) 20 123 4567»",
        "tel:«020-123 4567» x020-123 4567 020-123 4567x",
        "«020-123 4567» 3pm, «020-123 4567» (home)",
        "0800-123-CALL 1+31612345678 550e8400-e29b-41d4-a716-446655440000",
        "1999 - 2004, 1999/2004, 17.05.2024, 5/17/2024, 17-05-2024 10:30, 2024-05-17T10:30",
        "192.168.0.100 3.14159265 1.000.000 10.250.000,00, 1234567.89",
        "2.6.15-26-386, 192.168.0.0/24, 931.86/1012.15, 274. 999437, 388908 0, 237312  10",
        "«089/123-4567», «1.800.555.1234», «1-800-555-1234», «0(6)1234 5678», «(020) 123.4567»",
        "+12 +123456 123-456 12345678901234567 1 2 3 4 5 6 7 8 9 10 11 12 13",
        "«(555) 123-4567» («555 123-4567» (1234567)",
        "call\n«020-123 4567»\nor «+1 555 123 4567»"
      })
  void links_are_found_in_text(String marked) {
    TextBlock block = TextBlock.parse(marked.replaceAll("[«»]", ""));
    assertThat(marked(block)).isEqualTo(marked);
  }

  private static String marked(TextBlock block) {
    StringBuilder marked = new StringBuilder();
    append(block, marked);
    return marked.toString();
  }

  private static void append(TextBlock block, StringBuilder marked) {
    for (TextNode node : block.children()) {
      switch (node) {
        case AutoLink link -> marked.append('«').append(link.text()).append('»');
        case Markup markup ->
            marked
                .append(markup.style().marker())
                .append(marked(new TextBlock(markup.children())))
                .append(markup.style().marker());
        default -> marked.append(TextBlock.of(node).toMarkup());
      }
    }
  }
}
