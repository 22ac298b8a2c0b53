package io.tertulia.testkit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.Scissors;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What axe says of each state of a chat, light and dark, from the left and from the right.
@Tag("browser")
class ChatStatesTest extends TwoScreens {
  /// Of the looks that there are, each of the two that differ in all.
  private static final List<String> LOOKS = List.of("light ltr", "dark rtl");

  private static final String LOOK =
      """
      look => {
        const [theme, dir] = look.split(' ');
        document.documentElement.dir = dir;
        document.querySelectorAll('main > *').forEach((chat) => { chat.theme = theme; });
      }
      """;

  @Test
  void what_is_on_its_way_and_what_failed() {
    Scissors scissors = people.scissors();
    alice.chatbox("alice", PLACE, scissors.uri());
    alice.say("x".repeat(10_001));
    assertThat(alice.find(".failed")).isVisible();
    alice.say("here");
    assertThat(alice.message("here").locator(".tick.sent")).isVisible();
    scissors.stall();
    alice.give("large", "drop");
    alice.say("on its way");
    assertThat(alice.find("progress")).isVisible();
    assertThat(alice.find(".tick.waiting").first()).isVisible();
    isFine("state-pending");
    scissors.refuse();
    scissors.cut();
    assertThat(alice.find(".banner")).isVisible();
    isFine("state-offline");
  }

  @Test
  void nobody_has_written_yet_or_one_may_only_read() {
    alice.chatbox("alice", PLACE);
    assertThat(alice.find(".empty")).isVisible();
    isFine("state-empty");
    write("an announcement");
    Json read = Json.object().put("access", "Read").build();
    people.backend().put(read, "conversations", PLACE, "participants", "alice").orThrow();
    assertThat(alice.find(".banner")).isVisible();
    isFine("state-read-only");
  }

  @Test
  void nothing_has_come_yet_and_nothing_will() {
    Scissors scissors = people.scissors();
    scissors.stall();
    alice.chatbox("alice", PLACE, scissors.uri());
    assertThat(alice.find(".state")).isVisible();
    isFine("state-loading");
    String over = people.token("alice", Duration.ofSeconds(-5));
    alice.put("tertulia-chatbox", "alice", Map.of("conversation", PLACE, "token", over));
    assertThat(alice.find(".ended")).isVisible();
    alice.find(".ended summary").click();
    isFine("state-ended");
    alice.put("tertulia-inbox", "alice", Map.of("token", over));
    assertThat(alice.find(".ended")).isVisible();
    isFine("state-inbox-ended");
    alice.chatbox("alice", "nowhere");
    assertThat(alice.find(".state")).hasText("You take no part in this conversation.");
    isFine("state-not-here");
  }

  @Test
  void what_is_open_besides_the_messages() {
    both();
    bob.give("pictures", "drop");
    assertThat(alice.find("button.image")).hasCount(2);
    bob.say("Hello");
    alice.find("button.emoji").click();
    assertThat(alice.find("tertulia-emoji-picker .grid button").nth(50)).isAttached();
    isFine("state-emoji");
    alice.page().keyboard().press("Escape");
    alice.hasKeyboard("textarea");
    alice.field().pressSequentially("@");
    assertThat(alice.find("[role=option]")).isVisible();
    isFine("state-mention");
    alice.field().fill("");
    alice.find("button.voice").press("Enter");
    assertThat(alice.find(".recording")).isVisible();
    alice.hasKeyboard("button.send");
    isFine("state-recording");
    alice.page().keyboard().press("Escape");
    alice.hasKeyboard("textarea");
    alice.find("button.find").click();
    alice.find("tertulia-search input").fill("hello");
    assertThat(alice.find("tertulia-search li button")).hasCount(1);
    isFine("state-search");
    alice.find("tertulia-search input").fill("nosuchword");
    assertThat(alice.find("tertulia-search .state")).hasText("Nothing found.");
    isFine("state-nothing-found");
    alice.page().keyboard().press("Escape");
    alice.find("button.image").first().click();
    assertThat(alice.find("tertulia-lightbox .leave")).isFocused();
    assertThat(alice.find("tertulia-lightbox .leave")).isInViewport();
    isFine("state-lightbox");
    alice.find("tertulia-lightbox figure").click(at(5, 100));
    assertThat(alice.find("tertulia-lightbox")).hasCount(0);
  }

  private static Locator.ClickOptions at(int x, int y) {
    return new Locator.ClickOptions().setPosition(x, y);
  }

  private void isFine(String state) {
    for (String look : LOOKS) {
      alice.page().evaluate(LOOK, look);
      alice.picture(state + "-" + look.replace(' ', '-'));
      assertThat(alice.flaws()).as(look).isEqualTo(List.of());
    }
    alice.page().evaluate(LOOK, LOOKS.getFirst());
  }
}
