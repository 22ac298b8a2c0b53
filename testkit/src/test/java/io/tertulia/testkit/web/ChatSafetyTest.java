package io.tertulia.testkit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tertulia.protocol.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a chat must not do to the people in front of it: listen when nobody records, tell somebody
/// what was meant for others, lose or double what they wrote, show one person what another one saw.
@Tag("browser")
class ChatSafetyTest extends TwoScreens {
  private static final String OTHER = "coffee";

  /// The browser asks for the microphone until `allow` is called.
  private static final String ASK =
      """
      () => {
        const devices = navigator.mediaDevices;
        const real = devices.getUserMedia.bind(devices);
        window.tracks = [];
        window.asked = 0;
        devices.getUserMedia = async (wanted) => {
          window.asked++;
          await new Promise((then) => { window.allow = then; });
          const stream = await real(wanted);
          window.tracks.push(...stream.getTracks());
          return stream;
        };
      }
      """;

  /// What goes out over the line, in `window.sent`.
  private static final String LISTEN =
      """
      () => {
        const real = WebSocket.prototype.send;
        window.sent = [];
        WebSocket.prototype.send = function (text) {
          window.sent.push(String(text));
          return real.call(this, text);
        };
      }
      """;

  private static final String SHOW =
      "id => { document.querySelector('tertulia-chatbox').conversation = id; }";

  private static final String CHATBOX =
      """
      (properties) => {
        const made = Object.assign(document.createElement('tertulia-chatbox'), properties);
        document.querySelector('main').replaceChildren(made);
      }
      """;

  @Test
  void a_chat_that_is_gone_when_the_microphone_is_allowed_does_not_listen() {
    alice.chatbox("alice", PLACE);
    alice.page().evaluate(ASK);
    alice.find("button.voice").click();
    alice.page().waitForFunction("() => window.asked === 1");
    alice.page().evaluate("() => { document.querySelector('main').replaceChildren(); allow(); }");
    alice.page().waitForFunction("() => window.tracks.length === 1");
    alice.page().waitForFunction("() => window.tracks[0].readyState === 'ended'");
  }

  @Test
  void what_the_browser_tells_late_is_not_sent_to_others_than_it_was_meant_for() {
    people.conversation(OTHER, "alice", "bob");
    alice.chatbox("alice", PLACE);
    bob.chatbox("bob", OTHER);
    alice
        .page()
        .evaluate(
            """
            () => {
              navigator.geolocation.getCurrentPosition = (then) => {
                window.tell = () => then({ coords: { latitude: 41, longitude: 2 } });
              };
            }
            """);
    alice.find("button.place").click();
    alice.page().evaluate(SHOW, OTHER);
    assertThat(alice.find(".empty")).isVisible();
    alice.page().evaluate("() => window.tell()");
    alice.say("where are you?");
    assertThat(bob.messages()).hasText(new Pattern[] {Pattern.compile("where are you")});
  }

  @Test
  void what_failed_is_still_there_after_another_conversation_was_shown() {
    people.conversation(OTHER, "alice", "bob");
    alice.chatbox("alice", PLACE);
    alice.say("x".repeat(20_000));
    assertThat(alice.find(".failed")).isVisible();
    alice.page().evaluate(SHOW, OTHER);
    assertThat(alice.find(".empty")).isVisible();
    assertThat(alice.find(".failed")).hasCount(0);
    alice.page().evaluate(SHOW, PLACE);
    assertThat(alice.find(".failed")).isVisible();
  }

  @Test
  void a_second_try_of_what_had_come_through_doubles_nothing() {
    both();
    alice
        .page()
        .evaluate(
            """
            () => {
              const { session, conversation } = document.querySelector('tertulia-chatbox');
              const ref = session.conversation(conversation);
              const real = ref.send.bind(ref);
              ref.send = async (params) => {
                delete ref.send;
                await real(params);
                throw new Error('nobody knows what became of it');
              };
            }
            """);
    alice.say("just once");
    assertThat(alice.find(".failed")).containsText("nobody knows");
    assertThat(bob.message("just once")).isVisible();
    alice.find(".failed .text-button").first().click();
    assertThat(alice.find(".pending")).hasCount(0);
    assertThat(alice.messages()).hasCount(1);
    bob.say("I heard");
    assertThat(alice.message("I heard")).isVisible();
    assertThat(bob.messages()).hasCount(2);
  }

  @Test
  void who_logs_out_leaves_nothing_on_the_screen() {
    write("a secret");
    alice.chatbox("alice", PLACE);
    assertThat(alice.message("a secret")).isVisible();
    alice.page().evaluate("() => { document.querySelector('tertulia-chatbox').user = ''; }");
    assertThat(alice.messages()).hasCount(0);
    assertThat(alice.field()).hasCount(0);
    alice.put("tertulia-inbox", "alice", Map.of());
    assertThat(alice.find("nav [data-id]")).hasCount(1);
    alice.page().evaluate("() => { document.querySelector('tertulia-inbox').user = null; }");
    assertThat(alice.find("nav [data-id]")).hasCount(0);
  }

