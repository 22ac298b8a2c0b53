package io.tertulia.testkit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import io.tertulia.testkit.TestServer;
import io.tertulia.testkit.WebhookReceiver;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the dashboard shows of webhooks and of the events on their way.
@Tag("browser")
@ExtendWith(TertuliaExtension.class)
class DashboardWebhooksTest {
  private static Chromium chromium;

  private final People people;
  private final Screen screen;
  private final Page page;
  private final Operator operator;

  DashboardWebhooksTest(TestServer server) {
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
  void a_webhook_is_added_looked_at_told_again_and_removed() {
    people.conversation("tea", "alice", "bob");
    try (WebhookReceiver receiver = WebhookReceiver.start(0)) {
      add(receiver);
      operator.write("tea", 1);
      receiver.awaitEvents(1);
      operator.link(receiver.url()).click();
      assertThat(operator.heading("How it stands")).isVisible();
      operator.field("behind a sequence").fill("0");
      operator.press("Replay");
      assertThat(operator.status()).containsText("told again");
      receiver.awaitUntil(heard -> heard.size() == 2);
      operator.press("Switch off");
      assertThat(screen.find(".badge").first()).hasText("off");
      operator.press("Remove");
      screen.find("dialog .danger").click();
      assertThat(operator.status()).hasText("The webhook was removed.");
    }
  }

  @Test
  void what_a_webhook_does_not_take_is_shown_with_its_failures_and_told_again_with_one_click() {
    people.conversation("tea", "alice", "bob");
    people.conversation("cake", "alice");
    AtomicBoolean isWell = new AtomicBoolean(true);
    try (WebhookReceiver receiver = WebhookReceiver.start(0)) {
      receiver.answer(event ->
          isWell.get() || !event.body().contains("\"conversationId\":\"tea\"")
              ? WebhookReceiver.TAKE
              : WebhookReceiver.FAIL);
      add(receiver);
      operator.write("cake", 1);
      receiver.awaitEvents(1);
      isWell.set(false);
      operator.write("tea", 3);
      operator.link(receiver.url()).click();
      Locator events = operator.list("Events");
      assertThat(events).hasCount(4);
      assertThat(events.last()).containsText("taken");
      assertThat(events.first()).containsText("waiting");
      operator.field("Show").selectOption("waiting");
      assertThat(events).hasCount(3);
      awaitFailure(events.first());
      assertThat(events.first()).containsText("status 500");
      events.first().getByRole(AriaRole.BUTTON).first().click();
      assertThat(events.first().locator("pre")).containsText(Operator.WRITTEN + " 0");
      operator.look("dashboard-webhook-failing");
      isWell.set(true);
      operator.field("Show").selectOption("all");
      assertThat(events).hasCount(4);
      int heard = receiver.heard().size();
      events.last().getByRole(AriaRole.BUTTON).last().click();
      operator.look("dashboard-webhook-again");
      screen.find("dialog .danger").click();
      assertThat(operator.status()).containsText("told again");
      receiver.awaitUntil(all -> all.size() >= heard + 4);
      operator.press("Look again");
      assertThat(events.filter(new Locator.FilterOptions().setHasText("taken"))).hasCount(4);
      String times = page.request().get(people.server().uri() + "/metrics").text();
      assertThat(times).containsPattern("tertulia_webhook_seconds_count [1-9]");
      assertThat(times).containsPattern("tertulia_call_seconds_count [1-9]");
      operator.look("dashboard-webhooks");
    }
  }

  @Test
  void many_events_come_page_by_page_and_the_keyboard_stays_where_it_is() {
    people.conversation("tea", "alice");
    people
        .backend()
        .post(Json.parse("{\"url\":null,\"events\":[\"message.sent\"]}"), "webhooks")
        .orThrow();
    operator.write("tea", 45);
    operator.open(operator.place("webhooks"));
    operator.link("events that are kept for who asks").click();
    Locator events = operator.list("Events");
    assertThat(events).hasCount(20);
    operator.button("More events").press("Enter");
    assertThat(events).hasCount(40);
    assertThat(operator.button("More events")).isFocused();
    page.keyboard().press("Enter");
    assertThat(events).hasCount(45);
    assertThat(operator.button("More events")).hasCount(0);
    assertThat(operator.heading("Webhooks of")).isFocused();
    operator.field("Show").selectOption("waiting");
    assertThat(events).hasCount(20);
    assertThat(events.first()).containsText(Pattern.compile("sequence 1\\b"));
  }

  private void add(WebhookReceiver receiver) {
    operator.open(operator.place("webhooks"));
    operator.field("URL").fill(receiver.url());
    operator.field("message.sent").check();
    operator.press("Add");
    assertThat(operator.status()).containsText("The webhook was added.");
  }

  /// Looks again until an attempt was made.
  private void awaitFailure(Locator event) {
    Locator failed = event.locator(".failing");
    page.waitForCondition(() -> {
      operator.press("Look again");
      assertThat(operator.button("Look again")).isEnabled();
      return failed.count() > 0;
    });
  }
}
