package io.tertulia.testkit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import io.tertulia.protocol.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How fast the chat is in a browser, by the browser's own counters. Prints figures, which depend
/// on the machine; asserts what does not.
@Tag("browser")
class ChatSpeedTest extends TwoScreens {
  /// With the headers of the answers, without the list of emoji.
  private static final long MAX_BYTES = 150_000;

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
        if (window.counted) {
          counted.tasks.length = 0;
          counted.frames.length = 0;
          return;
        }
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
      async ([pixels, frames]) => {
        const list = document.querySelector('tertulia-chatbox').shadowRoot
          .querySelector('tertulia-message-list').shadowRoot.querySelector('.scroller');
        for (let i = 0; i < frames; i++) {
          list.scrollTop -= pixels;
          await new Promise(requestAnimationFrame);
        }
      }
      """;
  private static final Set<String> WORK =
      Set.of("ScriptDuration", "LayoutDuration", "RecalcStyleDuration");
  private static final String TO_END = "list => { list.scrollTop = list.scrollHeight; }";

  /// However many are loaded, no more articles than this are drawn.
  private static final int MOST_DRAWN = 200;

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
    assertThat(content).isGreaterThan(10_000);
    assertThat(all.get()).isBetween((long) content, MAX_BYTES);
  }

  @Test
  void ten_thousand_messages_are_scrolled_through_and_more_come() {
    for (int from = 0; from < MANY; from += IMPORTED) {
      people
          .backend()
          .post(lines(from, IMPORTED, true), "import", "conversations", PLACE, "messages")
          .orThrow();
    }
    bob.chatbox("bob", PLACE);
    assertThat(bob.message("line " + (MANY - 1))).isVisible();
    CDPSession counters = bob.page().context().newCDPSession(bob.page());
    counters.send("Performance.enable");
    measured(counters, "100 a second with 30 loaded", () -> hundredASecond(MANY));
    measured(counters, "load", () -> report("load", bob.page().evaluate(LOAD_ALL)));
    Locator scroller = bob.find(".scroller");
    scroller.evaluate(TO_END);
    measured(counters, "scroll", () -> bob.page().evaluate(SCROLL, List.of(60, 200)));
    measured(counters, "fling", () -> bob.page().evaluate(SCROLL, List.of(1200, 200)));
    assertThat(bob.messages().count()).isBetween(10, MOST_DRAWN);
    scroller.evaluate(TO_END);
    measured(counters, "100 a second with all loaded", () -> hundredASecond(2 * MANY));
    measured(
        counters,
        "one more",
        () -> {
          write("one more");
          assertThat(bob.message("one more")).isInViewport();
        });
    assertThat(bob.messages().count()).isBetween(10, MOST_DRAWN);
  }

  private void hundredASecond(int first) {
    for (int tenth = 0; tenth < SECONDS * TENTHS; tenth++) {
      long begun = System.nanoTime();
      people
          .backend()
          .post(lines(first + tenth * TENTHS, TENTHS, false), "conversations", PLACE, "messages")
          .orThrow();
      LockSupport.parkNanos(TENTH.toNanos() - (System.nanoTime() - begun));
    }
    assertThat(bob.message("line " + (first + SECONDS * TENTHS * TENTHS - 1))).isInViewport();
  }

  /// Reports frames and long tasks, and what the browser worked, which tells less of what else ran.
  private void measured(CDPSession counters, String what, Runnable done) {
    bob.page().evaluate(COUNT);
    Map<String, Long> before = worked(counters);
    done.run();
    report(what, bob.page().evaluate(COUNTED));
    Map<String, Long> after = worked(counters);
    before.forEach((kind, millis) -> after.merge(kind, -millis, Long::sum));
    report(what, after + " ms");
  }

  /// For how many milliseconds the browser did what.
  private static Map<String, Long> worked(CDPSession counters) {
    Map<String, Long> worked = new TreeMap<>();
    counters
        .send("Performance.getMetrics")
        .getAsJsonArray("metrics")
        .forEach(each -> {
          String name = each.getAsJsonObject().get("name").getAsString();
          if (WORK.contains(name)) {
            double seconds = each.getAsJsonObject().get("value").getAsDouble();
            worked.put(name, Math.round(seconds * 1_000));
          }
        });
    return worked;
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
