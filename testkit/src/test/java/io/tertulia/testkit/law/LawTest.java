package io.tertulia.testkit.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.testkit.TertuliaExtension;
import io.tertulia.testkit.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The law, as far as a build has time for it; `./tertulia law` goes further.
@ExtendWith(TertuliaExtension.class)
class LawTest {
  private static final int SEEDS = Integer.getInteger("tertulia.law.seeds", 300);
  private static final long FROM = Long.getLong("tertulia.law.from", 1);

  @Test
  void what_a_subscription_shows_is_what_a_fresh_one_shows(TestServer server) {
    Law law = new Law(server, LawTest::tell);
    Law.Verdict verdict = law.hold(FROM, SEEDS);
    System.out.println("law: " + verdict + " (" + law.figures() + ")");
    assertThat(verdict.broken()).isEmpty();
  }

  @Test
  void scripts_that_once_broke_the_law_do_not_break_it_again(TestServer server) {
    assertThat(new Law(server, LawTest::tell).holdKept().broken()).isEmpty();
  }

  /// How far it is is told every hundred seeds.
  private static void tell(String line) {
    if (!line.matches("\\d+ seeds held, \\d+ broke") || line.matches("\\d*00 .*")) {
      System.out.println("law: " + line);
    }
  }
}
