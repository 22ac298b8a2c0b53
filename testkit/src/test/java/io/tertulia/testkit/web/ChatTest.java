package io.tertulia.testkit.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.tertulia.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What two people do who chat in a browser.
@Tag("browser")
class ChatTest extends TwoScreens {
  @Test
  void two_people_see_what_they_write_to_each_other() {
    both();
    alice.say("Hello *Bob*, see https://example.com and\n- one\n- two");
    assertThat(bob.message("Hello").locator("strong")).hasText("Bob");
    assertThat(bob.message("Hello").locator("a")).hasAttribute("href", "https://example.com");
    assertThat(bob.message("Hello").locator("li")).hasText(new String[] {"one", "two"});
    bob.say("Hello _Alice_");
    assertThat(alice.message("Alice").locator("em")).hasText("Alice");
    assertThat(alice.message("example.com").locator(".tick.read")).isVisible();
    alice.picture("chat");
    bob.picture("chat-of-the-other");
  }

  @Test
  void a_message_is_answered_changed_and_deleted() {
    both();
    alice.say("first");
    assertThat(bob.message("first")).isVisible();
    bob.act(bob.message("first"), "reply");
    bob.say("an answer");
    assertThat(alice.message("an answer").locator(".quote")).containsText("first");
    bob.act(bob.message("an answer"), "edit");
    assertThat(bob.field()).hasValue("an answer");
    bob.say("*changed*");
    assertThat(alice.message("changed").locator(".text strong")).hasText("changed");
    assertThat(alice.message("changed").locator("footer")).containsText("edited");
    alice.act(alice.messages().first(), "delete");
    alice.picture("question");
    alice.find("dialog button[value=yes]").click();
    assertThat(bob.messages()).hasCount(1);
    assertThat(bob.find(".quote")).hasCount(0);
  }

  @Test
  void people_react_with_emoji_from_the_picker() {
    both();
    alice.say("news");
    bob.act(bob.message("news"), "react");
    bob.find("tertulia-emoji-picker input").fill("party popper");
    bob.picture("emoji");
    bob.find("tertulia-emoji-picker .grid button").first().click();
    Locator reaction = alice.message("news").locator(".reaction");
    assertThat(reaction).hasText("🎉1");
    reaction.click();
    assertThat(bob.message("news").locator(".reaction")).hasText("🎉2");
    reaction.click();
    assertThat(bob.message("news").locator(".reaction")).hasText("🎉1");
  }

  @Test
  void who_types_and_who_is_there_is_seen() {
    both();
    assertThat(alice.find(".sub.online")).isVisible();
    bob.field().pressSequentially("Hm");
    assertThat(alice.find(".typing")).hasText("Bob is typing…");
    bob.say("Hmm");
    assertThat(alice.find(".typing")).hasText("");
    bob.close();
    assertThat(alice.find(".sub.online")).hasCount(0);
  }

  @Test
  void somebody_is_mentioned_by_name_in_the_midst_of_markup() {
    both();
    alice.field().pressSequentially("*Ask @bo");
    assertThat(alice.find("[role=option]")).hasText("Bob");
    alice.picture("mention");
    alice.field().press("Enter");
    alice.field().pressSequentially("now* at https://example.com");
    alice.field().press("Enter");
    Locator seen = bob.message("Ask");
    assertThat(seen.locator(".mention")).hasText("@Bob");
    assertThat(seen.locator("strong")).hasText("Ask @Bob now");
    assertThat(seen.locator("a")).hasAttribute("href", "https://example.com");
    alice.act(alice.message("Ask"), "edit");
    assertThat(alice.field()).hasValue("*Ask @Bob now* at https://example.com");
    alice.say("_Ask @Bob later_");
    assertThat(bob.message("later").locator("em .mention")).hasText("@Bob");
  }

  /// Of addresses without a scheme, of mail and of telephones only the server knows.
  @Test
  void what_stands_beside_a_mention_means_what_the_server_makes_of_it() throws IOException {
    Path vectors =
        Path.of("../protocol/src/test/resources/io/tertulia/protocol/content/markup-vectors.json");
    alice.chatbox("alice", PLACE);
    Object wrong =
        alice
            .page()
            .evaluate(
                """
                async (json) => {
                  const { contentOf } = await import('/web/chat/typed.js');
                  const same = ({ text, nodes }) =>
                    JSON.stringify(contentOf(text, new Map())[0].children) === JSON.stringify(nodes);
                  return JSON.parse(json)
                    .filter((vector) => vector.sender === 'USER' && !same(vector))
                    .map((vector) => vector.number);
                }
                """,
                Files.readString(vectors));
    assertThat(wrong).isEqualTo(List.of(41, 43, 44, 45, 48, 108));
  }

