package io.tertulia.testkit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.People;
import io.tertulia.testkit.Scissors;
import io.tertulia.testkit.TertuliaExtension;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The chat that pages embed, in a browser, with two people who use it.
@ExtendWith(TertuliaExtension.class)
class ChatTest {
  private static final String PLACE = "tea";
  private static Chromium chromium;

  private final People people;
  private final Screen alice;
  private final Screen bob;

  ChatTest(People people) {
    this.people = people;
    people.create("alice", "bob");
    people.conversation(PLACE, "alice", "bob");
    this.alice = Screen.on(chromium, people);
    this.bob = Screen.on(chromium, people);
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
    assertThat(alice.errors()).isEmpty();
    assertThat(bob.errors()).isEmpty();
    alice.close();
    bob.close();
  }

  @Test
  void two_people_see_what_they_write_to_each_other() {
    both();
    alice.say("Hello *Bob*, see https://example.com and\n- one\n- two");
    assertThat(bob.message("Hello").locator("strong")).hasText("Bob");
    assertThat(bob.message("Hello").locator("a")).hasAttribute("href", "https://example.com");
    assertThat(bob.message("Hello").locator("li")).hasText(new String[] {"one", "two"});
    bob.say("Hello _Alice_");
    assertThat(alice.message("Alice").locator("em")).hasText("Alice");
    assertThat(alice.message("Hello").locator(".tick.read")).isVisible();
    alice.picture("chat");
    bob.picture("chat-of-the-other");
  }

  @Test
  void a_message_is_answered_changed_and_deleted() {
    both();
    alice.say("first");
    assertThat(bob.message("first")).isVisible();
    bob.act(bob.message("first"), "reply");
    bob.say("an answer");
    assertThat(alice.message("an answer").locator(".quote")).containsText("first");
    bob.act(bob.message("an answer"), "edit");
    assertThat(bob.field()).hasValue("an answer");
    bob.say("*changed*");
    assertThat(alice.message("changed").locator("strong")).hasText("changed");
    assertThat(alice.message("changed").locator("footer")).containsText("edited");
    alice.act(alice.message("first"), "delete");
    alice.picture("question");
    alice.find("dialog button[value=yes]").click();
    assertThat(bob.messages()).hasCount(1);
    assertThat(bob.find(".quote")).hasCount(0);
  }

  @Test
  void people_react_with_emoji_from_the_picker() {
    both();
    alice.say("news");
    bob.act(bob.message("news"), "react");
    bob.find("tertulia-emoji-picker input").fill("party popper");
    bob.picture("emoji");
    bob.find("tertulia-emoji-picker .grid button").first().click();
    Locator reaction = alice.message("news").locator(".reaction");
    assertThat(reaction).hasText("🎉1");
    reaction.click();
    assertThat(bob.message("news").locator(".reaction")).hasText("🎉2");
    reaction.click();
    assertThat(bob.message("news").locator(".reaction")).hasText("🎉1");
  }

  @Test
  void files_go_by_the_button_and_by_drop_and_pictures_are_shown_large() {
    both();
    alice
        .find("input[type=file]")
        .setInputFiles(
            new FilePayload[] {
              new FilePayload("notes.txt", "text/plain", "hi".getBytes(StandardCharsets.UTF_8))
            });
    assertThat(bob.message("notes.txt").locator("a.file")).isVisible();
    bob.page()
        .evaluate(
            """
            async () => {
              const canvas = new OffscreenCanvas(64, 40);
              canvas.getContext('2d').fillRect(0, 0, 64, 40);
              const blob = await canvas.convertToBlob();
              const data = new DataTransfer();
              data.items.add(new File([blob], 'black.png', { type: 'image/png' }));
              const box = document.querySelector('tertulia-chatbox').shadowRoot.querySelector('.box');
              for (const type of ['dragover', 'drop']) {
                box.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
                await new Promise(requestAnimationFrame);
              }
            }
            """);
    assertThat(alice.find("button.image img")).hasAttribute("width", "64");
    alice.find("button.image").click();
    assertThat(alice.find("tertulia-lightbox img")).isVisible();
    alice.picture("lightbox");
    alice.page().keyboard().press("Escape");
    assertThat(alice.find("tertulia-lightbox")).hasCount(0);
  }

