package io.tertulia.testkit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.IsInViewportOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The chat of a browser in little room and in much, and with letters set wide.
@Tag("browser")
class ChatSizesTest extends TwoScreens {
  /// What stands out of the window to the side, or is cut off, among what people use.
  private static final String LOST =
      """
      () => {
        const lost = [];
        const look = (root) => {
          for (const each of root.querySelectorAll('*')) {
            if (each.shadowRoot) {
              look(each.shadowRoot);
            }
            if (!each.matches('button, textarea, h2, time, .text, .banner') || !each.checkVisibility()) {
              continue;
            }
            const { left, right, width } = each.getBoundingClientRect();
            if (width > 0 && (left < -1 || right > innerWidth + 1)) {
              lost.push(`${each.tagName}.${each.className} from ${left} to ${right}`);
            }
          }
        };
        look(document);
        if (document.documentElement.scrollWidth > innerWidth) {
          lost.push(`the page is ${document.documentElement.scrollWidth} wide`);
        }
        return lost;
      }
      """;

  /// As far as WCAG lets people set it (1.4.12).
  private static final String SPACED =
      """
      () => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`main * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
          word-spacing: 0.16em !important; }`);
        document.adoptedStyleSheets = [sheet];
      }
      """;

  private Screen screen;

  @AfterEach
  void close() {
    List<String> errors = List.copyOf(screen.errors());
    screen.close();
    assertThat(errors).isEmpty();
  }

  /// 320 by 256 is a window of 1,280 by 1,024 at 400 %.
  @Test
  void nothing_is_lost_where_there_is_little_room() {
    fillAll();
    screen = Screen.of(chromium, people, 320, 256);
    screen.chatbox("bob", PLACE);
    lookAround("size-320-256");
    screen.find("button.emoji").click();
    assertThat(screen.find("tertulia-emoji-picker input")).isInViewport(whole());
    screen.picture("size-320-256-emoji");
    screen.page().keyboard().press("Escape");
    screen.put("tertulia-popup", "bob", Map.of("isOpen", true));
    assertThat(screen.find("nav li button")).isVisible();
    assertThat(screen.find(".opener")).isInViewport(whole());
    assertThat(lost()).isEqualTo(List.of());
    screen.picture("size-320-256-popup");
  }

  @Test
  void nothing_is_lost_at_two_hundred_percent() {
    fillAll();
    screen = Screen.of(chromium, people, 450, 350);
    screen.put("tertulia-inbox", "bob", Map.of());
    screen.find("nav li button").click();
    lookAround("size-450-350");
    assertThat(screen.find("button.back")).isInViewport(whole());
  }

  @Test
  void a_wide_window_shows_all_and_the_chosen_one() {
    fillAll();
    screen = Screen.of(chromium, people, 2_560, 1_300);
    screen.put("tertulia-inbox", "bob", Map.of());
    assertThat(screen.find(".chat .state")).hasText("Choose a conversation to read it here.");
    screen.picture("size-wide-unchosen");
    screen.find("nav li button").click();
    lookAround("size-wide");
    assertThat(screen.find("nav li")).isVisible();
    assertThat(screen.find("button.back")).not().isVisible();
  }

  @Test
  void letters_that_are_set_wide_are_not_cut_off() {
    fillAll();
    screen = Screen.of(chromium, people, 400, 700);
    screen.put("tertulia-inbox", "bob", Map.of());
    screen.page().evaluate(SPACED);
    assertThat(screen.find("nav li button")).isVisible();
    screen.picture("spaced-inbox");
    screen.find("nav li button").click();
    lookAround("spaced");
    screen.say("and a line that is somewhat longer than the others, so that it breaks");
    assertThat(screen.message("somewhat longer").locator(".tick.waiting")).hasCount(0);
    assertThat(lost()).isEqualTo(List.of());
  }

  private void fillAll() {
    fill(5);
    write("https://example.com/" + "a-long-path/".repeat(20));
  }

  private void lookAround(String name) {
    assertThat(screen.message("a-long-path")).isVisible();
    for (String use : List.of("button.attach", "textarea", "button.emoji", "button.voice", "h2")) {
      assertThat(screen.find(use).first()).isInViewport(whole());
    }
    screen.picture(name);
    assertThat(lost()).isEqualTo(List.of());
  }

  private Object lost() {
    return screen.page().evaluate(LOST);
  }

  private static IsInViewportOptions whole() {
    return new IsInViewportOptions().setRatio(0.95);
  }
}
