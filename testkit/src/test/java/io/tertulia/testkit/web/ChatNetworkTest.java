package io.tertulia.testkit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.Scissors;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The chat of a browser on a line that breaks, and when a session or a part in it ends.
@Tag("browser")
class ChatNetworkTest extends TwoScreens {
  @Test
  void a_line_that_breaks_loses_and_doubles_nothing() {
    Scissors scissors = people.scissors();
    alice.chatbox("alice", PLACE, scissors.uri());
    bob.chatbox("bob", PLACE);
    alice.say("before");
    assertThat(bob.message("before")).isVisible();
    alice.watch("while away");
    scissors.refuse();
    scissors.cut();
    assertThat(alice.find(".banner")).isVisible();
    alice.say("while away");
    bob.say("meanwhile");
    assertThat(alice.message("while away").locator(".tick.waiting")).isVisible();
    alice.picture("offline");
    scissors.heal();
    assertThat(bob.message("while away")).isVisible();
    assertThat(alice.message("meanwhile")).isVisible();
    assertThat(alice.messages()).hasCount(3);
    assertThat(bob.messages()).hasCount(3);
    assertThat(alice.find(".banner")).hasCount(0);
    assertThat(alice.most()).isEqualTo(1);
  }

  @Test
  void a_cut_between_a_send_and_its_answer_doubles_nothing_on_the_screen() {
    Scissors scissors = people.scissors();
    alice.chatbox("alice", PLACE, scissors.uri());
    bob.chatbox("bob", PLACE);
    assertThat(alice.field()).isVisible();
    int sent = 0;
    for (int bytes = 100; bytes <= 700; bytes += 150) {
      String text = "word " + ++sent;
      alice.watch(text);
      scissors.cutAfter(bytes);
      alice.say("*" + text + "*");
      assertThat(bob.message(text)).isVisible();
      assertThat(alice.message(text).locator(".tick.waiting")).hasCount(0);
      assertThat(alice.find(".banner")).hasCount(0);
      assertThat(alice.most()).isEqualTo(1);
    }
    assertThat(scissors.cuts()).isPositive();
    assertThat(alice.messages()).hasCount(sent);
    assertThat(bob.messages()).hasCount(sent);
    alice.chatbox("alice", PLACE);
    assertThat(alice.messages()).hasCount(sent);
  }

  @Test
  void who_loads_the_page_again_is_where_he_was() {
    fill(120);
    bob.chatbox("bob", PLACE);
    assertThat(bob.message("line 119")).isInViewport();
    for (int shown = bob.messages().count(); shown < 120; shown = bob.messages().count()) {
      bob.find(".scroller").evaluate("list => { list.scrollTop = 0; }");
      assertThat(bob.messages()).not().hasCount(shown);
    }
    Locator read = bob.messages().nth(40);
    read.scrollIntoViewIfNeeded();
    double before = read.boundingBox().y;
    bob.chatbox("bob", PLACE);
    Locator again =
        bob.messages().filter(new Locator.FilterOptions().setHasText("line 40")).first();
    assertThat(again).isInViewport();
    assertThat(again.boundingBox().y).isCloseTo(before, within(2.0));
    bob.find(".to-end").click();
    assertThat(bob.message("line 119")).isInViewport();
    bob.chatbox("bob", PLACE);
    assertThat(bob.message("line 119")).isInViewport();
  }

  @Test
  void what_is_refused_can_be_discarded_and_what_came_between_stays() {
    both();
    alice.field().fill("x".repeat(20_000));
    alice.field().press("Enter");
    assertThat(alice.find(".failed")).isVisible();
    alice.say("a short one");
    assertThat(bob.messages()).hasCount(1);
    alice.picture("failed");
    alice.find(".failed .text-button").last().click();
    assertThat(alice.messages()).hasCount(1);
  }

  @Test
  void a_text_that_was_refused_is_tried_again_and_sent_once() {
    Scissors scissors = people.scissors();
    alice.chatbox("alice", PLACE, scissors.uri());
    bob.chatbox("bob", PLACE);
    assertThat(alice.field()).isVisible();
    scissors.refuse();
    scissors.cut();
    assertThat(alice.find(".banner")).isVisible();
    alice.say("may I?");
    access("Read");
    scissors.heal();
    assertThat(alice.find(".failed")).containsText("may I?");
    assertThat(bob.messages()).hasCount(0);
    access("ReadWrite");
    assertThat(alice.field()).isVisible();
    alice.find(".failed .text-button").first().click();
    assertThat(bob.message("may I?")).isVisible();
    assertThat(alice.find(".failed")).hasCount(0);
    alice.say("thank you");
    assertThat(bob.message("thank you")).isVisible();
    assertThat(alice.messages()).hasCount(2);
    assertThat(bob.messages()).hasCount(2);
  }

