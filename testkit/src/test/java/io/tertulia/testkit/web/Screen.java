package io.tertulia.testkit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
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
import java.util.regex.Pattern;

/// A window of a browser with one chat element in it, and what went wrong there.
final class Screen implements AutoCloseable {
  private static final Path PICTURES = Path.of("target", "screens");
  private static final String AXE = "/axe.min.js";
  private static final Pattern LINES =
      Pattern.compile("^Failed to load resource|^WebSocket connection to|ERR_[A-Z_]+$");
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

  private static final String GIVE =
      """
      async ({ files, way }) => {
        const canvas = (width, height) => {
          const made = Object.assign(document.createElement('canvas'), { width, height });
          const brush = made.getContext('2d');
          brush.fillStyle = '#38761d';
          brush.fillRect(0, 0, width, height);
          brush.fillStyle = '#f1c232';
          brush.fillRect(width / 4, height / 4, width / 2, height / 2);
          return made;
        };
        const picture = (name, width, height) => new Promise((then) =>
          canvas(width, height).toBlob((blob) => then(new File([blob], name, { type: blob.type }))));
        const film = () => new Promise((then) => {
          const drawn = canvas(160, 120);
          const recorder = new MediaRecorder(drawn.captureStream(20), { mimeType: 'video/webm' });
          recorder.ondataavailable = ({ data }) =>
            then(new File([data], 'film.webm', { type: 'video/webm' }));
          recorder.start();
          let left = 10;
          const draw = () => {
            drawn.getContext('2d').fillRect(left * 9, 10, 9, 50);
            left--;
            return left > 0 ? requestAnimationFrame(draw) : recorder.stop();
          };
          draw();
        });
        const makers = {
          picture: () => [picture('green.png', 64, 40)],
          pictures: () => [picture('one.png', 400, 300), picture('two.png', 200, 300)],
          film: () => [film()],
          large: () => [new File([new Uint8Array(12_000_000)], 'large.bin')],
        };
        const data = new DataTransfer();
        for (const file of await Promise.all(await makers[files]())) {
          data.items.add(file);
        }
        const box = document.querySelector('tertulia-chatbox').shadowRoot;
        const options = { bubbles: true, cancelable: true, composed: true };
        if (way === 'paste') {
          const field = box.querySelector('tertulia-composer').shadowRoot.querySelector('textarea');
          field.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: data }));
          return;
        }
        for (const type of ['dragover', 'drop']) {
          box.querySelector('.box').dispatchEvent(new DragEvent(type, { ...options, dataTransfer: data }));
          await new Promise(requestAnimationFrame);
        }
      }
      """;
  private static final String WATCH =
      """
      (text) => {
        const list = document.querySelector('tertulia-chatbox').shadowRoot
          .querySelector('tertulia-message-list').shadowRoot;
        window.most = 0;
        const look = () => {
          const shown = [...list.querySelectorAll('article .text')]
            .filter((each) => each.textContent.includes(text));
          window.most = Math.max(window.most, shown.length);
        };
        new MutationObserver(look).observe(list, { childList: true, subtree: true, characterData: true });
        look();
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
    page.onConsoleMessage(this::note);
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

  /// A window of that size.
  static Screen of(Chromium chromium, People people, int width, int height) {
    return new Screen(chromium.browser(), people, width, height);
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
    properties.putIfAbsent("app", people.appId());
    properties.put("user", user);
    properties.putIfAbsent("token", people.token(user));
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

  /// Gives files to the chat.
  ///
  /// @param files `picture`, `pictures`, `film` or `large`
  /// @param way `drop` or `paste`
  void give(String files, String way) {
    page.evaluate(GIVE, Map.of("files", files, "way", way));
  }

  /// Watches from now on how often a text is shown in messages; [#most()] tells.
  void watch(String text) {
    page.evaluate(WATCH, text);
  }

  /// How often the text that is watched for was shown at the same time, at most.
  int most() {
    return (Integer) page.evaluate("() => window.most");
  }

  /// Whether the keyboard is with what the CSS selector finds.
  void hasKeyboard(String selector) {
    assertThat(find(selector)).isFocused();
  }

  /// Keeps a picture of it in the report.
  Screen picture(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    return this;
  }

  /// What axe finds wrong with the page, in words. Headings are a matter of the page around.
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
        async () => (await axe.run({ rules: { 'page-has-heading-one': { enabled: false } } })).violations.flatMap((violation) =>
          violation.nodes.map((node) =>
            `${violation.id} at ${node.target.flat().join(' ')}: ${node.failureSummary}`))
        """);
  }

  /// Remembers what a page complains about; that something cannot be loaded is no mistake of its
  /// own.
  private void note(ConsoleMessage said) {
    boolean isOfTheLine = LINES.matcher(said.text()).find();
    if (said.type().equals("error") && !isOfTheLine) {
      errors.add(said.text());
    }
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
