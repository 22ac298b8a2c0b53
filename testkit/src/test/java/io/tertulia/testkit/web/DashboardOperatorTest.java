package io.tertulia.testkit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import io.tertulia.testkit.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What goes wrong while somebody looks, what there is a lot of, and all of it by the keyboard.
@Tag("browser")
@ExtendWith(TertuliaExtension.class)
class DashboardOperatorTest {
  private static Chromium chromium;

  private final People people;
  private final Screen screen;
  private final Page page;
  private final Operator operator;

  DashboardOperatorTest(TestServer server) {
    this.people = server.newApp();
    this.screen = Screen.on(chromium, people);
    this.page = screen.page();
    this.operator = new Operator(screen, people);
  }

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  @AfterEach
  void nothing_went_wrong() {
    assertThat(screen.errors()).isEmpty();
    screen.close();
    people.close();
  }

  @Test
  void a_key_that_is_no_longer_the_servers_leads_back_to_the_door() {
    operator.open("apps", "adm_of_another_day_and_server");
    assertThat(operator.alert()).hasText("The server has another admin key by now.");
    assertThat(operator.field("Admin key")).isFocused();
    assertThat(page.evaluate("() => sessionStorage.length")).isEqualTo(0);
    operator.look("dashboard-another-key");
    operator.field("Admin key").fill(people.server().adminKey());
    operator.press("Open");
    assertThat(operator.heading("Apps")).isFocused();
    assertThat(page).hasTitle("Apps – Tertulia");
  }

  @Test
  void a_server_that_is_gone_is_told_and_looked_for_again() {
    people.create("alice");
    operator.open("");
    assertThat(screen.find(".tiles")).isVisible();
    page.context().setOffline(true);
    assertThat(operator.alert()).containsText("cannot be reached");
    operator.look("dashboard-gone");
    page.context().setOffline(false);
    assertThat(operator.alert()).hasCount(0);
    operator.open(operator.place("people"));
    assertThat(operator.list("People")).hasCount(1);
    page.context().setOffline(true);
    operator.field("How the id").fill("ali");
    operator.press("Search");
    assertThat(operator.alert()).containsText("cannot be reached");
    page.context().setOffline(false);
    operator.press("Search");
    assertThat(operator.list("People")).hasCount(1);
    assertThat(operator.alert()).hasCount(0);
  }

  @Test
  void what_is_not_there_is_told_and_nothing_is_said_of_what_is_in_it() {
    operator.open("apps/" + people.appId() + "-none/people");
    assertThat(operator.alert()).containsText("app");
    assertThat(screen.find("main")).not().containsText("Nobody.");
    operator.look("dashboard-no-app");
    operator.open(operator.place("people") + "/nobody");
    assertThat(operator.alert()).containsText("nobody");
    operator.open(operator.place("conversations") + "/nowhere");
    assertThat(operator.alert()).containsText("nowhere");
    operator.look("dashboard-no-conversation");
  }

  @Test
  void an_app_is_found_among_many_by_how_its_id_begins() {
    operator.open("apps");
    operator.field("How the id").fill(people.appId());
    operator.field("How the id").press("Enter");
    assertThat(operator.link(people.appId())).isVisible();
    assertThat(operator.list("Apps")).hasCount(1);
    operator.field("How the id").fill(people.appId() + "-none");
    operator.field("How the id").press("Enter");
    assertThat(operator.list("Apps")).hasCount(0);
    assertThat(screen.find("main")).containsText("None.");
  }

  @Test
  void people_are_found_by_id_and_by_name_and_each_once() {
    Json.Builder many = Json.object();
    for (int i = 0; i < 60; i++) {
      many.put("guest-" + (100 + i), Json.object().put("name", "Guest " + (100 + i)).build());
    }
    people.backend().put(many.build(), "users").orThrow();
    people.backend().put(Json.parse("{\"name\":\"Guestbook\"}"), "users", "zoe").orThrow();
    operator.open(operator.place("people"));
    assertThat(operator.list("People")).hasCount(61);
    operator.field("How the id").fill("guest");
    operator.press("Search");
    assertThat(operator.list("People")).hasCount(50);
    operator.press("More people");
    assertThat(operator.list("People")).hasCount(61);
    assertThat(operator.button("More people")).hasCount(0);
    assertThat(operator.link("Guestbook")).isVisible();
    operator.field("How the id").fill("guest 12");
    operator.press("Search");
    assertThat(operator.list("People")).hasCount(10);
    operator.field("How the id").fill("nobody");
    operator.press("Search");
    assertThat(screen.find("main")).containsText("Nobody.");
  }

  @Test
  void the_keyboard_alone_leads_from_the_door_to_a_replay() {
    people.conversation("tea", "alice", "bob");
    people.backend().post(Json.parse("{\"url\":null,\"events\":null}"), "webhooks").orThrow();
    operator.write("tea", 1);
    page.navigate(people.server().uri() + "/dashboard");
    go(operator.field("Admin key"));
    Keyboard keyboard = page.keyboard();
    keyboard.type(people.server().adminKey());
    keyboard.press("Enter");
    assertThat(operator.heading("Overview")).isFocused();
    follow("Apps", "Apps");
    go(AriaRole.SEARCHBOX, "How the id begins");
    keyboard.type(people.appId());
    keyboard.press("Enter");
    assertThat(operator.list("Apps")).hasCount(1);
    follow(people.appId(), "Settings of");
    follow("Webhooks", "Webhooks of");
    follow("events that are kept for who asks", "Webhooks of");
    assertThat(operator.list("Events")).hasCount(1);
    go(AriaRole.COMBOBOX, "Show");
    keyboard.press("ArrowDown");
    assertThat(operator.list("Events").first()).containsText("waiting");
    go(operator.list("Events").getByRole(AriaRole.BUTTON).first());
    keyboard.press("Enter");
    assertThat(operator.list("Events").locator("pre")).isVisible();
    go(operator.list("Events").getByRole(AriaRole.BUTTON).last());
    keyboard.press("Enter");
    assertThat(screen.find("dialog")).isVisible();
    keyboard.press("Escape");
    assertThat(screen.find("dialog")).hasCount(0);
    go(operator.list("Events").getByRole(AriaRole.BUTTON).last());
    keyboard.press("Enter");
    go(AriaRole.BUTTON, "Tell again");
    keyboard.press("Enter");
    assertThat(operator.status()).containsText("told again");
    follow("Overview", "Overview");
    go(AriaRole.BUTTON, "Forget the key");
    keyboard.press("Enter");
    assertThat(operator.field("Admin key")).isFocused();
  }

  /// Goes by the tab key to a link, follows it, and is at the heading behind it.
  private void follow(String link, String heading) {
    go(AriaRole.LINK, link);
    page.keyboard().press("Enter");
    assertThat(operator.heading(heading)).isFocused();
  }

  private void go(AriaRole role, String name) {
    go(page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true)).first());
  }

  /// Presses the tab key until it is there; what cannot be come to fails.
  private void go(Locator wanted) {
    assertThat(wanted).isVisible();
    for (int i = 0; i < 100; i++) {
      if (Boolean.TRUE.equals(wanted.evaluate("(one) => one === document.activeElement"))) {
        return;
      }
      page.keyboard().press("Tab");
    }
    assertThat(wanted).isFocused();
  }
}
