package io.tertulia.server.gate.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import io.tertulia.server.gate.RawHttp;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.List;
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
  private static final Pattern LOCATION =
      Pattern.compile("location: (\\S+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern PART = Pattern.compile("(?:href|src)=\"(/web/[^\"]+)\"");
  private static final Pattern IMPORT = Pattern.compile("(?m)^import .*'\\.+/([^']+)';$");

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
        .doesNotContain("Content-Security-Policy", "Access-Control-Expose-Headers")
        .contains("export");
  }

  @Test
  void what_a_module_leads_to_is_kept_for_ever() throws Exception {
    for (String path : bundles()) {
      assertThat(get(path, "Origin: https://shop.example\n"))
          .startsWith("HTTP/1.1 200")
          .containsIgnoringCase("Content-Type: text/javascript; charset=utf-8\r\n")
          .containsIgnoringCase("Access-Control-Allow-Origin: *\r\n")
          .containsIgnoringCase("Cross-Origin-Resource-Policy: cross-origin\r\n")
          .containsIgnoringCase("X-Content-Type-Options: nosniff\r\n")
          .containsIgnoringCase("Cache-Control: public, max-age=31536000, immutable\r\n")
          .containsIgnoringCase("Vary: Accept-Encoding\r\n");
    }
    assertThat(bundles()).hasSizeGreaterThan(2);
  }

  @Test
  void the_bundles_of_another_version_are_those_of_this_one() throws Exception {
    for (String path : bundles()) {
      String other = path.replaceAll("v-[0-9a-f]+", "v-" + "0".repeat(20));
      String answer = get(other, "Origin: https://shop.example\n");
      Matcher place = LOCATION.matcher(answer);
      assertThat(answer)
          .startsWith("HTTP/1.1 302")
          .containsIgnoringCase("Access-Control-Allow-Origin: *\r\n")
          .containsIgnoringCase("Cache-Control: no-store\r\n")
          .endsWith("\r\n\r\n");
      assertThat(place.find()).isTrue();
      assertThat(URI.create(other).resolve(place.group(1)).getPath()).isEqualTo(path);
    }
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
        "/web/chat.js",
        "/web/v-00000000000000000000/",
        "/web/v-00000000000000000000/chat/index.js",
        "/web/v-00000000000000000000/../chat.js",
        "/web/v-00000000000000000000/%2e%2e/chat.js",
        "/web/v-00000000000000000000//evil.example/chat.js",
        "/web/v-00000000000000000000/chat.js%0d%0aX-A:b",
        "/web/v-00000000000000000000%2fchat.js%2f",
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
  void a_page_asks_at_once_for_all_that_its_script_imports() throws Exception {
    for (String page : new String[] {"/", "/dashboard"}) {
      String html = get(page, "");
      Matcher parts = PART.matcher(html);
      StringBuilder modules = new StringBuilder();
      while (parts.find()) {
        String part = get(parts.group(1), "");
        assertThat(part).as(parts.group(1)).startsWith("HTTP/1.1 200").contains("immutable");
        Matcher imports = IMPORT.matcher(part);
        while (imports.find()) {
          modules.append(imports.group(1));
          assertThat(html).contains(imports.group(1));
        }
      }
      assertThat(modules).contains("lit.js");
    }
  }

  @Test
  void browsers_that_ask_for_an_icon_get_one() throws Exception {
    assertThat(get("/favicon.ico", ""))
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("Content-Type: image/svg+xml\r\n");
  }

  /// What the chat consists of.
  private List<String> bundles() throws Exception {
    return IMPORT
        .matcher(get("/web/chat/index.js", ""))
        .results()
        .map(found -> "/web/" + found.group(1))
        .distinct()
        .toList();
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
