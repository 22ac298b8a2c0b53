package io.tertulia.testkit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import io.tertulia.protocol.json.Json;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How fast the chat is in a browser, by the browser's own counters. Prints figures, which depend
/// on the machine; asserts what does not.
@Tag("browser")
class ChatSpeedTest extends TwoScreens {
  /// Of content, compressed, without the list of emoji.
  private static final int MAX_BYTES = 150 * 1024;

  private static final int MANY = 10_000;
  private static final int IMPORTED = 100;
  private static final int SECONDS = 5;
  private static final int TENTHS = 10;
  private static final Duration TENTH = Duration.ofMillis(100);

  private static final String FIRST_PAINT =
      """
      () => {
        const [paint] = performance.getEntriesByName('first-contentful-paint');
        return `${Math.round(paint?.startTime)} ms first paint, ${Math.round(performance.now())} ms ready`;
      }
      """;
  private static final String CONTENT =
      """
      () => performance.getEntriesByType('resource')
        .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)
      """;
  private static final String COUNT =
      """
      () => {
        window.counted = { tasks: [], frames: [] };
        new PerformanceObserver((list) => list.getEntries().forEach((task) =>
          counted.tasks.push(Math.round(task.duration)))).observe({ type: 'longtask' });
        let last = performance.now();
        const frame = () => {
          const now = performance.now();
          counted.frames.push(now - last);
          last = now;
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }
      """;
  private static final String COUNTED =
      """
      () => {
        const { tasks, frames } = counted;
        frames.sort((a, b) => a - b);
        const late = frames.filter((time) => time > 25).length;
        const at = (part) => frames[Math.floor((frames.length - 1) * part)].toFixed(1);
        return `${frames.length} frames, ${late} of them late, `
          + `${at(0.5)} ms median, ${at(0.99)} ms of 99 %, ${at(1)} ms slowest; `
          + `${tasks.length} long tasks, ${Math.max(0, ...tasks)} ms the longest`;
      }
      """;
  private static final String LOAD_ALL =
      """
      async () => {
        const box = document.querySelector('tertulia-chatbox');
        const begun = performance.now();
        box.shadowRoot.querySelector('tertulia-message-list').dispatchEvent(
          new CustomEvent('message-action',
            { detail: { action: 'jump', message: { id: 'none', createdAt: 0 } } }));
        while (!box.loadedAll) {
          await new Promise(requestAnimationFrame);
        }
        return `${box.messages.length} messages loaded in ${Math.round(performance.now() - begun)} ms`;
      }
      """;
  private static final String SCROLL =
      """
      async () => {
        const list = document.querySelector('tertulia-chatbox').shadowRoot
          .querySelector('tertulia-message-list').shadowRoot.querySelector('.scroller');
        for (let i = 0; i < 300; i++) {
          list.scrollTop -= i < 150 ? 60 : 1200;
          await new Promise(requestAnimationFrame);
        }
      }
      """;

  @Test
  void a_cold_page_fetches_little() {
    fill(30);
    AtomicLong all = new AtomicLong();
    CDPSession counters = bob.page().context().newCDPSession(bob.page());
    counters.send("Network.enable");
    counters.on(
        "Network.loadingFinished",
        loaded -> all.addAndGet(loaded.get("encodedDataLength").getAsLong()));
    bob.chatbox("bob", PLACE);
    assertThat(bob.message("line 29")).isVisible();
    int content = (Integer) bob.page().evaluate(CONTENT);
    report("cold", bob.page().evaluate(FIRST_PAINT));
    report("fetched", content + " bytes of content, " + all + " with the headers of the answers");
    assertThat(content).isBetween(10_000, MAX_BYTES);
  }

  @Test
  void a_hundred_messages_a_second_come_in() {
    bob.chatbox("bob", PLACE);
    assertThat(bob.field()).isVisible();
    bob.page().evaluate(COUNT);
    for (int tenth = 0; tenth < SECONDS * TENTHS; tenth++) {
      long begun = System.nanoTime();
      people
          .backend()
          .post(lines(tenth * TENTHS, TENTHS, false), "conversations", PLACE, "messages")
          .orThrow();
      LockSupport.parkNanos(TENTH.toNanos() - (System.nanoTime() - begun));
    }
    assertThat(bob.message("line " + (SECONDS * TENTHS * TENTHS - 1))).isInViewport();
    report("100 a second", bob.page().evaluate(COUNTED));
  }

  @Test
  void ten_thousand_messages_are_scrolled_through() {
    for (int from = 0; from < MANY; from += IMPORTED) {
      people
          .backend()
          .post(lines(from, IMPORTED, true), "import", "conversations", PLACE, "messages")
          .orThrow();
    }
    bob.chatbox("bob", PLACE);
    assertThat(bob.message("line " + (MANY - 1))).isVisible();
    report("load", bob.page().evaluate(LOAD_ALL));
    Locator scroller = bob.find(".scroller");
    scroller.evaluate("list => { list.scrollTop = list.scrollHeight; }");
    assertThat(bob.messages()).hasCount(MANY);
    bob.page().evaluate(COUNT);
    bob.page().evaluate(SCROLL);
    report("scroll", bob.page().evaluate(COUNTED));
    scroller.evaluate("list => { list.scrollTop = list.scrollHeight; }");
    bob.page().evaluate(COUNT);
    write("one more");
    assertThat(bob.message("one more")).isInViewport();
    bob.say("and another");
    assertThat(bob.message("and another")).isInViewport();
    report("one more", bob.page().evaluate(COUNTED));
  }

  private static Json lines(int from, int count, boolean old) {
    long begun = System.currentTimeMillis() - Duration.ofDays(1).toMillis();
    return new Json.Arr(
        IntStream.range(from, from + count)
            .<Json>mapToObj(i -> {
              String text = "*line* " + "of some length ".repeat(i % 7);
              var line = Json.object().put("type", "UserMessage");
              line.put("sender", i % 5 < 3 ? "alice" : "bob").put("text", text + "line " + i);
              return (old ? line.put("timestamp", begun + i * 1_000L) : line).build();
            })
            .toList());
  }

  private static void report(String what, Object figures) {
    System.out.println("chat speed, " + what + ": " + figures);
  }
}
