package io.tertulia.testkit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import io.tertulia.testkit.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the users of an app cannot do to whoever runs the server and looks at it.
@Tag("browser")
@ExtendWith({TertuliaExtension.class, Browsers.class})
class DashboardSafetyTest {
  private static final String SCRIPT = "<img src=x onerror='window.ran=true'>";
  private final List<String> called = new ArrayList<>();
  private People people;
  private Screen screen;
  private Page page;

  @BeforeEach
  void open(TestServer server, Chromium chromium) {
    people = server.newApp();
    screen = Screen.on(chromium, people);
    page = screen.page();
    page.onRequest(request -> called.add(request.method() + " " + request.url()));
  }

  @AfterEach
  void nothing_went_wrong() {
    assertThat(screen.errors()).isEmpty();
    screen.close();
    people.close();
  }

  @Test
  void an_id_that_browsers_take_for_a_way_up_deletes_nothing_else() {
    people.create("alice");
    people.session("alice").conversation("..").createIfNotExists().join();
    visit("conversations");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("..")).click();
    assertThat(screen.find("[role=alert]")).containsText("has the id \"..\"");
    visit("people/..");
    assertThat(screen.find("[role=alert]")).containsText("has the id \"..\"");
    assertThat(called).noneMatch(call -> call.matches(".*/v1/[^/]+/?(conversations/?)?"));
  }

  @Test
  void a_role_of_the_name_of_something_else_is_none() {
    visit("roles/constructor");
    assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("default")))
        .isVisible();
    assertThat(screen.find("h2")).hasCount(0);
    visit("roles/default");
    assertThat(screen.find("h2").first()).hasText("The role default");
  }

  @Test
  void what_people_call_themselves_runs_nowhere_and_turns_nothing_around() {
    Json named = Json.object().put("name", "\u202E" + SCRIPT).put("photoUrl", SCRIPT).build();
    people.create("alice");
    people.backend().put(named, "users", "alice").orThrow();
    people.conversation("tea", "alice");
    Json subject = Json.object().put("subject", SCRIPT).build();
    people.backend().put(subject, "conversations", "tea").orThrow();
    people.session("alice").conversation("tea").send("*a* " + SCRIPT).join();
    for (String place : List.of("people", "people/alice", "conversations", "conversations/tea")) {
      visit(place);
      assertThat(page.getByText("onerror").first()).isVisible();
      assertThat(screen.find("main img")).hasCount(0);
    }
    assertThat(page.evaluate("() => window.ran")).isNull();
    visit("people");
    assertThat(screen.find("ul a").first()).hasCSS("unicode-bidi", "isolate");
    assertThat(screen.find("ul .faint").first()).hasCSS("unicode-bidi", "isolate");
  }

  @Test
  void a_browser_that_keeps_nothing_opens_it_all_the_same() {
    page.addInitScript(
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('no'); } });");
    visit("people");
    assertThat(page.getByText("Nobody.")).isVisible();
  }

  @Test
  void who_left_the_overview_asks_for_no_more_figures() {
    List<Route> asked = new ArrayList<>();
    page.clock().install();
    visit("people");
    page.route("**/metrics", asked::add);
    page.evaluate("() => { location.hash = '#/'; }");
    page.waitForCondition(() -> asked.size() == 1);
    page.evaluate("() => { location.hash = '#/apps'; }");
    assertThat(screen.find("h1")).hasText("Apps");
    page.waitForResponse("**/metrics", () -> asked.getFirst().fulfill());
    page.evaluate("() => fetch('/health').then((answer) => answer.text())");
    page.clock().runFor(10_000);
    page.evaluate("() => fetch('/health').then((answer) => answer.text())");
    assertThat(asked).hasSize(1);
  }

  private void visit(String place) {
    String uri = people.server().uri() + "/dashboard#/apps/" + people.appId() + "/" + place;
    page.navigate("about:blank");
    page.navigate(uri);
    if (page.getByLabel("Admin key").or(screen.find("nav.tabs")).first().isEnabled()
        && page.getByLabel("Admin key").count() > 0) {
      page.getByLabel("Admin key").fill(people.server().adminKey());
      page.getByText("Open", new Page.GetByTextOptions().setExact(true)).click();
    }
    assertThat(screen.find("h1")).isVisible();
  }
}