  @Test
  void what_was_on_its_way_when_the_page_is_loaded_again_goes_out_once() {
    Scissors scissors = people.scissors();
    alice.chatbox("alice", PLACE, scissors.uri());
    bob.chatbox("bob", PLACE);
    assertThat(alice.field()).isVisible();
    scissors.refuse();
    scissors.cut();
    assertThat(alice.find(".banner")).isVisible();
    alice.say("never left");
    alice.say("nor this");
    scissors.heal();
    alice.chatbox("alice", PLACE, scissors.uri());
    assertThat(bob.messages()).hasText(new Pattern[] {has("never left"), has("nor this")});
    assertThat(alice.messages()).hasText(new Pattern[] {has("never left"), has("nor this")});
    for (int bytes = 50; bytes <= 650; bytes += 200) {
      scissors.cutAfter(bytes);
      alice.say("cut after " + bytes);
      alice.chatbox("alice", PLACE, scissors.uri());
      assertThat(bob.message("cut after " + bytes)).isVisible();
      assertThat(alice.message("cut after " + bytes)).isVisible();
      assertThat(alice.find(".pending")).hasCount(0);
    }
    assertThat(alice.messages()).hasCount(6);
    assertThat(bob.messages()).hasCount(6);
    assertThat(alice.page().evaluate("() => sessionStorage.length")).isEqualTo(0);
  }

  @Test
  void what_was_refused_is_still_there_when_the_page_is_loaded_again() {
    alice.chatbox("alice", PLACE);
    alice.say("x".repeat(20_000));
    assertThat(alice.find(".failed")).isVisible();
    alice.chatbox("alice", PLACE);
    assertThat(alice.find(".failed")).containsText("20000 characters");
    alice.find(".failed .text-button").last().click();
    alice.chatbox("alice", PLACE);
    assertThat(alice.find(".empty")).isVisible();
    assertThat(alice.messages()).hasCount(0);
  }

  @Test
  void the_same_person_in_two_windows_sees_the_same() {
    both();
    try (Screen second = Screen.on(chromium, people)) {
      second.chatbox("alice", PLACE);
      alice.watch("from the second");
      second.say("from the second");
      assertThat(alice.message("from the second")).hasClass(Pattern.compile("own"));
      assertThat(alice.messages()).hasCount(1);
      assertThat(alice.most()).isEqualTo(1);
      bob.say("an answer");
      assertThat(alice.message("an answer")).isVisible();
      assertThat(second.message("an answer")).isVisible();
    }
  }

  @Test
  void a_session_that_ends_says_so_and_comes_back_with_a_token() {
    String old = people.token("alice", Duration.ofSeconds(-5));
    alice.put("tertulia-chatbox", "alice", Map.of("conversation", PLACE, "token", old));
    assertThat(alice.find(".banner[role=alert]")).containsText("has ended");
    assertThat(alice.field()).hasCount(0);
    alice.picture("ended");
    alice
        .page()
        .evaluate(
            "token => { document.querySelector('tertulia-chatbox').token = token; }",
            people.token("alice"));
    assertThat(alice.field()).isVisible();
    assertThat(alice.find(".banner")).hasCount(0);
    bob.put("tertulia-chatbox", "bob", Map.of("conversation", PLACE, "app", "nosuchapp"));
    assertThat(bob.find(".banner[role=alert]")).isVisible();
    bob.picture("unknown-app");
  }

  @Test
  void who_is_removed_sees_nothing_any_longer() {
    both();
    alice.say("a secret");
    assertThat(bob.message("a secret")).isVisible();
    people.backend().delete("conversations", PLACE, "participants", "bob").orThrow();
    assertThat(bob.find(".state")).hasText("You take no part in this conversation.");
    assertThat(bob.messages()).hasCount(0);
    assertThat(bob.field()).hasCount(0);
    bob.picture("removed");
    people.conversation(PLACE, "alice", "bob");
    assertThat(bob.message("a secret")).isVisible();
  }

  /// Alice may do only that much from now on.
  private void access(String access) {
    Json change = Json.object().put("access", access).build();
    people.backend().put(change, "conversations", PLACE, "participants", "alice").orThrow();
  }

  private static Pattern has(String text) {
    return Pattern.compile(text);
  }
}
