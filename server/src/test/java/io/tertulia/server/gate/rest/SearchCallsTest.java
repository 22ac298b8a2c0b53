package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The app finds everything that it has, as it was written, and nothing of others.
class SearchCallsTest {
  private RestApp app;

  @BeforeEach
  void create() throws Exception {
    app = RestApp.create();
    app.users("alice", "bob");
    app.ok("PUT", "/conversations/tea", "{\"participants\":[\"alice\"],\"custom\":{\"k\":\"v\"}}");
    app.ok(
        "PUT", "/conversations/cake", "{\"participants\":[\"bob\"],\"subject\":\"Sweet things\"}");
  }

  @Test
  void people_are_found_by_how_their_ids_and_names_begin_page_by_page() throws Exception {
    people("Anna", "b1", "b2", "b3");
    people("anna bell", "b4");
    people("ANNA B", "a9");
    people("Bann", "c1");
    people("100%", "d1");
    assertThat(app.ids("/search/users?q=ann")).containsExactly("b1", "b2", "b3", "a9", "b4");
    assertThat(app.ids("/search/users?q=ann&limit=2")).containsExactly("b1", "b2");
    assertThat(app.ids("/search/users?q=ann&limit=2&startingAfter=b2")).containsExactly("b3", "a9");
    assertThat(app.ids("/search/users?q=ann&limit=2&startingAfter=a9")).containsExactly("b4");
    assertThat(app.ids("/search/users?q=b&in=id")).containsExactly("b1", "b2", "b3", "b4", "bob");
    assertThat(app.ids("/search/users?q=b&in=id&limit=2&startingAfter=b3"))
        .containsExactly("b4", "bob");
    assertThat(app.ids("/search/users?q=B&in=id")).isEmpty();
    assertThat(app.ids("/search/users?q=100%25")).containsExactly("d1");
    assertThat(app.ids("/search/users?q=_")).isEmpty();
    assertThat(RestApp.create().ids("/search/users?q=ann")).isEmpty();
    app.ok("DELETE", "/users/b1");
    assertThat(app.ids("/search/users?q=b&in=id&limit=1")).containsExactly("b2");
  }

  @Test
  void people_are_not_searched_for_by_nothing_or_behind_somebody_else() throws Exception {
    people("Anna", "b1");
    app.refused(400, "GET", "/search/users?q=%20", "");
    app.refused(400, "GET", "/search/users?q=ann&in=email", "");
    app.refused(400, "GET", "/search/users?q=ann&startingAfter=nobody", "");
    app.refused(400, "GET", "/search/users?q=ann&startingAfter=bob", "");
    app.refused(400, "GET", "/search/users?q=b&in=id&startingAfter=alice", "");
    app.refused(400, "GET", "/search/users?q=" + "x".repeat(10_000), "");
  }

  private void people(String name, String... ids) throws Exception {
    for (String id : ids) {
      app.ok("PUT", "/users/" + id, "{\"name\":\"" + name + "\"}");
    }
  }

  @Test
  void messages_are_found_in_all_conversations_newest_first() throws Exception {
    String first = app.say("tea", "alice", "Green tea is *ready*");
    app.say("tea", "alice", "Nothing of that");
    String second = app.say("cake", "bob", "tea and READY cake");
    assertThat(app.ids("/search/messages?q=ready%20tea")).containsExactly(second, first);
    Fields found = app.page("/search/messages?q=gree").getFirst();
    assertThat(found.text("conversationId")).isEqualTo("tea");
    assertThat(found.text("text")).isEqualTo("Green tea is *ready*");
    app.ok("DELETE", "/conversations/tea/messages/" + first);
    assertThat(app.ids("/search/messages?q=ready")).containsExactly(second);
  }

  @Test
  void pages_go_on_where_the_one_before_ended() throws Exception {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      sent.addFirst(
          app.say(i % 2 == 0 ? "tea" : "cake", i % 2 == 0 ? "alice" : "bob", "word " + i));
    }
    List<String> found = new ArrayList<>();
    String cursor = "";
    do {
      Fields page = app.get("/search/messages?q=word&limit=3&cursor=" + cursor);
      found.addAll(page.objects("data", one -> one.text("id")));
      cursor = page.textOr("cursor", "");
    } while (!cursor.isEmpty());
    assertThat(found).isEqualTo(sent);
  }

  @Test
  void a_filter_picks_conversations() throws Exception {
    String wanted = app.say("tea", "alice", "scone");
    app.say("cake", "bob", "scone");
    String filter = RestApp.encoded("{\"custom\":{\"k\":\"exists\"}}");
    assertThat(app.ids("/search/messages?q=scone&filter=" + filter)).containsExactly(wanted);
  }

  @Test
  void nothing_of_another_app_is_found() throws Exception {
    RestApp other = RestApp.create();
    other.users("eve");
    other.ok("PUT", "/conversations/tea", "{\"participants\":[\"eve\"],\"subject\":\"Sweet\"}");
    other.say("tea", "eve", "foreignword");
    String own = app.say("tea", "alice", "foreignword");
    assertThat(app.ids("/search/messages?q=foreignword")).containsExactly(own);
    assertThat(app.ids("/search/conversations?q=sweet")).containsExactly("cake");
  }

  @Test
  void conversations_are_found_by_id_subject_and_what_is_to_be_searched() throws Exception {
    app.ok(
        "PUT", "/conversations/tea", "{\"custom\":{\"search\":\"order 4711\",\"k\":\"hidden\"}}");
    assertThat(app.ids("/search/conversations?q=thin")).containsExactly("cake");
    assertThat(app.ids("/search/conversations?q=4711")).containsExactly("tea");
    assertThat(app.ids("/search/conversations?q=CAK")).containsExactly("cake");
    assertThat(app.ids("/search/conversations?q=hidden")).isEmpty();
  }

  @Test
  void what_is_no_search_is_refused() throws Exception {
    app.refused(400, "GET", "/search/messages", "");
    app.refused(400, "GET", "/search/messages?q=%20", "");
    app.refused(400, "GET", "/search/messages?q=a&limit=101", "");
    app.refused(400, "GET", "/search/messages?q=a&cursor=~", "");
    app.refused(400, "GET", "/search/conversations?q=" + "a".repeat(1_001), "");
  }
}
