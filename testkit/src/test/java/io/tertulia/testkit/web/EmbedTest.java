package io.tertulia.testkit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.sun.net.httpserver.HttpServer;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import io.tertulia.testkit.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A page of somebody else's server, with the three lines of `docs/web.md` in it.
@Tag("browser")
@ExtendWith(TertuliaExtension.class)
class EmbedTest {
  private static final Path MANUAL = Path.of("..", "docs", "web.md");
  private static final Pattern LINES =
      Pattern.compile("## Three lines\n+```html\n(.*?)```", Pattern.DOTALL);

  private static final double PATIENCE_MILLIS = 30_000;
  private static final String BEFORE = "v-" + "0".repeat(20);
  private static Chromium chromium;

  private final People people;
  private final BrowserContext context = chromium.browser().newContext();
  private final Page page = context.newPage();
  private final List<String> asked = new ArrayList<>();
  private final HttpServer elsewhere;

  EmbedTest(TestServer server) throws IOException {
    this.people = server.newApp();
    this.elsewhere =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  @BeforeEach
  void begin() throws IOException {
    people.conversation("tea", "alice", "bob");
    people.session("bob").conversation("tea").send("Tea is ready").join();
    byte[] html = page(threeLines()).getBytes(StandardCharsets.UTF_8);
    elsewhere.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, html.length);
          exchange.getResponseBody().write(html);
          exchange.close();
        });
    elsewhere.start();
    page.onRequest(request -> asked.add(request.url()));
    page.onWebSocket(socket -> socket.onFrameReceived(frame -> asked.add(frame.text())));
  }

  @AfterEach
  void end() {
    context.close();
    people.close();
    elsewhere.stop(0);
  }

  @Test
  void three_lines_put_the_chat_into_a_page_of_any_origin() {
    page.navigate(at("127.0.0.1"));
    assertThat(page.getByText("Tea is ready")).isVisible();
    page.locator("textarea").fill("On my way");
    page.locator("textarea").press("Enter");
    assertThat(page.locator("article.message").last()).containsText("On my way");
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screens", "embedded.png")));
  }

  @Test
  void a_page_of_an_allowed_origin_works_and_uploads_too() {
    allow(at("localhost"));
    page.navigate(at("localhost"));
    assertThat(page.getByText("Tea is ready")).isVisible();
    page.locator("input[type=file]")
        .setInputFiles(
            new com.microsoft.playwright.options.FilePayload(
                "notes.txt", "text/plain", "hi".getBytes(StandardCharsets.UTF_8)));
    assertThat(page.locator("article.message a.file")).isVisible();
  }

  @Test
  void a_page_of_a_forbidden_origin_is_told_so_and_nothing_else() {
    allow(at("localhost"));
    page.navigate(at("127.0.0.1"));
    assertThat(page.locator("[role=alert]")).containsText("allowedOrigins");
    assertThat(page.locator("article.message")).hasCount(0);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screens", "forbidden.png")));
    assertThat(asked).noneMatch(said -> said.contains("Tea is ready"));
    Object answer =
        page.evaluate(
            """
            (url) => fetch(url).then((answer) => answer.text(), (error) => error.name)
            """,
            people.server().uri() + "/v1/" + people.appId());
    assertThat(answer).isEqualTo("TypeError");
  }

  @Test
  void a_page_without_an_origin_counts_as_one() {
    allow(at("127.0.0.1"));
    page.setContent(
        "<!doctype html><title>x</title><iframe sandbox='allow-scripts' src='"
            + at("127.0.0.1")
            + "/'></iframe>");
    assertThat(page.frameLocator("iframe").locator("[role=alert]")).containsText("Origin: null");
  }

  /// What leads to the bundles came from the server as it was before, and now they have other
  /// names.
  @Test
  void a_page_that_is_loading_while_the_server_is_upgraded_works() {
    page.route(
        "**/web/chat/index.js",
        route -> {
          APIResponse now = route.fetch();
          String before = now.text().replaceAll("v-[0-9a-f]+", BEFORE);
          route.fulfill(new Route.FulfillOptions().setResponse(now).setBody(before));
        });
    page.navigate(at("127.0.0.1"));
    assertThat(page.getByText("Tea is ready")).isVisible();
    assertThat(asked).anyMatch(url -> url.endsWith(BEFORE + "/chat.js"));
  }

  @Test
  void a_second_visit_asks_whether_one_small_file_is_the_same() {
    String web = people.server().uri() + "/web/";
    List<String> fetched = new ArrayList<>();
    Set<String> kept = new HashSet<>();
    CDPSession network = context.newCDPSession(page);
    network.send("Network.enable");
    network.on(
        "Network.requestServedFromCache",
        served -> kept.add(served.get("requestId").getAsString()));
    network.on(
        "Network.responseReceived",
        received -> {
          JsonObject response = received.getAsJsonObject("response");
          String url = response.get("url").getAsString();
          boolean old =
              response.get("fromDiskCache").getAsBoolean()
                  || kept.contains(received.get("requestId").getAsString());
          if (url.startsWith(web) && !old) {
            fetched.add(url.substring(web.length()));
          }
        });
    page.navigate(at("127.0.0.1"));
    assertThat(page.getByText("Tea is ready")).isVisible();
    assertThat(fetched).hasSize(4);
    page.navigate("about:blank");
    fetched.clear();
    page.navigate(at("127.0.0.1"));
    assertThat(page.getByText("Tea is ready")).isVisible();
    assertThat(fetched).containsExactly("chat/index.js");
  }

  /// Restricts the app to pages of that origin.
  private void allow(String origin) {
    people.change(settings -> settings.withAllowedOrigins(List.of(origin)));
  }

  private String at(String host) {
    return "http://" + host + ":" + elsewhere.getAddress().getPort();
  }

  private static String page(String lines) {
    return """
    <!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <title>A shop</title>
        <style>tertulia-chatbox { height: 400px; }</style>
      </head>
      <body>
        <h1>A shop</h1>
        %s
      </body>
    </html>
    """
        .formatted(lines);
  }

  /// Those of the manual, for this server, app and user.
  private String threeLines() throws IOException {
    Matcher lines = LINES.matcher(Files.readString(MANUAL));
    assertThat(lines.find()).isTrue();
    assertThat(lines.group(1)).hasLineCount(3);
    return lines
        .group(1)
        .replace("https://chat.example.com", people.server().uri().toString())
        .replace("app=\"demo\"", "app=\"" + people.appId() + "\"")
        .replace("token=\"…\"", "token=\"" + people.token("alice") + "\"");
  }
}
