package io.tertulia.testkit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import io.tertulia.testkit.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The first page of a server, as whoever opens the printed link sees it.
@Tag("browser")
@ExtendWith(TertuliaExtension.class)
class PlaygroundTest {
  private static final double PATIENCE_MILLIS = 30_000;
  private static Chromium chromium;

  private final TestServer server = TestServer.start();
  private final Screen screen;
  private final Page page;
  private final List<String> asked = new ArrayList<>();

  PlaygroundTest(People people) {
    this.screen = Screen.on(chromium, people);
    this.page = screen.page();
    page.onRequest(request -> asked.add(request.url()));
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

  @AfterEach
  void nothing_went_wrong() {
    assertThat(screen.errors()).isEmpty();
    assertThat(asked)
        .allMatch(url -> url.startsWith(server.uri() + "/") || !url.startsWith("http"));
    screen.close();
    server.close();
  }

  @Test
  void two_people_chat_and_the_key_is_gone_from_the_address() {
    page.navigate(server.invitation());
    say(chat(0), "Hello Bob");
    assertThat(message(chat(1), "Hello Bob")).isVisible();
    say(chat(1), "Hello Alice");
    assertThat(message(chat(0), "Hello Alice")).isVisible();
    assertThat(page.url()).isEqualTo(server.uri() + "/");
    screen.picture("playground");
    page.reload();
    assertThat(message(chat(0), "Hello Alice")).isVisible();
  }

  @Test
  void a_link_opens_once_and_the_page_says_so() {
    String link = server.invitation();
    page.navigate(link);
    assertThat(chat(0).locator("textarea")).isVisible();
    page.evaluate("() => sessionStorage.clear()");
    page.navigate("about:blank");
    page.navigate(link);
    assertThat(page.locator("#notice")).containsText("opens once");
    assertThat(page.locator("tertulia-chatbox")).hasCount(0);
    screen.picture("playground-without-a-key");
    assertThat(screen.flaws()).isEqualTo(List.of());
  }

  @Test
  void one_person_reads_from_the_right_in_the_dark_on_a_phone() {
    page.navigate(server.invitation());
    say(chat(0), "Hello");
    assertThat(message(chat(1), "Hello")).isVisible();
    Locator bob = page.locator(".person").last();
    bob.getByLabel("Theme").selectOption("dark");
    bob.getByLabel("Right to left").check();
    bob.getByLabel("Phone").check();
    bob.getByLabel("Show").selectOption("inbox");
    assertThat(bob.locator("tertulia-inbox")).hasAttribute("theme", "dark");
    screen.picture("playground-switched");
    page.setViewportSize(320, 700);
    assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
        .isTrue();
    screen.picture("playground-phone");
    assertThat(screen.flaws()).isEqualTo(List.of());
  }

  @Test
  void the_code_to_embed_is_that_of_the_manual_and_can_be_copied() {
    page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    page.navigate(server.invitation());
    assertThat(chat(0).locator("textarea")).isVisible();
    page.getByLabel("A button in the corner").check();
    page.locator("#copy").click();
    assertThat(page.locator("#copied")).hasText("Copied.");
    assertThat(page.evaluate("() => navigator.clipboard.readText()"))
        .isEqualTo(
            """
            <script type="module" src="%s/web/chat/index.js"></script>
            <tertulia-popup app="demo" user="alice" token="…">
            </tertulia-popup>\
            """
                .formatted(server.uri()));
  }

  private Locator chat(int person) {
    return page.locator(".person").nth(person).locator("tertulia-chatbox");
  }

  private static void say(Locator chat, String text) {
    chat.locator("textarea").fill(text);
    chat.locator("textarea").press("Enter");
  }

  private static Locator message(Locator chat, String text) {
    return chat.locator("article.message")
        .filter(new Locator.FilterOptions().setHasText(text))
        .last();
  }
}
