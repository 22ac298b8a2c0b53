package io.tertulia.testkit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import io.tertulia.protocol.json.Json;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The chat of a browser with so many messages that only those near to what is seen are drawn.
@Tag("browser")
class ChatHistoryTest extends TwoScreens {
  private static final int ALL = 500;
  private static final int IMPORTED = 100;

  /// Begins to look at the list: `look()` tells what is seen and where, `settled()` waits until the
  /// list has come to rest.
  private static final String LOOK =
      """
      () => {
        const root = document.querySelector('tertulia-chatbox').shadowRoot
          .querySelector('tertulia-message-list').shadowRoot;
        window.scroller = root.querySelector('.scroller');
        window.look = () => {
          const { top, bottom } = scroller.getBoundingClientRect();
          return [...root.querySelectorAll('[data-id]')]
            .map((item) => [item.dataset.id, item.getBoundingClientRect()])
            .filter(([, place]) => place.bottom > top && place.top < bottom)
            .map(([id, place]) => [id, place.top]);
        };
        window.settled = async () => {
          await new Promise(requestAnimationFrame);
          await new Promise(requestAnimationFrame);
        };
      }
      """;

  /// Scrolls up to the first message; gives by how many pixels something jumped at most, and how
  /// often nothing was to be seen.
  private static final String UP =
      """
      async () => {
        const box = document.querySelector('tertulia-chatbox');
        let most = 0;
        let empty = 0;
        while (!box.loadedAll || scroller.scrollTop > 0) {
          const before = new Map(look());
          const from = scroller.scrollTop;
          scroller.scrollTop -= 250;
          const went = from - scroller.scrollTop;
          await settled();
          const seen = look().filter(([id]) => before.has(id));
          seen.forEach(([id, top]) => { most = Math.max(most, Math.abs(top - before.get(id) - went)); });
          empty += seen.length === 0 ? 1 : 0;
        }
        return `${empty} times nothing, jumps of ${most < 2 ? 'no' : most} pixels`;
      }
      """;

  private static final String LOAD_ALL =
      """
      async () => {
        const box = document.querySelector('tertulia-chatbox');
        const list = box.shadowRoot.querySelector('tertulia-message-list');
        while (!box.loadedAll) {
          list.dispatchEvent(new CustomEvent('older'));
          await new Promise(requestAnimationFrame);
        }
      }
      """;

  @BeforeEach
  void there_is_a_long_history() {
    for (int from = 0; from < ALL; from += IMPORTED) {
      people.backend().post(lines(from), "import", "conversations", PLACE, "messages").orThrow();
    }
    bob.chatbox("bob", PLACE);
    assertThat(bob.message("line 499")).isInViewport();
    bob.page().evaluate(LOOK);
  }

  @Test
  void nothing_jumps_while_one_scrolls_through_messages_of_all_heights() {
    assertThat(bob.page().evaluate(UP)).isEqualTo("0 times nothing, jumps of no pixels");
    assertThat(bob.message("line 0")).isInViewport();
    assertThat(bob.messages().count()).isLessThan(ALL / 2);
  }

  @Test
  void the_reader_stays_where_he_is_whatever_changes_above() {
    bob.page().evaluate(LOAD_ALL);
    bob.find(".scroller").evaluate("list => { list.scrollTop = list.scrollHeight / 2; }");
    bob.page().evaluate("async () => { await settled(); window.before = look(); }");
    // Above, in what is drawn and in what is not.
    String above =
        """
        async (far) => {
          const { session, messages } = document.querySelector('tertulia-chatbox');
          const at = messages.findIndex(({ id }) => id === before[0][0]);
          const { id } = messages[far ? messages.length - 1 : at + 1];
          await session.conversation('tea').message(id).reactions('👍').add();
          await session.conversation('tea').message(id).reactions(':far:').add();
          return id;
        }
        """;
    String near = (String) bob.page().evaluate(above, false);
    bob.page().evaluate(above, true);
    assertThat(bob.find("[data-id='" + near + "'] .reaction")).hasCount(2);
    assertThat(
            bob.page()
                .evaluate(
                    "async () => { await settled(); const now = new Map(look());"
                        + " return before.every(([id, top]) => Math.abs(now.get(id) - top) < 2); }"))
        .isEqualTo(true);
    bob.find(".scroller").evaluate("list => { list.scrollTop = 0; }");
    assertThat(bob.messages().first().locator(".reaction")).hasCount(2);
  }

  @Test
  void arrows_go_from_message_to_message_also_to_those_that_are_not_drawn_yet() {
    bob.page().evaluate(LOAD_ALL);
    bob.find(".scroller").focus();
    Keyboard keys = bob.page().keyboard();
    for (int i = 0; i < 100; i++) {
      keys.press("ArrowUp");
    }
    assertThat(bob.message("line 400")).isFocused();
    assertThat(bob.message("line 400")).isInViewport();
    for (int i = 0; i < 20; i++) {
      keys.press("ArrowDown");
    }
    assertThat(bob.message("line 420")).isFocused();
    bob.find(".to-end").click();
    assertThat(bob.message("line 499")).isInViewport();
    assertThat(bob.message("line 450")).hasCount(0);
  }

  @Test
  void the_keyboard_stays_with_its_message_however_far_one_scrolls() {
    bob.page().evaluate(LOAD_ALL);
    bob.find(".scroller").focus();
    bob.page().keyboard().press("ArrowUp");
    assertThat(bob.message("line 499")).isFocused();
    bob.find(".scroller").evaluate("list => { list.scrollTop = 0; }");
    assertThat(bob.message("line 0")).isInViewport();
    assertThat(bob.message("line 450")).hasCount(0);
    assertThat(bob.message("line 499")).isFocused();
    bob.page().keyboard().press("ArrowUp");
    assertThat(bob.message("line 498")).isFocused();
    assertThat(bob.message("line 498")).isInViewport();
  }

  @Test
  void one_goes_to_what_is_far_from_all_that_is_drawn_and_back() {
    bob.page().evaluate(LOAD_ALL);
    String first =
        (String)
            bob.page()
                .evaluate("() => document.querySelector('tertulia-chatbox').messages.at(-100).id");
    post(
        Json.object()
            .put("type", "UserMessage")
            .put("sender", "alice")
            .put("text", "an answer")
            .put("referencedMessageId", first)
            .build());
    Locator answer = bob.message("an answer");
    assertThat(answer).isInViewport();
    assertThat(bob.message("line 99")).hasCount(1); // In the quote.
    answer.locator(".quote").click();
    Locator said = bob.find("[data-id='" + first + "']");
    assertThat(said).isInViewport();
    assertThat(said).isFocused();
    bob.find(".to-end").click();
    assertThat(answer).isInViewport();
    assertThat(said).hasCount(0);
  }

  private static Json lines(int from) {
    long begun = System.currentTimeMillis() - Duration.ofDays(9).toMillis();
    return new Json.Arr(
        IntStream.range(from, from + IMPORTED)
            .<Json>mapToObj(i -> {
              String text = "line " + i + " of some length".repeat(i % 11 * (i % 3));
              return Json.object()
                  .put("type", "UserMessage")
                  .put("sender", i % 5 < 3 ? "alice" : "bob")
                  .put("text", text)
                  .put("timestamp", begun + i * 1_000_000L)
                  .build();
            })
            .toList());
  }
}
