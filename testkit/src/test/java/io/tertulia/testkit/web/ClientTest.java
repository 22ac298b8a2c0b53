package io.tertulia.testkit.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import io.tertulia.testkit.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What is peculiar to the browser client; the law and the transcripts see to what is not.
@Tag("browser")
@ExtendWith(TertuliaExtension.class)
class ClientTest {
  private static final Duration MANY_WEEKS = Duration.ofDays(30);
  private static final Pattern CODE =
      Pattern.compile("## The client alone\n.*?```js\n(.*?)```", Pattern.DOTALL);

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
              const { Views } = await import('/web/client/views.js');
              const { FileUrls } = await import('/web/client/file-urls.js');
              const { Users } = await import('/web/client/mirror/users.js');
              const views = new Views(new Users(), new FileUrls('')).of('tea');
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

  @Test
  void deleting_a_field_that_is_none_is_refused_at_once() {
    Object seen =
        inPage(
            """
            async ({ appId, token }) => {
              const { getTalkSession } = await import('/web/client/index.js');
              const session = getTalkSession({ appId, userId: 'alice', token });
              const tea = session.conversation('tea');
              const calls = [
                session.currentUser.deleteFields('name'),
                session.currentUser.deleteFields('photoUrl.x'),
                tea.deleteFields('colour'),
                tea.participant('bob').deleteFields('custom'),
                tea.message('m').deleteFields('custom.a.b', 'text'),
              ];
              const settled = await Promise.allSettled(calls);
              return settled.map(({ reason }) => reason?.code ?? 'done').join(' ');
            }
            """,
            Map.of("appId", people.appId(), "token", people.token("alice")));
    assertThat(seen).isEqualTo(String.join(" ", Collections.nCopies(5, "INVALID_ARGUMENT")));
  }

  @Test
  void what_is_sent_is_as_it_was_when_it_was_given() {
    people.conversation("milk", "bob");
    Object seen =
        inPage(
            """
            async ({ appId, token }) => {
              const { getTalkSession } = await import('/web/client/index.js');
              const tea = getTalkSession({ appId, userId: 'bob', token }).conversation('milk');
              const custom = { cups: 'one' };
              const sent = tea.send({ text: 'tea', custom });
              custom.cups = 'two';
              const circle = {};
              circle.circle = circle;
              const refused = tea.send({ text: 'tea', custom: circle }).catch(({ code }) => code);
              return [(await (await sent).get()).custom.cups, await refused].join(' ');
            }
            """,
            Map.of("appId", people.appId(), "token", people.token("bob")));
    assertThat(seen).isEqualTo("one INVALID_ARGUMENT");
  }

  @Test
  void a_file_has_an_address_that_can_be_opened() {
    people.create("alice");
    Object seen =
        inPage(
            """
            async ({ appId, token }) => {
              const { getTalkSession } = await import('/web/client/index.js');
              const session = getTalkSession({ appId, userId: 'alice', token });
              const file = new Blob(['two sugars'], { type: 'text/plain' });
              const uploaded = await session.uploadFile(file, { filename: 'tea.txt' });
              const said = await (await fetch(await session.fileUrl(uploaded))).text();
              return [said, await session.fileUrl('nothing').catch(({ code }) => code)].join(' ');
            }
            """,
            Map.of("appId", people.appId(), "token", people.token("alice")));
    assertThat(seen).isEqualTo("two sugars NOT_FOUND");
  }

  @Test
  void a_fetcher_that_fails_for_once_is_asked_again() {
    people.create("alice");
    Object seen =
        inPage(
            """
            async ({ appId, token }) => {
              const { getTalkSession } = await import('/web/client/index.js');
              let asked = 0;
              const tokenFetcher = async () => {
                asked++;
                if (asked === 1) {
                  throw new TypeError('Failed to fetch');
                }
                return token;
              };
              const session = getTalkSession({ appId, userId: 'alice', tokenFetcher });
              return (await session.currentUser.get()).name;
            }
            """,
            Map.of("appId", people.appId(), "token", people.token("alice")));
    assertThat(seen).isEqualTo("Alice");
  }

