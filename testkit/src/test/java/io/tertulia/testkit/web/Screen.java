package io.tertulia.testkit.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.tertulia.testkit.People;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A window of a browser with one chat element in it, and what went wrong there.
final class Screen implements AutoCloseable {
  private static final Path PICTURES = Path.of("target", "screens");
  private static final String AXE = "/axe.min.js";
  private static final String EMPTY = "/an-empty-page";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src * blob: data:;"
          + " media-src * blob:; connect-src *; base-uri 'none'; form-action 'none'";
  private static final String PUT =
      """
      async ({ element, properties }) => {
        await import('/web/chat/index.js');
        document.documentElement.lang = 'en';
        document.querySelectorAll('body > *').forEach((old) => old.remove());
        Object.assign(document.body.style, { margin: '0', height: '100vh' });
        const main = document.createElement('main');
        main.style.height = '100%';
        const made = Object.assign(document.createElement(element), properties);
        main.append(made);
        document.body.append(main);
      }
      """;

  private final BrowserContext context;
  private final Page page;
  private final People people;
  private final List<String> errors = new ArrayList<>();

  private Screen(Browser browser, People people, int width, int height) {
    this.people = people;
    this.context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale("en-US")
                .setPermissions(List.of("microphone", "geolocation"))
                .setGeolocation(41.38, 2.17));
    this.page = context.newPage();
    page.onPageError(errors::add);
    page.route(
        "**" + EMPTY,
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/html")
                    .setHeaders(Map.of("Content-Security-Policy", POLICY))
                    .setBody("<!doctype html><title>A page with a chat</title>")));
  }

  /// A window as large as on a desk.
  static Screen on(Chromium chromium, People people) {
    return new Screen(chromium.browser(), people, 900, 700);
  }

  /// A window as large as on a phone.
  static Screen phone(Chromium chromium, People people) {
    return new Screen(chromium.browser(), people, 320, 640);
  }

  /// Shows a conversation to a user.
  Screen chatbox(String user, String conversation) {
    return chatbox(user, conversation, people.server().uri());
  }

  /// Shows a conversation to a user.
  ///
  /// @param way where the chat finds the server
  Screen chatbox(String user, String conversation, URI way) {
    return put("tertulia-chatbox", user, Map.of("conversation", conversation), way);
  }

  /// Shows an element to a user.
  Screen put(String element, String user, Map<String, Object> more) {
    return put(element, user, more, people.server().uri());
  }

  private Screen put(String element, String user, Map<String, Object> more, URI way) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.put("app", people.appId());
    properties.put("user", user);
    properties.put("token", people.token(user));
    properties.put("server", way.toString());
    page.navigate(people.server().uri() + EMPTY);
    page.evaluate(PUT, Map.of("element", element, "properties", properties));
    return this;
  }

  Page page() {
    return page;
  }

  /// What the CSS selector finds, also inside of elements.
  Locator find(String selector) {
    return page.locator(selector);
  }

  /// Where messages are written.
  Locator field() {
    return find("textarea");
  }

  /// Writes a message and sends it.
  void say(String text) {
    field().fill(text);
    field().press("Enter");
  }

  /// The messages that are shown, oldest first.
  Locator messages() {
    return find("article.message");
  }

  /// The newest message with that in it.
  Locator message(String text) {
    return messages().filter(new Locator.FilterOptions().setHasText(text)).last();
  }

  /// Uses a button that stands beside a message.
  void act(Locator message, String action) {
    message.hover();
    message.locator(".action." + action).click();
  }

  /// Keeps a picture of it in the report.
  Screen picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    return this;
  }

  /// What axe finds wrong with the page, in words.
  Object flaws() {
    try (InputStream axe = Screen.class.getResourceAsStream(AXE)) {
      if (axe == null) {
        throw new IllegalStateException(AXE + ": missing");
      }
      page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.evaluate(
        """
        async () => (await axe.run()).violations.flatMap((violation) =>
          violation.nodes.map((node) =>
            `${violation.id} at ${node.target.flat().join(' ')}: ${node.failureSummary}`))
        """);
  }

  /// What went wrong in the page's own code.
  List<String> errors() {
    return errors;
  }

  @Override
  public void close() {
    context.close();
  }
}
