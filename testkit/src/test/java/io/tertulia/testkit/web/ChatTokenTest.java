package io.tertulia.testkit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tokens that end while a chat is open.
@Tag("browser")
class ChatTokenTest extends TwoScreens {
  private static final Duration SHORT = Duration.ofSeconds(3);

  /// An element with a function that gives tokens, which no JSON can carry.
  private static final String FETCHING =
      """
      async ({ app, conversation, server }) => {
        const { Chatbox } = await import('/web/chat/chatbox.js');
        window.errors = 0;
        addEventListener('tertulia-error', () => window.errors++);
        window.fetched = 0;
        const tokenFetcher = () => {
          window.fetched++;
          return window.freshToken();
        };
        document.querySelector('main').replaceChildren(
          Object.assign(new Chatbox(), { app, user: 'alice', conversation, server, tokenFetcher }));
      }
      """;

  @Test
  void a_chat_with_a_token_fetcher_goes_on_unnoticed() {
    bob.chatbox("bob", PLACE);
    alice.put("tertulia-chatbox", "alice", Map.of("app", "")); // There is no session yet.
    alice.page().exposeFunction("freshToken", args -> people.token("alice", SHORT));
    String server = people.server().uri().toString();
    alice
        .page()
        .evaluate(FETCHING, Map.of("app", people.appId(), "conversation", PLACE, "server", server));
    alice.say("before");
    assertThat(bob.message("before")).isVisible();
    alice.field().fill("half a sen");
    alice.page().waitForFunction("() => window.fetched >= 3");
    assertThat(alice.field()).hasValue("half a sen");
    alice.say("after");
    assertThat(bob.message("after")).isVisible();
    bob.say("an answer");
    assertThat(alice.message("an answer")).isVisible();
    assertThat(alice.page().evaluate("() => window.errors")).isEqualTo(0);
  }

  @Test
  void a_chat_without_one_says_that_it_is_over_and_goes_on_with_another_token() {
    bob.chatbox("bob", PLACE);
    String brief = people.token("alice", SHORT);
    alice.put("tertulia-chatbox", "alice", Map.of("conversation", PLACE, "token", brief));
    alice.say("before");
    assertThat(bob.message("before")).isVisible();
    alice.field().fill("half a sen");
    assertThat(alice.find(".ended p"))
        .hasText("Your access to this chat has ended. Load the page again to go on.");
    assertThat(alice.message("before")).isVisible();
    alice.picture("token-over");
    bob.say("meanwhile");
    alice
        .page()
        .evaluate(
            "token => document.querySelector('tertulia-chatbox').setAttribute('token', token)",
            people.token("alice"));
    assertThat(alice.message("meanwhile")).isVisible();
    assertThat(alice.find(".ended")).hasCount(0);
    assertThat(alice.field()).hasValue("half a sen");
    alice.say("after");
    assertThat(bob.message("after")).isVisible();
  }

  @Test
  void an_inbox_says_it_too() {
    String over = people.token("alice", Duration.ofSeconds(-5));
    alice.put("tertulia-inbox", "alice", Map.of("token", over));
    assertThat(alice.find(".ended")).isVisible();
    alice.picture("inbox-over");
    alice
        .page()
        .evaluate(
            "token => document.querySelector('tertulia-inbox').setAttribute('token', token)",
            people.token("alice"));
    assertThat(alice.find("nav li")).hasCount(1);
    assertThat(alice.find(".ended")).hasCount(0);
  }
}
