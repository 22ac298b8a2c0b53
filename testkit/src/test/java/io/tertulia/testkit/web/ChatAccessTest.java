package io.tertulia.testkit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The chat of a browser with the keyboard alone, aloud, on a phone and from the right.
@Tag("browser")
class ChatAccessTest extends TwoScreens {
  private static final String FITS = "() => document.documentElement.scrollWidth <= innerWidth";

  @Test
  void all_is_done_with_the_keyboard_alone() {
    both();
    alice.say("one");
    assertThat(bob.message("one")).isVisible();
    bob.field().focus();
    Keyboard keys = bob.page().keyboard();
    keys.type("two");
    keys.press("Enter");
    assertThat(alice.message("two")).isVisible();
    bob.find(".scroller").focus();
    keys.press("ArrowUp");
    keys.press("ArrowUp");
    assertThat(bob.message("one")).isFocused();
    keys.press("Tab");
    assertThat(bob.message("one").locator(".action.react")).isFocused();
    bob.picture("keyboard");
    keys.press("Enter");
    bob.hasKeyboard("tertulia-emoji-picker input");
    keys.press("Escape");
    assertThat(bob.message("one")).isFocused();
    keys.press("Tab");
    keys.press("Enter");
    bob.hasKeyboard("tertulia-emoji-picker input");
    keys.press("ArrowDown");
    keys.press("Enter");
    assertThat(alice.message("one").locator(".reaction")).isVisible();
    assertThat(bob.message("one")).isFocused();
    keys.press("Escape");
    keys.press("ArrowDown");
    assertThat(bob.message("two")).isFocused();
    keys.press("Tab");
    keys.press("ArrowRight");
    assertThat(bob.message("two").locator(".action.reply")).isFocused();
    keys.press("Enter");
    bob.hasKeyboard("textarea");
    keys.press("Escape");
    assertThat(bob.find(".about")).hasCount(0);
    bob.hasKeyboard("textarea");
  }

  @Test
  void the_keyboard_goes_on_where_a_question_was_asked() {
    both();
    alice.say("one");
    assertThat(bob.message("one")).isVisible();
    alice.message("one").focus();
    alice.message("one").locator(".action.delete").press("Enter");
    assertThat(alice.find("dialog")).isVisible();
    alice.page().keyboard().press("Escape");
    assertThat(alice.message("one")).isFocused();
    alice.message("one").locator(".action.delete").press("Enter");
    assertThat(alice.find("dialog")).isVisible();
    alice.page().keyboard().press("Tab");
    alice.page().keyboard().press("Enter");
    assertThat(bob.messages()).hasCount(0);
    alice.hasKeyboard(".scroller");
  }

  @Test
  void what_is_new_is_read_aloud_and_nothing_else() {
    fill(3);
    bob.chatbox("bob", PLACE);
    assertThat(bob.message("line 2")).isVisible();
    assertThat(bob.find(".heard")).hasText("");
    bob.say("mine");
    write("*yours*");
    assertThat(bob.find(".heard")).hasText("Alice: yours");
    people.backend().delete("conversations", PLACE, "messages", newest()).orThrow();
    assertThat(bob.message("yours")).hasCount(0);
    assertThat(bob.find(".heard")).hasText("Alice: yours");
  }

  @Test
  void it_fits_a_phone_reads_from_the_right_and_is_dark() {
    fill(4);
    try (Screen phone = Screen.phone(chromium, people)) {
      phone.chatbox("bob", PLACE);
      assertThat(phone.message("line 3")).isVisible();
      phone.picture("phone");
      assertThat((Boolean) phone.page().evaluate(FITS)).isTrue();
      phone
          .page()
          .evaluate(
              "() => { document.documentElement.dir = 'rtl';"
                  + " document.querySelector('tertulia-chatbox').theme = 'dark'; }");
      phone.act(phone.message("line 3"), "react");
      assertThat(phone.find("tertulia-emoji-picker .grid button").first()).isVisible();
      phone.picture("phone-from-the-right-dark");
      assertThat((Boolean) phone.page().evaluate(FITS)).isTrue();
      assertThat(phone.flaws()).isEqualTo(List.of());
      phone.put("tertulia-inbox", "bob", Map.of());
      assertThat(phone.find("nav li")).hasCount(1);
      phone.picture("phone-inbox");
      phone.find("nav li button").press("Enter");
      phone.hasKeyboard("button.back");
      assertThat(phone.message("line 3")).isVisible();
      phone.picture("phone-inbox-chat");
      phone.find("button.back").press("Enter");
      phone.hasKeyboard("nav li button");
      phone.put("tertulia-popup", "bob", Map.of("isOpen", true));
      assertThat(phone.find("nav li")).hasCount(1);
      phone.picture("phone-popup");
      assertThat((Boolean) phone.page().evaluate(FITS)).isTrue();
    }
  }

  @Test
  void axe_finds_nothing() {
    both();
    alice.say("Hello *you* https://example.com");
    bob.say("Hi ```code```");
    bob.act(bob.message("Hello"), "react");
    assertThat(bob.find("tertulia-emoji-picker .grid button").nth(100)).isAttached();
    assertThat(bob.flaws()).isEqualTo(List.of());
    bob.find("tertulia-emoji-picker .grid button").first().click();
    assertThat(alice.message("Hello").locator(".reaction")).isVisible();
    bob.give("picture", "drop");
    assertThat(alice.find("button.image img")).isVisible();
    alice.act(alice.message("Hi"), "reply");
    alice.field().fill("@b");
    assertThat(alice.find("[role=option]")).isVisible();
    assertThat(alice.flaws()).isEqualTo(List.of());
    alice.say("an answer");
    alice.field().fill("x".repeat(20_000));
    alice.field().press("Enter");
    assertThat(alice.find(".failed")).isVisible();
    assertThat(alice.flaws()).isEqualTo(List.of());
    alice.page().evaluate("() => { document.querySelector('tertulia-chatbox').theme = 'dark'; }");
    alice.picture("dark");
    assertThat(alice.flaws()).isEqualTo(List.of());
    alice.act(alice.message("Hello"), "delete");
    assertThat(alice.find("dialog.question")).isVisible();
    assertThat(alice.flaws()).isEqualTo(List.of());
    alice.page().keyboard().press("Escape");
    alice.find("button.image").click();
    assertThat(alice.find("tertulia-lightbox img")).isVisible();
    assertThat(alice.flaws()).isEqualTo(List.of());
    alice.page().keyboard().press("Escape");
    alice.find("button.find").click();
    alice.find("tertulia-search input").fill("hello");
    assertThat(alice.find("tertulia-search li button")).hasCount(1);
    assertThat(alice.flaws()).isEqualTo(List.of());
    bob.put("tertulia-inbox", "bob", Map.of());
    assertThat(bob.find("nav li")).hasCount(1);
    assertThat(bob.flaws()).isEqualTo(List.of());
    bob.put("tertulia-popup", "bob", Map.of("isOpen", true));
    assertThat(bob.find("nav li")).hasCount(1);
    assertThat(bob.flaws()).isEqualTo(List.of());
  }

  private String newest() {
    return (String)
        bob.page().evaluate("() => document.querySelector('tertulia-chatbox').messages[0].id");
  }
}
