package io.tertulia.testkit.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import io.tertulia.testkit.TestServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What is peculiar to the browser client; the law and the transcripts see to what is not.
@Tag("browser")
@ExtendWith(TertuliaExtension.class)
class ClientTest {
  private static final Duration MANY_WEEKS = Duration.ofDays(30);

  private final TestServer server;
  private final People people;

  ClientTest(TestServer server, People people) {
    this.server = server;
    this.people = people;
  }

  /// A timer that is set for longer than 24 days rings at once.
  @Test
  void a_token_of_many_weeks_does_not_end_the_session_at_once() {
    people.create("alice");
    Object seen =
        inPage(
            """
            async ({ appId, token }) => {
              const { getTalkSession } = await import('/web/client/index.js');
              const session = getTalkSession({ appId, userId: 'alice', token });
              for (let i = 0; i < 5; i++) {
                await session.currentUser.get();
              }
              return (await session.currentUser.get()).name;
            }
            """,
            Map.of("appId", people.appId(), "token", people.token("alice", MANY_WEEKS)));
    assertThat(seen).isEqualTo("Alice");
  }

  @Test
  void a_request_on_which_nothing_moves_is_given_up() {
    Object seen =
        inPage(
            """
            async () => {
              const { Trip } = await import('/web/client/upload/trip.js');
              const { Timing } = await import('/web/client/link/timing.js');
              const { Turn } = await import('/web/client/turn.js');
              const timers = [];
              const calls = [];
              const request = {
                upload: {},
                open: () => {},
                setRequestHeader: () => {},
                send: () => calls.push('sent'),
                abort: () => calls.push('aborted'),
              };
              const environment = {
                request: () => request,
                after: (millis, task) => {
                  timers.push(task);
                  return () => {};
                },
              };
              const turn = new Turn(() => {}, (drain) => drain());
              const timing = new Timing(turn, environment);
              const parts = { turn, timing, environment, app: '', userId: 'u', credentials: { token: null } };
              new Trip(parts, 'PATCH', '/x', {}, null, ({ type }) => calls.push(type)).begin();
              request.upload.onprogress({ loaded: 1 });
              timers[0]();
              calls.push('moved');
              timers[1]();
              return calls.join(' ');
            }
            """,
            Map.of());
    assertThat(seen).isEqualTo("sent moved aborted lost");
  }

  @Test
  void a_window_of_ten_thousand_messages_keeps_its_snapshots() {
    Object seen =
        inPage(
            """
            async () => {
              const { Views } = await import('/web/client/snapshots.js');
              const { Users } = await import('/web/client/mirror/users.js');
              const views = new Views(new Users(), '').of('tea');
              const facts = Array.from({ length: 10_000 }, (_, i) => ({
                id: `m${i}`, senderId: 'bob', custom: {}, createdAt: i, editedAt: null, origin: 'rest',
                referencedMessageId: null, content: [], reactions: [],
              }));
              const byId = new Map(facts.map((fact) => [fact.id, fact]));
              const none = [];
              const known = { message: (id) => byId.get(id) ?? null, ownReactions: () => none };
              const once = facts.map((fact) => views.message(known, fact));
              return facts.every((fact, i) => views.message(known, fact) === once[i]);
            }
            """,
            Map.of());
    assertThat(seen).isEqualTo(true);
  }

  @Test
  void a_list_keeps_to_its_filter_whatever_becomes_of_the_object() {
    people.conversation("tea", "alice");
    Object seen =
        inPage(
            """
            async ({ appId, token }) => {
              const { getTalkSession } = await import('/web/client/index.js');
              const session = getTalkSession({ appId, userId: 'alice', token });
              const filter = { hasMessages: false };
              const live = session.subscribeConversations({ filter });
              filter.hasMessages = true;
              await live.connected;
              return live.state.latestSnapshot.length;
            }
            """,
            Map.of("appId", people.appId(), "token", people.token("alice")));
    assertThat(seen).isEqualTo(1);
  }

  private Object inPage(String script, Map<String, ?> told) {
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.browser().newPage();
      page.navigate(server.uri() + "/");
      return page.evaluate(script, told);
    }
  }
}
