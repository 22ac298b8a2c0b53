package io.tertulia.testkit.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import io.tertulia.testkit.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("browser")
@ExtendWith(TertuliaExtension.class)
class WebSideTest {
  private final TestServer server;
  private final People people;

  WebSideTest(TestServer server, People people) {
    this.server = server;
    this.people = people;
  }

  @Test
  void a_page_runs_the_client() {
    people.create("alice", "bob");
    people.conversation("tea", "alice", "bob");
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.browser().newPage();
      page.navigate(server.uri() + "/");
      Object seen =
          page.evaluate(
              """
              async ({ appId, token }) => {
                const { getTalkSession } = await import('/web/client/index.js');
                const session = getTalkSession({ appId, userId: 'alice', token });
                const tea = session.conversation('tea');
                const live = tea.subscribeMessages();
                await live.connected;
                await tea.send('*Hello* from a page');
                await new Promise((then) => setTimeout(then, 100));
                return live.state.latestSnapshot.map((message) => message.plaintext);
              }
              """,
              Map.of("appId", people.appId(), "token", people.token("alice")));
      assertThat(seen).isEqualTo(List.of("Hello from a page"));
    }
  }
}
