package io.tertulia.testkit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The chat of a browser where there is nobody, too much, or little that one may do.
@Tag("browser")
class ChatExtremesTest extends TwoScreens {
  private static final String FIFTY =
      """
      async () => {
        const { session, messages, conversation } = document.querySelector('tertulia-chatbox');
        const message = session.conversation(conversation).message(messages[0].id);
        await Promise.all(Array.from({ length: 50 }, (_, i) => message.reactions(`:e${i}:`).add()));
      }
      """;
  private static final String BEYOND =
      """
      () => {
        const box = document.querySelector('tertulia-chatbox').shadowRoot.querySelector('.box');
        const list = box.querySelector('tertulia-message-list').shadowRoot.querySelector('.scroller');
        return Math.max(list.scrollWidth - list.clientWidth, box.scrollWidth - innerWidth);
      }
      """;

  @Test
  void somebody_alone_writes_to_himself() {
    people.conversation("diary", "alice");
    alice.chatbox("alice", "diary");
    assertThat(alice.find(".empty")).isVisible();
    alice.picture("empty");
    alice.say("Dear diary");
    assertThat(alice.message("Dear diary").locator(".tick.waiting")).hasCount(0);
    assertThat(alice.find(".sub.online")).hasCount(0);
  }

  @Test
  void words_without_end_and_many_reactions_stay_inside() {
    String word = "Donaudampfschifffahrt".repeat(12);
    Json name = Json.object().put("name", word).build();
    people.backend().put(name, "users", "alice").orThrow();
    people
        .backend()
        .put(Json.object().put("subject", word).build(), "conversations", PLACE)
        .orThrow();
    write(word);
    write("```" + word + "```");
    try (Screen phone = Screen.phone(chromium, people)) {
      phone.chatbox("bob", PLACE);
      assertThat(phone.messages()).hasCount(2);
      phone.page().evaluate(FIFTY);
      assertThat(phone.find(".reaction")).hasCount(50);
      phone.say(word);
      assertThat(phone.messages()).hasCount(3);
      phone.act(phone.messages().first(), "reply");
      assertThat((Integer) phone.page().evaluate(BEYOND)).isLessThanOrEqualTo(0);
      phone.picture("long-words");
      phone.find(".scroller").evaluate("list => { list.scrollTop = 0; }");
      phone.picture("many-reactions");
    }
  }

  @Test
  void what_nobody_in_particular_says_stands_between_the_messages() {
    write("Shall we?");
    post(Json.object().put("type", "SystemMessage").put("text", "Alice *waves*").build());
    bob.chatbox("bob", PLACE);
    assertThat(bob.find(".system").last().locator("strong")).hasText("waves");
    bob.picture("system");
    assertThat(bob.messages()).hasCount(1);
  }

  @Test
  void who_may_only_read_is_told_so() {
    both();
    alice.say("an announcement");
    Json read = Json.object().put("access", "Read").build();
    people.backend().put(read, "conversations", PLACE, "participants", "bob").orThrow();
    assertThat(bob.find(".banner")).hasText("You can read here, and not write.");
    assertThat(bob.field()).hasCount(0);
    bob.message("an announcement").hover();
    assertThat(bob.find(".action.reply")).hasCount(0);
    assertThat(bob.find(".action.react")).isVisible();
    bob.picture("read-only");
    bob.give("picture", "drop");
    Json write = Json.object().put("access", "ReadWrite").build();
    people.backend().put(write, "conversations", PLACE, "participants", "bob").orThrow();
    assertThat(bob.field()).isVisible();
    bob.say("at last");
    assertThat(alice.message("at last")).isVisible();
    assertThat(alice.messages()).hasCount(2);
  }
}