  /// Timers stand still while a page sleeps: on waking, those of the renewal and of the end ring
  /// together.
  @Test
  void a_page_that_slept_beyond_the_end_of_its_token_has_time_to_bring_another() {
    Object seen =
        inPage(
            """
            async () => {
              const { Credentials } = await import('/web/client/link/credentials.js');
              const { Timing } = await import('/web/client/link/timing.js');
              const { Turn } = await import('/web/client/turn.js');
              let now = 0;
              const timers = [];
              const told = [];
              const after = (millis, task) => {
                timers.push(task);
                return () => timers.splice(timers.indexOf(task), 1, () => {});
              };
              const environment = { now: () => now, random: () => 0.5, after };
              const turn = new Turn(() => {}, (drain) => drain());
              const timing = new Timing(turn, environment);
              const ring = () => timers.splice(0).forEach((task) => task());
              const parts = { turn, callbacks: turn, timing, now: () => now, token: 'old', fetcher: null };
              const holder = { arrived: () => {}, failed: ({ code }) => told.push(code) };
              const credentials = new Credentials(parts, holder);
              credentials.onNeed(() => told.push('asked'));
              credentials.accepted(600_000);
              now = 3_600_000;
              told.push(credentials.forgivable);
              ring();
              told.push(credentials.forgivable);
              now += 60_000;
              told.push(credentials.forgivable);
              ring();
              return told.join(' ');
            }
            """,
            Map.of());
    assertThat(seen).isEqualTo("true asked true false asked TOKEN_EXPIRED");
  }

  @Test
  void a_reaction_leaves_the_content_the_object_that_it_was() {
    people.conversation("sugar", "bob");
    Object seen =
        inPage(
            """
            async ({ appId, token }) => {
              const { getTalkSession } = await import('/web/client/index.js');
              const tea = getTalkSession({ appId, userId: 'bob', token }).conversation('sugar');
              const message = await tea.send('tea');
              const { promise, resolve } = Promise.withResolvers();
              const contents = [];
              tea.subscribeMessages((messages) => {
                contents.push(messages[0].content);
                return messages[0].reactions.length > 0 && resolve();
              });
              await message.reactions('👍').add();
              await promise;
              return contents.every((content) => content === contents[0]);
            }
            """,
            Map.of("appId", people.appId(), "token", people.token("bob")));
    assertThat(seen).isEqualTo(true);
  }

  @Test
  void the_code_of_the_manual_does_what_it_says() throws IOException {
    Matcher code = CODE.matcher(Files.readString(Path.of("..", "docs", "web.md")));
    assertThat(code.find()).isTrue();
    String own =
        code.group(1)
            .replace("https://chat.example.com", server.uri().toString())
            .replace("'demo'", "'" + people.appId() + "'")
            .replace("'tea'", "'manual'")
            .replace("fetch('/chat-token').then((r) => r.text())", "token")
            .replaceFirst(
                "import \\{ (\\w+) } from ('[^']+');", "const { $1 } = await import($2);");
    assertThat(own).contains(people.appId(), "=> token");
    String seen = "return live.state.latestSnapshot.map((message) => message.plaintext);";
    assertThat(inPage("async (token) => {" + own + seen + "}", people.token("alice")))
        .isEqualTo(List.of("Hello"));
  }

  /// The first piece is small, so that there is progress to see; the others as the line bears.
  @Test
  void an_upload_tells_how_far_it_is_however_small_its_file() {
    people.create("alice");
    Object seen =
        inPage(
            """
            async ({ appId, token }) => {
              const { getTalkSession } = await import('/web/client/index.js');
              const session = getTalkSession({ appId, userId: 'alice', token });
              const told = [];
              const onProgress = (sent) => told.push(sent);
              await session.uploadFile(new Blob([new Uint8Array(150_000)]), { filename: 'a' }, { onProgress });
              await new Promise((then) => setTimeout(then));
              return told.includes(65_536) && told.at(-1) === 150_000;
            }
            """,
            Map.of("appId", people.appId(), "token", people.token("alice")));
    assertThat(seen).isEqualTo(true);
  }

  private Object inPage(String script, Object told) {
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.browser().newPage();
      page.navigate(server.uri() + "/");
      return page.evaluate(script, told);
    }
  }
}