  @Test
  void a_chat_that_comes_back_with_another_token_shows_it_to_the_server() {
    alice.chatbox("alice", PLACE);
    assertThat(alice.field()).isVisible();
    alice.page().evaluate(LISTEN);
    String token = people.token("alice", Duration.ofMinutes(7));
    Map<String, Object> properties =
        Map.of(
            "app",
            people.appId(),
            "user",
            "alice",
            "token",
            token,
            "server",
            people.server().uri().toString(),
            "conversation",
            PLACE);
    alice.page().evaluate(CHATBOX, properties);
    assertThat(alice.field()).isVisible();
    alice
        .page()
        .waitForFunction(
            "token => window.sent.some((t) => t.includes('\"renew\"') && t.includes(token))",
            token);
  }

  @Test
  void who_gives_tokens_is_asked_even_if_the_page_was_faster_than_the_chat() {
    Page page = alice.page();
    page.navigate(people.server().uri() + "/an-empty-page");
    page.evaluate(
        """
        async ({ app, token, server }) => {
          const chat = document.createElement('tertulia-chatbox');
          const given = { app, user: 'alice', server, conversation: 'tea' };
          Object.entries(given).forEach(([name, value]) => chat.setAttribute(name, value));
          document.body.append(chat);
          chat.tokenFetcher = async () => token;
          await import('/web/chat/index.js');
        }
        """,
        Map.of(
            "app", people.appId(),
            "token", people.token("alice"),
            "server", people.server().uri().toString()));
    assertThat(alice.field()).isVisible();
  }

  @Test
  void a_page_in_a_language_that_is_none_has_a_chat_all_the_same() {
    write("Hello");
    alice.chatbox("alice", PLACE);
    alice.page().evaluate("() => { document.documentElement.lang = 'en_US'; }");
    alice.page().evaluate("() => { document.querySelector('tertulia-chatbox').lang = 'no such'; }");
    alice.say("Hello yourself");
    assertThat(alice.message("Hello yourself").locator("time")).isVisible();
    assertThat(alice.message("Hello yourself").locator(".tick.waiting")).hasCount(0);
  }

  @Test
  void a_search_that_was_left_looks_for_nothing_more() {
    people.conversation(OTHER, "alice", "bob");
    fill(120);
    alice.chatbox("alice", OTHER);
    alice.page().evaluate(LISTEN);
    alice.find("button.find").click();
    alice.find("tertulia-search input").fill("line");
    String asked = "() => window.sent.filter((t) => t.includes('searchMessages')).length";
    alice.page().waitForFunction("n => (" + asked + ")() > n", 1);
    alice.page().keyboard().press("Escape");
    assertThat(alice.find("tertulia-search")).hasCount(0);
    Object before = alice.page().evaluate(asked);
    for (int i = 0; i < 5; i++) {
      alice.say("round trip " + i);
      assertThat(alice.message("round trip " + i).locator(".tick.waiting")).hasCount(0);
    }
    assertThat(alice.page().evaluate(asked)).isEqualTo(before);
  }

  @Test
  void an_inbox_that_is_gone_waits_for_nobody() {
    people.conversation("nameless", "alice", "bob");
    alice.put("tertulia-inbox", "alice", Map.of());
    assertThat(alice.find("nav [data-id]")).hasCount(2);
    alice
        .page()
        .evaluate(
            """
            async () => {
              const inbox = document.querySelector('tertulia-inbox');
              window.waiting = new Set();
              Object.getPrototypeOf(inbox.session.conversation('x')).subscribeParticipants = () => {
                const live = { unsubscribe: () => window.waiting.delete(live) };
                window.waiting.add(live);
                return live;
              };
              inbox.user = '';
              await inbox.updateComplete;
              inbox.user = 'alice';
            }
            """);
    alice.page().waitForFunction("() => window.waiting.size === 2");
    alice.page().evaluate("() => document.querySelector('main').replaceChildren()");
    alice.page().waitForFunction("() => window.waiting.size === 0");
  }

  @Test
  void a_file_cannot_look_like_another_kind_of_file() {
    alice.chatbox("alice", PLACE);
    assertThat(alice.field()).isVisible();
    alice
        .page()
        .evaluate(
            """
            async () => {
              const { session, conversation } = document.querySelector('tertulia-chatbox');
              const filename = 'photo\u202Egpj.exe';
              const fileToken = await session.uploadFile(new Blob(['MZ']), { filename });
              await session.conversation(conversation).send({ content: [{ type: 'file', fileToken }] });
            }
            """);
    assertThat(alice.find(".file-name")).hasText("photogpj.exe");
  }

  @Test
  void a_name_without_end_that_turns_around_takes_no_more_room_than_others() {
    String name = "\u202E" + "W".repeat(200);
    people.backend().put(Json.object().put("name", name).build(), "users", "alice").orThrow();
    write("Hello");
    try (Screen phone = Screen.phone(chromium, people)) {
      phone.chatbox("bob", PLACE);
      assertThat(phone.find("article .name")).isVisible();
      people.session("alice").conversation(PLACE).markAsTyping().join();
      assertThat(phone.find(".typing")).hasText("W".repeat(200) + " is typing…");
      phone.act(phone.message("Hello"), "reply");
      assertThat(phone.find(".about strong")).hasCSS("unicode-bidi", "isolate");
      phone.field().fill("@");
      assertThat(phone.find(".candidates li")).hasCount(1);
      phone.picture("name-without-end");
      for (String place : new String[] {"article .name", ".typing", ".candidates", ".about"}) {
        assertThat(phone.find(place).boundingBox().height).as(place).isLessThan(60);
        assertThat(phone.find(place).boundingBox().width).as(place).isLessThanOrEqualTo(320);
      }
    }
  }
}
