package io.tertulia.testkit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Role;
import io.tertulia.server.masking.Masking;
import io.tertulia.server.webhooks.EventType;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import io.tertulia.testkit.TestServer;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What whoever runs the server sees and does with the mouse.
@Tag("browser")
@ExtendWith(TertuliaExtension.class)
class DashboardTest {
  private static Chromium chromium;

  private final People people;
  private final Screen screen;
  private final Page page;
  private final Operator operator;

  /// Each test has an app of its own, as some take its last key away.
  DashboardTest(TestServer server) {
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
  void a_wrong_key_is_told_and_the_right_one_opens_until_it_is_forgotten() {
    page.navigate(people.server().uri() + "/dashboard");
    operator.field("Admin key").fill("adm_wrong");
    operator.press("Open");
    assertThat(screen.find("[role=alert]")).hasText("This is not the admin key of this server.");
    operator.look("dashboard-door");
    operator.field("Admin key").fill(people.server().adminKey());
    operator.press("Open");
    assertThat(operator.heading("Overview")).isFocused();
    page.reload();
    assertThat(operator.heading("Overview")).isVisible();
    operator.press("Forget the key");
    assertThat(operator.field("Admin key")).isVisible();
    page.reload();
    assertThat(operator.field("Admin key")).isVisible();
  }

  @Test
  void the_overview_draws_what_the_server_does() {
    people.conversation("tea", "alice", "bob");
    people.session("alice").conversation("tea").send("one").join();
    operator.open("");
    assertThat(screen.find("tertulia-chart canvas")).hasCount(10);
    Locator connections = chart("Connections");
    assertThat(connections.locator("li").first()).hasText(Pattern.compile("open\\s+[1-9].*"));
    assertThat(chart("Storage").locator("li").first())
        .hasText(Pattern.compile("store\\s+.+ [KM]iB"));
    Locator times = chart("Time of a command").locator("li").first();
    people.session("alice").conversation("tea").send("two").join();
    assertThat(times).hasText(Pattern.compile("50 %\\s+(–|.* m?s)"));
    page.waitForFunction(
        "() => document.querySelector('.u-wrap canvas').getContext('2d') !== null");
    operator.look("dashboard-overview");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    operator.look("dashboard-overview-dark");
  }

  @Test
  void an_app_is_made_and_deleted_by_typing_its_name() {
    String id = people.appId() + "-b";
    operator.open("apps");
    operator.field("Id of a new app").fill(id);
    operator.press("Create");
    assertThat(screen.find(".secret code")).hasText(Pattern.compile("sk_\\w+"));
    assertThat(page.getByRole(AriaRole.LINK, named(id))).isVisible();
    operator.look("dashboard-apps");
    operator.press("Delete " + id);
    Locator yes = screen.find("dialog .danger");
    assertThat(yes).isDisabled();
    operator.field("Type").fill(people.appId());
    assertThat(yes).isDisabled();
    operator.field("Type").fill(id);
    operator.look("dashboard-question");
    yes.click();
    assertThat(operator.status()).hasText(id + " was deleted.");
    assertThat(page.getByRole(AriaRole.LINK, named(id))).hasCount(0);
  }

  @Test
  void keys_are_changed_without_a_moment_that_none_is_good() {
    operator.open(operator.place("keys"));
    operator.press("Make a key");
    Locator made = screen.find(".secret code");
    assertThat(made).hasText(Pattern.compile("sk_\\w+"));
    String key = made.textContent();
    screen.find(".list button:not(.danger)").click();
    assertThat(operator.status()).containsText("signed with it");
    operator.look("dashboard-keys");
    screen.find(".list .danger").click();
    String end = people.secretKey().substring(people.secretKey().length() - 4);
    operator.field("Type").fill(end);
    screen.find("dialog .danger").click();
    assertThat(screen.find(".list li")).hasCount(1);
    assertThat(screen.find(".list code")).hasText("…" + key.substring(key.length() - 4));
    assertThat(people.backend().get("users").status()).isEqualTo(401);
  }

  @Test
  void settings_are_changed_and_count() {
    operator.open(operator.place("settings"));
    operator.field("userSync").uncheck();
    operator.field("conversationSync").selectOption("invite");
    operator.field("custom").fill("{\"plan\":\"large\"}");
    operator.press("Save");
    assertThat(operator.status()).hasText("Saved. It counts from now on.");
    Fields settings = Fields.of(people.backend().get("settings").orThrow().body(), "");
    assertThat(settings.flag("userSync")).isFalse();
    assertThat(settings.text("conversationSync")).isEqualTo("invite");
    assertThat(settings.textMap("custom")).isEqualTo(Map.of("plan", "large"));
    operator.field("restVersion").fill("yesterday");
    operator.press("Save");
    assertThat(screen.find("[role=alert]")).containsText("restVersion: yesterday");
    operator.look("dashboard-settings");
  }

  @Test
  void an_app_is_exported() throws IOException {
    people.create("alice");
    operator.open(operator.place("settings"));
    Download download = page.waitForDownload(() -> operator.press("Download the export"));
    assertThat(download.url()).contains("/export?ticket=").doesNotContain("adm_", "sk_");
    assertThat(download.suggestedFilename()).isEqualTo(people.appId() + ".jsonl");
    assertThat(Files.readString(download.path())).contains("\"alice\"");
  }

  @Test
  void a_role_is_made_changed_and_deleted() {
    operator.open(operator.place("roles"));
    operator.field("Name of a new role").fill("guest");
    operator.press("Create");
    assertThat(operator.heading("The role guest")).isVisible();
    operator.field("Edit whose messages").selectOption("none");
    operator.field("Send files").uncheck();
    operator.field("Words that are hidden").fill("darn\nin cash\n");
    operator.field("Hide something in whose messages").selectOption("others");
    operator.press("Save the role");
    assertThat(operator.status()).containsText("The role guest was saved.");
    operator.look("dashboard-roles");
    Fields role = Fields.of(people.backend().get("roles", "guest").orThrow().body(), "");
    assertThat(role.text("edit")).isEqualTo("none");
    assertThat(role.flag("files")).isFalse();
    assertThat(role.object("masking").texts("words")).containsExactly("darn", "in cash");
    screen.find("summary").click();
    page.getByLabel("JSON", new Page.GetByLabelOptions().setExact(true)).fill("{\"typing\":false}");
    operator.press("Save the JSON");
    assertThat(operator.field("Others are told of typing")).not().isChecked();
    assertThat(operator.field("Send files")).isChecked();
    operator.press("Delete");
    screen.find("dialog .danger").click();
    assertThat(operator.status()).hasText("The role guest was deleted.");
    assertThat(people.backend().get("roles", "guest").status()).isEqualTo(404);
  }

  @Test
  void somebody_is_searched_looked_at_and_erased_by_typing_the_id() {
    people.conversation("tea", "alice", "bob", "bobby");
    operator.open(operator.place("people"));
    assertThat(screen.find(".list li")).hasCount(3);
    operator.field("How the id").fill("BOB");
    operator.press("Search");
    assertThat(screen.find(".list li")).hasCount(2);
    operator.look("dashboard-people");
    page.getByRole(AriaRole.LINK, exactly("Bobby")).click();
    assertThat(screen.find(".facts")).containsText("bobby");
    assertThat(page.getByRole(AriaRole.LINK, exactly("tea"))).isVisible();
    operator.look("dashboard-person");
    operator.press("Erase bobby");
    operator.field("Type").fill("bobby");
    screen.find("dialog .danger").click();
    assertThat(operator.status()).containsText("bobby");
    assertThat(screen.find(".list li")).hasCount(2);
    assertThat(people.backend().get("users", "bobby").status()).isEqualTo(404);
  }

  @Test
  void a_conversation_is_found_and_read_back_to_its_beginning() {
    people.conversation("reading", "alice", "bob");
    people.conversation("coffee", "alice");
    operator.write("reading", 35);
    operator.open(operator.place("conversations"));
    assertThat(page.getByRole(AriaRole.LINK, exactly("reading"))).isVisible();
    operator.field("Words").fill("cof");
    operator.press("Search");
    assertThat(screen.find(".list li")).hasCount(1);
    operator.field("Words").fill("dashboard 34");
    operator.field("in").selectOption("messages");
    operator.press("Search");
    assertThat(screen.find(".list li")).hasCount(1);
    operator.look("dashboard-conversations");
    page.getByRole(AriaRole.LINK, exactly("reading")).click();
    Locator messages = screen.find("ol.list > li");
    assertThat(messages).hasCount(30);
    assertThat(messages.first()).containsText(Operator.WRITTEN + " 34");
    operator.press("Older ones");
    assertThat(page.getByRole(AriaRole.BUTTON, named("Older ones"))).hasCount(0);
    assertThat(messages.locator(".text").allTextContents()).hasSize(35);
    messages.first().getByRole(AriaRole.BUTTON).click();
    screen.find("dialog .danger").click();
    assertThat(messages).hasCount(34);
    operator.look("dashboard-conversation");
  }

  @Test
  void all_fits_a_phone_and_reads_from_the_right() {
    people.conversation("tea", "alice", "bob");
    operator.write("tea", 3);
    page.setViewportSize(320, 640);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    for (String one :
        List.of(
            "",
            "apps",
            operator.place("settings"),
            operator.place("keys"),
            operator.place("roles"),
            operator.place("webhooks"),
            operator.place("people"),
            operator.place("people") + "/alice",
            operator.place("conversations") + "/tea")) {
      operator.open(one);
      page.evaluate("() => { document.documentElement.dir = 'rtl'; }");
      assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
          .as(one)
          .isLessThanOrEqualTo(320);
      operator.look("dashboard-phone-" + one.replaceAll(".*/(?=.)", "").replaceAll("\\W", ""));
    }
  }

  @Test
  void the_tables_of_what_can_be_chosen_are_those_of_the_code() {
    operator.open("");
    Json.Obj settings = (Json.Obj) AppSettings.DEFAULT.json();
    assertThat(names("SETTINGS")).containsExactlyInAnyOrderElementsOf(without(settings, "roles"));
    assertThat(names("RIGHTS"))
        .containsExactlyInAnyOrderElementsOf(without((Json.Obj) Role.DEFAULT.json(), "masking"));
    assertThat(names("MASKING"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Masking.class.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !name.equals("patterns"))
                .toList());
    assertThat(table("EVENTS"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .containsExactlyInAnyOrderElementsOf(
            EventType.all().stream().map(EventType::wire).toList());
  }

  @Test
  void percentiles_follow_from_two_looks_at_a_histogram() {
    operator.open("");
    Object found =
        page.evaluate(
            """
            async () => {
              const { Look, rate, within } = await import('/web/dashboard/metrics.js');
              const text = (a, b, c) => `x_bucket{le="0.01"} ${a}\\nx_bucket{le="0.1"} ${b}\\nx_bucket{le="+Inf"} ${c}\\nx_count ${c}\\n`;
              const before = new Look(text(5, 5, 5), 1000);
              const now = new Look(text(10, 20, 25), 3000);
              return [0.25, 0.5, 1].map((share) => within(before, now, 'x', share))
                .concat(within(now, now, 'x', 0.5), rate(before, now, 'x_count'), rate(now, before, 'x_count'));
            }
            """);
    List<Object> expected = new ArrayList<>(List.of(0.01, 0.055, 0.1));
    expected.add(null);
    expected.add(10);
    expected.add(0);
    assertThat((List<?>) found)
        .usingRecursiveComparison()
        .withComparatorForType((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1, Double.class)
        .isEqualTo(expected);
  }

  private static List<String> without(Json.Obj json, String name) {
    return json.members().keySet().stream().filter(one -> !one.equals(name)).toList();
  }

  private List<Object> names(String table) {
    return ((List<?>) table(table))
        .stream().<Object>map(one -> ((Map<?, ?>) one).get("name")).toList();
  }

  private Object table(String name) {
    return page.evaluate("async (name) => (await import('/web/dashboard/tables.js'))[name]", name);
  }

  private Locator chart(String heading) {
    return screen.find("figure").filter(new Locator.FilterOptions().setHasText(heading));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByRoleOptions exactly(String name) {
    return named(name).setExact(true);
  }
}
