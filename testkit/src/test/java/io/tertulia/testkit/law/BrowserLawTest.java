package io.tertulia.testkit.law;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tertulia.testkit.TertuliaExtension;
import io.tertulia.testkit.TestServer;
import io.tertulia.testkit.web.Chromium;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The law for the browser client: the same scripts, by sessions in a page of a real browser, whose
/// subscriptions are compared with fresh ones of the SDK.
@Tag("browser")
@ExtendWith(TertuliaExtension.class)
class BrowserLawTest {
  private static final int SEEDS = Integer.getInteger("tertulia.browser.seeds", 30);
  private static final long FROM = Long.getLong("tertulia.browser.from", 1);
  private static final int TOGETHER = Integer.getInteger("tertulia.browser.together", 12);

  @Test
  void what_the_browser_client_shows_is_what_a_fresh_subscription_of_the_sdk_shows(
      TestServer server) {
    holds(server, law -> law.hold(FROM, SEEDS));
  }

  @Test
  void scripts_that_once_broke_the_law_do_not_break_it_in_the_browser(TestServer server) {
    holds(server, Law::holdKept);
  }

  private static void holds(TestServer server, Function<Law, Law.Verdict> trials) {
    try (PageLine line = PageLine.open();
        Chromium chromium = Chromium.start()) {
      Page page = chromium.browser().newPage();
      page.navigate(line.page(server.uri()));
      page.waitForFunction("globalThis.ready");
      Seating seating =
          (people, userId, way, ended) -> PageSeat.sit(line, people, userId, way, ended);
      Law law = new Law(server, seating, TOGETHER, BrowserLawTest::tell);
      Law.Verdict verdict = trials.apply(law);
      System.out.println("browser law: " + verdict + " (" + law.figures() + ")");
      assertThat(verdict.broken()).isEmpty();
      assertThat(line.troubles()).isEmpty();
    }
  }

  /// How far it is is told every ten seeds.
  private static void tell(String line) {
    if (!line.matches("\\d+ seeds held, \\d+ broke") || line.matches("\\d*0 .*")) {
      System.out.println("browser law: " + line);
    }
  }
}