  @Test
  void a_voice_message_is_recorded_and_can_be_heard() {
    both();
    alice.find("button.voice").click();
    assertThat(alice.find(".recording")).containsText("0:01");
    alice.picture("recording");
    alice.find("button.send").click();
    Locator sound = bob.find("audio");
    assertThat(sound).isVisible();
    assertThat(bob.page().evaluate(
            """
            async () => {
              const find = (root) => root.querySelector('audio') ?? [...root.querySelectorAll('*')]
                .map((e) => e.shadowRoot && find(e.shadowRoot)).find(Boolean);
              const audio = find(document);
              audio.muted = true;
              await audio.play();
              return audio.error === null;
            }
            """))
        .isEqualTo(true);
  }

  @Test
  void who_types_and_who_is_there_is_seen() {
    both();
    assertThat(alice.find(".sub.online")).isVisible();
    bob.field().pressSequentially("Hm");
    assertThat(alice.find(".typing")).hasText("bob is typing…");
    bob.say("Hmm");
    assertThat(alice.find(".typing")).hasText("");
    bob.close();
    assertThat(alice.find(".sub.online")).hasCount(0);
  }

  @Test
  void somebody_is_mentioned_by_name() {
    both();
    alice.field().pressSequentially("Ask @bo");
    assertThat(alice.find("[role=option]")).hasText("bob");
    alice.field().press("Enter");
    alice.field().press("Enter");
    assertThat(bob.message("Ask").locator(".mention")).hasText("@bob");
  }

  @Test
  void what_was_unread_is_marked_off_and_then_read() {
    fill(3);
    bob.chatbox("bob", PLACE);
    assertThat(bob.find(".new")).isVisible();
    bob.picture("unread");
    assertThat(bob.messages()).hasCount(3);
    alice.chatbox("alice", PLACE);
    assertThat(alice.message("line 2").locator(".tick.read")).isVisible();
  }

  @Test
  void history_comes_on_scroll_and_the_reader_stays_where_he_is() {
    fill(120);
    bob.chatbox("bob", PLACE);
    assertThat(bob.message("line 119")).isInViewport();
    Locator scroller = bob.find(".scroller");
    Locator top = bob.messages().first();
    assertThat(top).containsText("line 90");
    scroller.evaluate("list => { list.scrollTop = 10; }");
    assertThat(bob.messages().first()).not().containsText("line 90");
    assertThat(bob.message("line 90")).isInViewport();
    for (int i = 0; i < 5; i++) {
      scroller.evaluate("list => { list.scrollTop = 0; }");
      bob.page().waitForTimeout(100);
    }
    assertThat(bob.messages()).hasCount(120);
    alice.chatbox("alice", PLACE);
    alice.say("something new");
    assertThat(bob.message("something new")).not().isInViewport();
    bob.find(".to-end").click();
    assertThat(bob.message("something new")).isInViewport();
  }

  @Test
  void a_message_is_searched_and_gone_to_however_far_back() {
    people
        .backend()
        .post(text("a needle in hay"), "conversations", PLACE, "messages")
        .orThrow();
    fill(150);
    bob.chatbox("bob", PLACE);
    bob.find("button.find").click();
    bob.find("tertulia-search input").fill("needle");
    bob.find("tertulia-search li button").click();
    assertThat(bob.message("needle")).isInViewport();
    bob.picture("found");
  }

