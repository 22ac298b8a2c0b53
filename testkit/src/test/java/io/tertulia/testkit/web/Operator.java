package io.tertulia.testkit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.People;
import java.nio.file.Path;
import java.util.List;

/// Whoever sits before the dashboard, and what stands there by the words that are read aloud.
final class Operator {
  /// What is written in every message, before its number.
  static final String WRITTEN = "a message of the dashboard";

  private final Screen screen;
  private final Page page;
  private final People people;

  Operator(Screen screen, People people) {
    this.screen = screen;
    this.page = screen.page();
    this.people = people;
  }

  /// Opens a page of the dashboard with the right key.
  void open(String place) {
    open(place, people.server().adminKey());
  }

  void open(String place, String key) {
    page.navigate(people.server().uri() + "/dashboard");
    page.evaluate("(key) => sessionStorage.setItem('tertulia-admin-key', key)", key);
    page.evaluate("(place) => { location.hash = `#/${place}`; }", place);
    page.reload();
    assertThat(screen.find("h1")).isVisible();
  }

  /// A page of the app.
  String place(String what) {
    return "apps/" + people.appId() + "/" + what;
  }

  void write(String conversation, int messages) {
    for (int i = 0; i < messages; i++) {
      Json message =
          Json.object()
              .put("type", "UserMessage")
              .put("sender", "alice")
              .put("text", WRITTEN + " " + i)
              .build();
      people
          .backend()
          .post(new Json.Arr(List.of(message)), "conversations", conversation, "messages")
          .orThrow();
    }
  }

  Locator field(String label) {
    return page.getByLabel(label).first();
  }

  void press(String button) {
    button(button).click();
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .first();
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator heading(String text) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text));
  }

  Locator list(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).locator("> li");
  }

  /// What went well.
  Locator status() {
    return screen.find("[role=status]:not(.empty)");
  }

  /// What went wrong.
  Locator alert() {
    return screen.find("[role=alert]:not(.empty)");
  }

  /// Keeps a picture, and finds nothing wrong.
  void look(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "screens", name + ".png")));
    assertThat(screen.flaws()).isEqualTo(List.of());
  }
}
