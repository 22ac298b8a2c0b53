package io.tertulia.server.gate.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import io.tertulia.server.gate.RawHttp;
import java.io.ByteArrayInputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSideTest {
  private static final String INDEX = "/web/client/index.js";
  private static final Pattern TAG =
      Pattern.compile("etag: (\"[^\"]+\")", Pattern.CASE_INSENSITIVE);
  private static final Pattern LINK =
      Pattern.compile("<link rel=\"modulepreload\" href=\"([^\"]+)\">");

  private final Server server = TestServer.shared();

  @Test
  void pages_of_any_origin_may_use_a_module() throws Exception {
    assertThat(get(INDEX, "Origin: https://shop.example\n"))
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("Content-Type: text/javascript; charset=utf-8\r\n")
        .containsIgnoringCase("Access-Control-Allow-Origin: *\r\n")
        .containsIgnoringCase("Cross-Origin-Resource-Policy: cross-origin\r\n")
        .containsIgnoringCase("X-Content-Type-Options: nosniff\r\n")
        .containsIgnoringCase("Cache-Control: no-cache\r\n")
        .contains("export");
  }

  @Test
  void what_a_browser_has_is_not_sent_again() throws Exception {
    Matcher tag = TAG.matcher(get(INDEX, ""));
    assertThat(tag.find()).isTrue();
    for (String known : new String[] {tag.group(1), "\"x\", W/" + tag.group(1), "*"}) {
      assertThat(get(INDEX, "If-None-Match: " + known + "\n"))
          .startsWith("HTTP/1.1 304")
          .contains(tag.group(1))
          .endsWith("\r\n\r\n");
    }
    assertThat(get(INDEX, "If-None-Match: \"x\"\n")).startsWith("HTTP/1.1 200");
  }

  @Test
  void it_is_compressed_for_those_who_take_that() throws Exception {
    byte[] plain = body(INDEX, "");
    assertThat(body(INDEX, "Accept-Encoding: gzip;q=0, br\n")).isEqualTo(plain);
    byte[] small = body(INDEX, "Accept-Encoding: br, gzip;q=0.5\n");
    assertThat(small).hasSizeLessThan(plain.length);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(small)).readAllBytes())
        .isEqualTo(plain);
  }

  @Test
  void head_tells_what_get_would_send() throws Exception {
    try (RawHttp client = RawHttp.open(server.uri())) {
      client.send("HEAD " + INDEX + " HTTP/1.1\nHost: x\nConnection: close\n\n");
      String head = client.head();
      assertThat(head).startsWith("HTTP/1.1 200");
      assertThat(RawHttp.length(head)).isEqualTo(body(INDEX, "").length);
      assertThat(client.rest()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/web/",
        "/web/client",
        "/web/client/no.js",
        "/web/client/../client/index.js",
        "/web/client/%2e%2e/client/index.js",
        "/web/..%2f..%2fWebFiles.class",
        "/web/WebFiles.class",
        "/web/client%2findex.js%00",
        "/web/lib/lit-html/../../../pom.xml",
        "/web/pages/playground.html",
        "/web/pages/dashboard.html",
      })
  void nothing_else_is_there(String path) throws Exception {
    assertThat(get(path, "")).matches(Pattern.compile("HTTP/1.1 40[04].*", Pattern.DOTALL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/dashboard"})
  void a_page_runs_only_what_comes_from_here_and_asks_nobody_else(String path) throws Exception {
    assertThat(get(path, ""))
        .startsWith("HTTP/1.1 200")
        .containsPattern("(?i)Content-Security-Policy: default-src 'none'; script-src 'self'; ")
        .doesNotContain("unsafe-")
        .doesNotContain("img-src *")
        .containsPattern("; frame-ancestors '(self|none)'; base-uri 'none'; form-action 'none'")
        .containsIgnoringCase("Referrer-Policy: no-referrer\r\n")
        .doesNotContain("<script>")
        .doesNotContain("style=");
  }

  @Test
  void a_page_names_all_modules_that_it_will_need() throws Exception {
    Matcher links = LINK.matcher(get("/", ""));
    int found = 0;
    while (links.find()) {
      assertThat(get(links.group(1), "")).as(links.group(1)).startsWith("HTTP/1.1 200");
      found++;
    }
    assertThat(found).isGreaterThan(40);
  }

  @Test
  void browsers_that_ask_for_an_icon_get_one() throws Exception {
    assertThat(get("/favicon.ico", ""))
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("Content-Type: image/svg+xml\r\n");
  }

  private String get(String path, String headers) throws Exception {
    try (RawHttp client = RawHttp.open(server.uri())) {
      client.send("GET " + path + " HTTP/1.1\nHost: x\nConnection: close\n" + headers + "\n");
      return client.rest();
    }
  }

  private byte[] body(String path, String headers) throws Exception {
    try (RawHttp client = RawHttp.open(server.uri())) {
      client.send("GET " + path + " HTTP/1.1\nHost: x\nConnection: close\n" + headers + "\n");
      return client.body(RawHttp.length(client.head()));
    }
  }
}
