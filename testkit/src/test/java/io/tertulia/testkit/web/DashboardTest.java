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
import io.tertulia.testkit.WebhookReceiver;
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
  private static final String WRITTEN = "a message of the dashboard";
  private static Chromium chromium;

  private final People people;
  private final Screen screen;
  private final Page page;

  /// Each test has an app of its own, as some take its last key away.
  DashboardTest(TestServer server) {
    this.people = server.newApp();
    this.screen = Screen.on(chromium, people);
    this.page = screen.page();
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
    field("Admin key").fill("adm_wrong");
    press("Open");
    assertThat(screen.find("[role=alert]")).hasText("This is not the admin key of this server.");
    look("dashboard-door");
    field("Admin key").fill(people.server().adminKey());
    press("Open");
    assertThat(heading("Overview")).isFocused();
    page.reload();
    assertThat(heading("Overview")).isVisible();
    press("Forget the key");
    assertThat(field("Admin key")).isVisible();
    page.reload();
    assertThat(field("Admin key")).isVisible();
  }

  @Test
  void the_overview_draws_what_the_server_does() {
    people.conversation("tea", "alice", "bob");
    people.session("alice").conversation("tea").send("one").join();
    open("");
    assertThat(screen.find("tertulia-chart canvas")).hasCount(8);
    Locator connections = chart("Connections");
    assertThat(connections.locator("li").first()).hasText(Pattern.compile("open\\s+[1-9].*"));
    assertThat(chart("Storage").locator("li").first())
        .hasText(Pattern.compile("store\\s+.+ [KM]iB"));
    Locator times = chart("Time of a command").locator("li").first();
    people.session("alice").conversation("tea").send("two").join();
    assertThat(times).hasText(Pattern.compile("50 %\\s+(–|.* m?s)"));
    page.waitForFunction(
        "() => document.querySelector('.u-wrap canvas').getContext('2d') !== null");
    look("dashboard-overview");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    look("dashboard-overview-dark");
  }

  @Test
  void an_app_is_made_and_deleted_by_typing_its_name() {
    String id = people.appId() + "-b";
    open("apps");
    field("Id of a new app").fill(id);
    press("Create");
    assertThat(screen.find(".secret code")).hasText(Pattern.compile("sk_\\w+"));
    assertThat(page.getByRole(AriaRole.LINK, named(id))).isVisible();
    look("dashboard-apps");
    press("Delete " + id);
    Locator yes = screen.find("dialog .danger");
    assertThat(yes).isDisabled();
    field("Type").fill(people.appId());
    assertThat(yes).isDisabled();
    field("Type").fill(id);
    look("dashboard-question");
    yes.click();
    assertThat(status()).hasText(id + " was deleted.");
    assertThat(page.getByRole(AriaRole.LINK, named(id))).hasCount(0);
  }

  @Test
  void keys_are_changed_without_a_moment_that_none_is_good() {
    open(place("keys"));
    press("Make a key");
    Locator made = screen.find(".secret code");
    assertThat(made).hasText(Pattern.compile("sk_\\w+"));
    String key = made.textContent();
    screen.find(".list button:not(.danger)").click();
    assertThat(status()).containsText("signed with it");
    look("dashboard-keys");
    screen.find(".list .danger").click();
    String end = people.secretKey().substring(people.secretKey().length() - 4);
    field("Type").fill(end);
    screen.find("dialog .danger").click();
    assertThat(screen.find(".list li")).hasCount(1);
    assertThat(screen.find(".list code")).hasText("…" + key.substring(key.length() - 4));
    assertThat(people.backend().get("users").status()).isEqualTo(401);
  }

  @Test
  void settings_are_changed_and_count() {
    open(place("settings"));
    field("userSync").uncheck();
    field("conversationSync").selectOption("invite");
    field("custom").fill("{\"plan\":\"large\"}");
    press("Save");
    assertThat(status()).hasText("Saved. It counts from now on.");
    Fields settings = Fields.of(people.backend().get("settings").orThrow().body(), "");
    assertThat(settings.flag("userSync")).isFalse();
    assertThat(settings.text("conversationSync")).isEqualTo("invite");
    assertThat(settings.textMap("custom")).isEqualTo(Map.of("plan", "large"));
    field("restVersion").fill("yesterday");
    press("Save");
    assertThat(screen.find("[role=alert]")).containsText("restVersion: yesterday");
    look("dashboard-settings");
  }

  @Test
  void an_app_is_exported() throws IOException {
    people.create("alice");
    open(place("settings"));
    Download download = page.waitForDownload(() -> press("Download the export"));
    assertThat(download.suggestedFilename()).isEqualTo(people.appId() + ".jsonl");
    assertThat(Files.readString(download.path())).contains("\"alice\"");
  }

  @Test
  void a_role_is_made_changed_and_deleted() {
    open(place("roles"));
    field("Name of a new role").fill("guest");
    press("Create");
    assertThat(heading("The role guest")).isVisible();
    field("Edit whose messages").selectOption("none");
    field("Send files").uncheck();
    field("Words that are hidden").fill("darn\nin cash\n");
    field("Hide something in whose messages").selectOption("others");
    press("Save the role");
    assertThat(status()).containsText("The role guest was saved.");
    look("dashboard-roles");
    Fields role = Fields.of(people.backend().get("roles", "guest").orThrow().body(), "");
    assertThat(role.text("edit")).isEqualTo("none");
    assertThat(role.flag("files")).isFalse();
    assertThat(role.object("masking").texts("words")).containsExactly("darn", "in cash");
    screen.find("summary").click();
    page.getByLabel("JSON", new Page.GetByLabelOptions().setExact(true)).fill("{\"typing\":false}");
    press("Save the JSON");
    assertThat(field("Others are told of typing")).not().isChecked();
    assertThat(field("Send files")).isChecked();
    press("Delete");
    screen.find("dialog .danger").click();
    assertThat(status()).hasText("The role guest was deleted.");
    assertThat(people.backend().get("roles", "guest").status()).isEqualTo(404);
  }

  @Test
  void a_webhook_is_added_looked_at_and_told_again() {
    people.conversation("tea", "alice", "bob");
    try (WebhookReceiver receiver = WebhookReceiver.start(0)) {
      open(place("webhooks"));
      field("URL").fill(receiver.url());
      field("message.sent").check();
      press("Add");
      assertThat(status()).containsText("The webhook was added.");
      write(1);
      receiver.awaitEvents(1);
      page.getByRole(AriaRole.LINK, named(receiver.url())).click();
      assertThat(heading("How it stands")).isVisible();
      field("behind a sequence").fill("0");
      press("Replay");
      assertThat(status()).containsText("told again");
      receiver.awaitUntil(heard -> heard.size() == 2);
      receiver.answer(heard -> WebhookReceiver.FAIL);
      write(1);
      receiver.awaitUntil(heard -> heard.size() == 3);
      press("Look again");
      assertThat(page.getByLabel("Events", new Page.GetByLabelOptions().setExact(true)))
          .containsText("message.sent");
      press("Switch off");
      assertThat(screen.find(".badge").first()).hasText("off");
      look("dashboard-webhooks");
      press("Remove");
      screen.find("dialog .danger").click();
      assertThat(status()).hasText("The webhook was removed.");
    }
  }

  @Test
  void somebody_is_searched_looked_at_and_erased_by_typing_the_id() {
    people.conversation("tea", "alice", "bob", "bobby");
    open(place("people"));
    assertThat(screen.find(".list li")).hasCount(3);
    field("Id, name").fill("BOB");
    press("Search");
    assertThat(screen.find(".list li")).hasCount(2);
    look("dashboard-people");
    page.getByRole(AriaRole.LINK, exactly("Bobby")).click();
    assertThat(screen.find(".facts")).containsText("bobby");
    assertThat(page.getByRole(AriaRole.LINK, exactly("tea"))).isVisible();
    look("dashboard-person");
    press("Erase bobby");
    field("Type").fill("bobby");
    screen.find("dialog .danger").click();
    assertThat(status()).containsText("bobby");
    assertThat(screen.find(".list li")).hasCount(2);
    assertThat(people.backend().get("users", "bobby").status()).isEqualTo(404);
  }

  @Test
  void a_conversation_is_found_and_read_back_to_its_beginning() {
    people.conversation("reading", "alice", "bob");
    people.conversation("coffee", "alice");
    write("reading", 35);
    open(place("conversations"));
    assertThat(page.getByRole(AriaRole.LINK, exactly("reading"))).isVisible();
    field("Words").fill("cof");
    press("Search");
    assertThat(screen.find(".list li")).hasCount(1);
    field("Words").fill("dashboard 34");
    field("in").selectOption("messages");
    press("Search");
    assertThat(screen.find(".list li")).hasCount(1);
    look("dashboard-conversations");
    page.getByRole(AriaRole.LINK, exactly("reading")).click();
    Locator messages = screen.find("ol.list > li");
    assertThat(messages).hasCount(30);
    assertThat(messages.first()).containsText(WRITTEN + " 34");
    press("Older ones");
    assertThat(page.getByRole(AriaRole.BUTTON, named("Older ones"))).hasCount(0);
    assertThat(messages.locator(".text").allTextContents()).hasSize(35);
    messages.first().getByRole(AriaRole.BUTTON).click();
    screen.find("dialog .danger").click();
    assertThat(messages).hasCount(34);
    look("dashboard-conversation");
  }

  @Test
  void all_fits_a_phone_and_reads_from_the_right() {
    people.conversation("tea", "alice", "bob");
    write(3);
    page.setViewportSize(320, 640);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    for (String one :
        List.of(
            "",
            "apps",
            place("settings"),
            place("keys"),
            place("roles"),
            place("webhooks"),
            place("people"),
            place("people") + "/alice",
            place("conversations") + "/tea")) {
      open(one);
      page.evaluate("() => { document.documentElement.dir = 'rtl'; }");
      assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
          .as(one)
          .isLessThanOrEqualTo(320);
      look("dashboard-phone-" + one.replaceAll(".*/(?=.)", "").replaceAll("\\W", ""));
    }
  }

  @Test
  void the_tables_of_what_can_be_chosen_are_those_of_the_code() {
    open("");
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
    open("");
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

  /// Opens a page of the dashboard with the right key.
  private void open(String place) {
    page.navigate(people.server().uri() + "/dashboard");
    page.evaluate(
        "(key) => sessionStorage.setItem('tertulia-admin-key', key)", people.server().adminKey());
    page.evaluate("(place) => { location.hash = `#/${place}`; }", place);
    page.reload();
    assertThat(screen.find("h1")).isVisible();
  }

  private String place(String what) {
    return "apps/" + people.appId() + "/" + what;
  }

  private void write(int messages) {
    write("tea", messages);
  }

  private void write(String conversation, int messages) {
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

  private Locator field(String label) {
    return page.getByLabel(label).first();
  }

  private void press(String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .first()
        .click();
  }

  private Locator heading(String text) {
    return page.getByRole(AriaRole.HEADING, named(text));
  }

  private Locator chart(String heading) {
    return screen.find("figure").filter(new Locator.FilterOptions().setHasText(heading));
  }

  private Locator status() {
    return screen.find("[role=status]");
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByRoleOptions exactly(String name) {
    return named(name).setExact(true);
  }

  /// Keeps a picture, and finds nothing wrong.
  private void look(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(java.nio.file.Path.of("target", "screens", name + ".png")));
    assertThat(screen.flaws()).isEqualTo(List.of());
  }
}
