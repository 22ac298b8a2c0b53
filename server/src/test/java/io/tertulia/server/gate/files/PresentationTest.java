package io.tertulia.server.gate.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresentationTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "image/jpeg",
        "image/png",
        "image/gif",
        "image/webp",
        "image/avif",
        "image/bmp",
        "audio/ogg",
        "audio/mp4",
        "video/mp4",
        "video/webm",
      })
  void what_can_do_no_harm_is_shown_in_a_sandbox(String type) {
    Presentation shown = Presentation.of(type, "a");
    assertThat(shown.contentType()).isEqualTo(type);
    assertThat(shown.disposition()).isEqualTo("inline; filename=\"a\"");
    assertThat(shown.policy()).startsWith("default-src 'none';").endsWith("; sandbox");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "TEXT/HTML",
        "application/xhtml+xml",
        "image/svg+xml",
        "IMAGE/SVG+XML",
        "text/xml",
        "application/xml",
        "application/rss+xml",
        "video/x-made-up+xml",
        "text/javascript",
        "application/javascript",
        "text/css",
        "text/plain",
        "application/zip",
        "application/x-shockwave-flash",
        "multipart/related",
        "image/tiff",
        "application/octet-stream",
      })
  void what_is_active_or_unknown_is_saved(String type) {
    Presentation saved = Presentation.of(type, "a");
    assertThat(saved.contentType()).isEqualTo(type.toLowerCase(Locale.ROOT));
    assertThat(saved.disposition()).isEqualTo("attachment; filename=\"a\"");
    assertThat(saved.policy()).isEqualTo("default-src 'none'; sandbox");
  }

  @Test
  void a_pdf_is_shown_where_nothing_else_can_be_loaded() {
    Presentation pdf = Presentation.of("application/pdf", "a.pdf");
    assertThat(pdf.disposition()).isEqualTo("inline; filename=\"a.pdf\"");
    assertThat(pdf.policy()).startsWith("default-src 'none';").doesNotContain("script");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "html", "text/html; charset=utf-8", "a/b\r\nSet-Cookie: c", "a/b/c"})
  void what_is_no_media_type_is_bytes(String type) {
    assertThat(Presentation.of(type, "a").contentType()).isEqualTo("application/octet-stream");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plan.png|filename=\"plan.png\"",
        "a b;c=d.txt|filename=\"a b;c=d.txt\"",
        "a\"b\\c.txt|filename=\"a_b_c.txt\"; filename*=UTF-8''a%22b%5Cc.txt",
        "100%.txt|filename=\"100_.txt\"; filename*=UTF-8''100%25.txt",
        "€ rates.txt|filename=\"_ rates.txt\"; filename*=UTF-8''%E2%82%AC%20rates.txt",
        "👍.gif|filename=\"_.gif\"; filename*=UTF-8''%F0%9F%91%8D.gif",
      })
  void a_name_is_told_to_old_and_new_clients(String name, String expected) {
    assertThat(Presentation.of("a/b", name).disposition()).isEqualTo("attachment; " + expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nSet-Cookie: b=c\r\n\r\n<html>",
        "a\nb",
        "a\u0000b",
        "\u202egpj.exe",
        "\";filename=evil.exe;x=\"",
        "\ud800",
        "\u0085\u2028\u2029",
      })
  void no_name_ends_the_header_or_turns_it_round(String name) {
    String told = Presentation.of("a/b", name).disposition();
    assertThat(told.chars()).allMatch(c -> c >= ' ' && c <= '~');
    assertThat(told.chars().filter(c -> c == '"')).hasSize(2);
    assertThat(told).startsWith("attachment; filename=\"").contains("\"; filename*=UTF-8''");
    assertThat(told.substring(told.indexOf("''"))).doesNotContain(" ", ";", "\"");
  }

  @Test
  void a_long_name_is_told_whole() {
    String name = "ü".repeat(251) + ".png";
    assertThat(Presentation.of("image/png", name).disposition())
        .endsWith("UTF-8''" + "%C3%BC".repeat(251) + ".png")
        .hasSizeLessThan(2_000);
  }
}