  @Test
  void what_was_unread_is_marked_off_and_then_read() {
    fill(3);
    bob.chatbox("bob", PLACE);
    assertThat(bob.find(".new")).isVisible();
    bob.picture("unread");
    assertThat(bob.messages()).hasCount(3);
    alice.chatbox("alice", PLACE);
    assertThat(alice.message("line 2").locator(".tick.read")).isVisible();
  }

  @Test
  void the_inbox_and_the_popup_count_what_is_unread() {
    people.conversation("coffee", "bob", "alice");
    fill(2);
    bob.put("tertulia-inbox", "bob", Map.of());
    assertThat(bob.find("nav li .badge")).hasText("2");
    bob.picture("inbox-unread");
    bob.find("nav li").filter(new Locator.FilterOptions().setHasText("line 1")).click();
    assertThat(bob.message("line 1")).isVisible();
    assertThat(bob.find("nav li .badge")).hasCount(0);
    bob.picture("inbox");
    bob.put("tertulia-popup", "bob", Map.of());
    write("another");
    assertThat(bob.find(".opener .badge")).hasText("1");
    bob.picture("popup-unread");
    bob.find(".opener").press("Enter");
    bob.hasKeyboard(".panel");
    assertThat(bob.find("nav li .badge")).hasText("1");
    bob.picture("popup");
    bob.page().keyboard().press("Escape");
    bob.hasKeyboard(".opener");
  }

  @Test
  void history_comes_on_scroll_and_the_reader_stays_where_he_is() {
    fill(120);
    bob.chatbox("bob", PLACE);
    assertThat(bob.message("line 119")).isInViewport();
    Locator scroller = bob.find(".scroller");
    Locator top = bob.messages().first();
    assertThat(top).containsText("line 90");
    scroller.evaluate("list => { list.scrollTop = 10; }");
    assertThat(bob.messages().first()).not().containsText("line 90");
    assertThat(bob.message("line 90")).isInViewport();
    for (int shown = bob.messages().count(); shown < 120; shown = bob.messages().count()) {
      scroller.evaluate("list => { list.scrollTop = 0; }");
      assertThat(bob.messages()).not().hasCount(shown);
    }
    assertThat(bob.messages()).hasCount(120);
    alice.chatbox("alice", PLACE);
    alice.say("something new");
    assertThat(bob.message("something new")).not().isInViewport();
    bob.find(".to-end").click();
    assertThat(bob.message("something new")).isInViewport();
  }

  @Test
  void a_message_is_searched_and_gone_to_however_far_back() {
    write("a needle in hay");
    fill(150);
    bob.chatbox("bob", PLACE);
    bob.find("button.find").click();
    bob.find("tertulia-search input").fill("needle");
    assertThat(bob.find("tertulia-search li button")).hasCount(1);
    bob.picture("search");
    bob.page().keyboard().press("Escape");
    bob.hasKeyboard("button.find");
    bob.page().keyboard().press("Enter");
    bob.find("tertulia-search input").fill("needle");
    bob.find("tertulia-search li button").click();
    assertThat(bob.message("needle")).isInViewport();
    bob.picture("found");
  }

  @Test
  void nothing_a_person_writes_runs() {
    both();
    alice.say("<img src=x onerror=\"window.ran = true\"><script>window.ran = true</script>");
    write("<javascript:window.ran=true|click me> and *<b onclick='window.ran=true'>b</b>*");
    String name = "<img src=x onerror='window.ran=true'>";
    people.backend().put(Json.object().put("name", name).build(), "users", "alice").orThrow();
    assertThat(bob.message("onerror=\"")).isVisible();
    assertThat(bob.message("click me").locator("a")).hasCount(0);
    bob.message("click me").click();
    assertThat(bob.page().evaluate("() => window.ran")).isNull();
  }
}