  @Test
  void a_line_that_breaks_loses_and_doubles_nothing() {
    try (Scissors scissors = people.scissors()) {
      alice.chatbox("alice", PLACE, scissors.uri());
      bob.chatbox("bob", PLACE);
      alice.say("before");
      assertThat(bob.message("before")).isVisible();
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
    }
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
  void the_same_person_in_two_windows_sees_the_same() {
    both();
    try (Screen second = Screen.on(chromium, people)) {
      second.chatbox("alice", PLACE);
      second.say("from the second");
      assertThat(alice.message("from the second")).hasClass("message own");
      assertThat(alice.messages()).hasCount(1);
      alice.chatbox("alice", PLACE);
      assertThat(alice.messages()).hasCount(1);
    }
  }

  @Test
  void nothing_a_person_writes_runs() {
    both();
    alice.say("<img src=x onerror=\"window.ran = true\"><script>window.ran = true</script>");
    people
        .backend()
        .post(
            text("<javascript:window.ran=true|click me> and *<b onclick='window.ran=true'>b</b>*"),
            "conversations",
            PLACE,
            "messages")
        .orThrow();
    people
        .backend()
        .put(
            Json.object().put("name", "<img src=x onerror='window.ran=true'>").build(),
            "users",
            "alice")
        .orThrow();
    assertThat(bob.message("<img src=x")).isVisible();
    assertThat(bob.message("click me").locator("a")).hasCount(0);
    bob.message("click me").click();
    assertThat(bob.page().evaluate("() => window.ran")).isNull();
  }

  @Test
  void all_is_done_with_the_keyboard_alone() {
    both();
    alice.say("one");
    assertThat(bob.message("one")).isVisible();
    bob.field().focus();
    bob.page().keyboard().type("two");
    bob.page().keyboard().press("Enter");
    assertThat(alice.message("two")).isVisible();
    bob.find(".scroller").focus();
    bob.page().keyboard().press("ArrowUp");
    bob.page().keyboard().press("ArrowUp");
    bob.page().keyboard().press("Tab");
    bob.page().keyboard().press("Enter");
    assertThat(bob.find("tertulia-emoji-picker input")).isFocused();
    bob.page().keyboard().press("ArrowDown");
    bob.page().keyboard().press("Enter");
    assertThat(alice.message("one").locator(".reaction")).isVisible();
  }

  @Test
  void it_fits_a_phone_reads_from_the_right_and_is_dark() {
    fill(4);
    try (Screen phone = Screen.phone(chromium, people)) {
      phone.chatbox("bob", PLACE);
      assertThat(phone.message("line 3")).isVisible();
      phone.picture("phone");
      assertThat((Boolean) phone.page().evaluate(
              "() => document.documentElement.scrollWidth <= innerWidth"))
          .isTrue();
      phone.page().evaluate(
          "() => { document.documentElement.dir = 'rtl'; document.querySelector('tertulia-chatbox').theme = 'dark'; }");
      phone.picture("phone-from-the-right-dark");
      assertThat(phone.flaws()).isEqualTo(List.of());
    }
  }

  @Test
  void axe_finds_nothing() {
    both();
    alice.say("Hello *you* https://example.com");
    bob.say("Hi");
    bob.act(bob.message("Hello"), "react");
    bob.find("tertulia-emoji-picker .grid button").first().click();
    assertThat(alice.message("Hello").locator(".reaction")).isVisible();
    assertThat(alice.flaws()).isEqualTo(List.of());
    alice.page().evaluate("() => { document.querySelector('tertulia-chatbox').theme = 'dark'; }");
    assertThat(alice.flaws()).isEqualTo(List.of());
    bob.put("tertulia-inbox", "bob", Map.of());
    assertThat(bob.find("nav li")).hasCount(1);
    bob.picture("inbox");
    assertThat(bob.flaws()).isEqualTo(List.of());
    bob.put("tertulia-popup", "bob", Map.of("isOpen", true));
    assertThat(bob.find("nav li")).hasCount(1);
    bob.picture("popup");
    assertThat(bob.flaws()).isEqualTo(List.of());
  }

  private void both() {
    alice.chatbox("alice", PLACE);
    bob.chatbox("bob", PLACE);
    assertThat(alice.field()).isVisible();
    assertThat(bob.field()).isVisible();
  }

  /// Alice wrote so many lines before.
  private void fill(int lines) {
    for (int i = 0; i < lines; i++) {
      people.backend().post(text("line " + i), "conversations", PLACE, "messages").orThrow();
    }
  }

  private static Json text(String text) {
    return new Json.Arr(
        List.of(
            Json.object()
                .put("type", "UserMessage")
                .put("sender", "alice")
                .put("text", text)
                .build()));
  }
}
