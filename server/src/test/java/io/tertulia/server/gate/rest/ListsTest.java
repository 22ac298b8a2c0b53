package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import io.tertulia.server.TestServer.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists of users, conversations and messages, page by page.
class ListsTest {
  private static final TestClock CLOCK = new TestClock();

  private static Server server;
  private RestApp app;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.with(limits -> limits, CLOCK);
  }

  @BeforeEach
  void create() throws Exception {
    app = RestApp.on(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void users_come_newest_first_page_by_page() throws Exception {
    app.users("a", "b", "c", "d", "e");
    assertThat(app.ids("/users/?limit=2")).containsExactly("e", "d");
    assertThat(app.ids("/users?limit=2&startingAfter=d")).containsExactly("c", "b");
    assertThat(app.ids("/users?limit=2&startingAfter=b")).containsExactly("a");
    assertThat(app.ids("/users?limit=2&startingAfter=a")).isEmpty();
    app.ok("PUT", "/users/a", "{\"name\":\"changed\"}");
    assertThat(app.ids("/users")).containsExactly("e", "d", "c", "b", "a");
    assertThat(app.page("/users?limit=1").getFirst().json()).isEqualTo(app.get("/users/e").json());
  }

  @Test
  void a_page_has_ten_items_unless_more_or_fewer_are_wanted() throws Exception {
    List<String> ids = names(12);
    app.users(ids.toArray(new String[0]));
    for (String id : ids) {
      app.ok("PUT", "/conversations/" + id, "{\"participants\":[\"u00\"]}");
    }
    for (String list : List.of("/users", "/conversations", "/users/u00/conversations")) {
      assertThat(app.ids(list)).hasSize(10);
      assertThat(app.ids(list + "?limit=100")).hasSize(12);
      assertThat(app.ids(list + "?limit=12")).hasSize(12);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=101",
        "limit=x",
        "startingAfter=nobody",
        "orderBy=name",
        "orderDirection=UP",
        "offsetTs=now",
        "lastMessageAfter=now",
        "lastMessageBefore=1.5",
        "filter=%7B",
        "filter=7",
        "filter=%7B%22colour%22%3A%5B%22%3D%3D%22%2C%22red%22%5D%7D",
        "filter=%7B%22custom%22%3A7%7D",
        "filter=%5B%22any%22%2C%5B%5D%5D",
      })
  void what_no_list_knows_is_refused(String query) throws Exception {
    app.users("alice");
    app.refused(400, "GET", "/conversations?" + query, "");
    app.refused(400, "GET", "/users/alice/conversations?" + query, "");
  }

  @Test
  void whose_list_is_nobodys_cannot_be_filtered_by_what_is_ones_own() throws Exception {
    for (String filter :
        List.of(
            "{\"access\":[\"==\",\"Read\"]}",
            "{\"isUnread\":true}",
            "{\"hasUnreadMessages\":true}")) {
      app.refused(400, "GET", "/conversations?filter=" + RestApp.encoded(filter), "");
    }
    app.refused(400, "GET", "/users?isOnline=perhaps", "");
    app.refused(400, "GET", "/users?startingAfter=nobody", "");
  }

  @ParameterizedTest
  @CsvSource({
    "'',                                           a c b d",
    "orderDirection=DESC,                          a c b d",
    "orderBy=lastActivity&orderDirection=ASC,      d b c a",
    "orderBy=createdAt,                            d c b a",
    "orderBy=createdAt&orderDirection=ASC,         a b c d",
    "orderby=createdAt&orderDirection=asc,         d b c a",
  })
  void conversations_come_in_the_order_that_is_asked_for(String query, String ids)
      throws Exception {
    conversations();
    String[] all = ids.split(" ");
    for (String list : List.of("/conversations", "/users/alice/conversations/")) {
      assertThat(app.ids(list + "?" + query)).containsExactly(all);
      assertThat(walk(list, query)).containsExactly(all);
    }
  }

  @Test
  void every_version_of_the_api_lists_as_it_did() throws Exception {
    conversations();
    String asked = "/conversations?orderBy=lastActivity&orderDirection=ASC";
    assertThat(version("2021-01-01").ids(asked)).containsExactly("d", "c", "b", "a");
    assertThat(version("2021-02-08").ids("/conversations")).containsExactly("d", "c", "b", "a");
    assertThat(version("2021-02-09").ids("/conversations")).containsExactly("a", "c", "b", "d");
    assertThat(version("2021-02-09").ids(asked)).containsExactly("d", "b", "c", "a");
    assertThat(version("2021-02-09").ids("/users/nobody/conversations")).isEmpty();
    assertThat(version("2023-12-31").ids("/users/nobody/conversations")).isEmpty();
    version("2024-01-01").refused(404, "GET", "/users/nobody/conversations", "");
    version("2099-01-01").refused(404, "GET", "/users/nobody/conversations", "");
    app.refused(404, "GET", "/users/nobody/conversations", "");
    for (String wrong : List.of("2020-12-31", "yesterday", "2021-13-01")) {
      version(wrong).refused(400, "GET", "/conversations", "");
      version(wrong).refused(400, "GET", "/users/alice", "");
    }
  }

  @Test
  void an_app_can_choose_the_version_of_calls_that_do_not() throws Exception {
    conversations();
    app.ok("PATCH", "/settings", "{\"restVersion\":\"2021-01-15\"}");
    assertThat(app.get("/settings").text("restVersion")).isEqualTo("2021-01-01");
    assertThat(app.ids("/conversations")).containsExactly("d", "c", "b", "a");
    assertThat(version("2024-01-01").ids("/conversations")).containsExactly("a", "c", "b", "d");
    app.refused(400, "PATCH", "/settings", "{\"restVersion\":\"new\"}");
  }

  @Test
  void an_offset_leaves_out_what_became_active_meanwhile() throws Exception {
    conversations();
    long last = sentAt(app.page("/conversations").get(0));
    say("d");
    assertThat(app.ids("/conversations")).startsWith("d");
    String offset = "/conversations?offsetTs=" + (last + 1);
    assertThat(app.ids(offset)).containsExactly("a", "c", "b");
    assertThat(app.ids(offset + "&startingAfter=a&limit=1")).containsExactly("c");
    assertThat(app.ids("/conversations?offsetTs=" + last)).containsExactly("c", "b");
    assertThat(app.ids("/users/alice/conversations?orderDirection=ASC&offsetTs=" + last))
        .containsExactly("d");
  }

  @Test
  void lists_know_when_the_last_message_was_sent() throws Exception {
    conversations();
    List<Fields> all = app.page("/conversations");
    long a = sentAt(all.get(0));
    long c = sentAt(all.get(1));
    for (String list : List.of("/conversations", "/users/alice/conversations")) {
      assertThat(app.ids(list + "?lastMessageAfter=" + c)).containsExactly("a");
      assertThat(app.ids(list + "?lastMessageBefore=" + a)).containsExactly("c", "b");
      assertThat(
              app.ids(list + "?lastMessageAfter=0&lastMessageBefore=" + c + "&orderBy=createdAt"))
          .containsExactly("b");
      assertThat(filtered(list, "{\"lastMessageTs\":[\">\"," + c + "]}")).containsExactly("a");
      assertThat(filtered(list, "{\"lastMessageAt\":[\"between\",[" + c + "," + a + "]]}"))
          .containsExactly("a", "c");
      assertThat(filtered(list, "{\"lastMessageAt\":[\"<=\"," + c + "]}"))
          .containsExactly("c", "b");
      assertThat(filtered(list, "{\"hasMessages\":false}")).containsExactly("d");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"custom\":{\"state\":[\"==\",\"open\"]}} | a c",
        "{\"custom\":{\"state\":[\"!=\",\"open\"]}} | b d",
        "{\"custom\":{\"state\":[\"oneOf\",[\"open\",\"shut\"]]}} | a c b",
        "{\"custom\":{\"state\":[\"!oneOf\",[\"shut\",\"lost\"]]}} | a c d",
        "{\"custom\":{\"state\":\"exists\"}} | a c b",
        "{\"custom\":{\"state\":\"!exists\"}} | d",
        "{\"custom\":{\"state\":[\"==\",\"open\"],\"kind\":\"exists\"}} | c",
        "{\"subject\":[\"==\",\"Tea\"]} | a",
        "{\"subject\":[\"==\",null]} | c b d",
        "{\"subject\":[\"!=\",null],\"custom\":{\"state\":\"exists\"}} | a",
        "{\"createdAt\":[\">\",0]} | a c b d",
        "{\"createdAt\":[\"<\",0]} | ``",
        "{\"createdAt\":[\"!between\",[0,9000000000000]]} | ``",
        "[\"any\",[{\"subject\":[\"==\",\"Tea\"]},{\"custom\":{\"kind\":\"exists\"}}]] | a c",
        "{} | a c b d",
      })
  void filters_pick_what_they_say(String filter, String ids) throws Exception {
    conversations();
    String[] all = ids.isEmpty() ? new String[0] : ids.split(" ");
    for (String list : List.of("/conversations", "/users/alice/conversations")) {
      assertThat(filtered(list, filter)).containsExactly(all);
      assertThat(filtered(list, RestApp.encoded(filter))).containsExactly(all);
      assertThat(walk(list, "filter=" + RestApp.encoded(filter))).containsExactly(all);
    }
  }

  @Test
  void a_filter_that_fits_little_finds_it_among_many() throws Exception {
    app.users("alice");
    for (int i = 0; i < 1_050; i += 10) {
      List<String> batch = names(10);
      for (String name : batch) {
        app.ok("PUT", "/conversations/" + name + "-" + i, "{\"participants\":[\"alice\"]}");
      }
    }
    app.ok("PUT", "/conversations/u00-0", "{\"custom\":{\"rare\":\"1\"}}");
    app.ok("PUT", "/conversations/u05-1040", "{\"custom\":{\"rare\":\"1\"}}");
    for (String list : List.of("/conversations", "/users/alice/conversations")) {
      assertThat(filtered(list, "{\"custom\":{\"rare\":\"exists\"}}"))
          .containsExactly("u05-1040", "u00-0");
    }
  }

  @Test
  void a_users_list_tells_what_is_unread() throws Exception {
    app.users("alice", "bob");
    app.ok("PUT", "/conversations/read", "{\"participants\":[\"alice\",\"bob\"]}");
    app.ok("PUT", "/conversations/unread", "{\"participants\":[\"alice\",\"bob\"]}");
    app.say("read", "alice", "Mine");
    app.say("unread", "bob", "One");
    app.say("unread", "bob", "Two");
    List<Fields> list = app.page("/users/alice/conversations");
    assertThat(list.get(0).integer("unreadMessageCount")).isEqualTo(2);
    assertThat(list.get(0).flag("isUnread")).isTrue();
    assertThat(list.get(1).integer("unreadMessageCount")).isZero();
    assertThat(list.get(1).flag("isUnread")).isFalse();
    assertThat(list.get(1).object("participants").json().members())
        .containsOnlyKeys("alice", "bob");
    String unread = "/users/alice/conversations?unreadsOnly=true";
    assertThat(app.ids(unread)).containsExactly("unread");
    assertThat(app.ids("/users/bob/conversations?unreadsOnly=true")).containsExactly("read");
    for (String name : List.of("isUnread", "hasUnreadMessages")) {
      assertThat(filtered("/users/alice/conversations", "{\"" + name + "\":false}"))
          .containsExactly("read");
    }
  }

  @Test
  void whom_the_app_keeps_out_finds_it_only_when_it_is_asked_for() throws Exception {
    conversations();
    app.ok("PATCH", "/conversations/a/participants/alice", "{\"access\":\"None\"}");
    app.ok("PATCH", "/conversations/b/participants/alice", "{\"access\":\"Read\"}");
    app.ok("DELETE", "/conversations/c/participants/alice");
    String list = "/users/alice/conversations";
    assertThat(app.ids(list)).containsExactly("b", "d");
    assertThat(filtered(list, "{\"access\":[\"==\",\"None\"]}")).containsExactly("a");
    assertThat(filtered(list, "{\"access\":[\"oneOf\",[\"None\",\"Read\"]]}"))
        .containsExactly("a", "b");
    assertThat(filtered(list, "{\"access\":[\"!=\",\"ReadWrite\"]}")).containsExactly("b");
    assertThat(
            filtered(
                list, "[\"any\",[{\"access\":[\"==\",\"None\"]},{\"access\":[\"==\",\"Read\"]}]]"))
        .containsExactly("a", "b");
    assertThat(app.ids(list + "?startingAfter=a")).containsExactly("b", "d");
  }

  @Test
  void messages_come_newest_first_whatever_order_is_asked_for() throws Exception {
    app.users("alice");
    app.ok("PUT", "/conversations/tea", "{\"participants\":[\"alice\"]}");
    String first = app.say("tea", "alice", "1");
    String second = app.say("tea", "alice", "2");
    String list = "/conversations/tea/messages";
    assertThat(app.ids(list + "?orderBy=createdAt&orderDirection=DESC"))
        .containsExactly(second, first);
    assertThat(app.ids(list + "?startingAfter=" + second)).containsExactly(first);
    assertThat(app.ids(list + "?startingAfter=" + first)).isEmpty();
    app.refused(400, "GET", list + "?startingAfter=none", "");
    app.refused(400, "GET", list + "?orderBy=size", "");
  }

  /// Conversations a, b, c and d of Alice; the last message is in a, the one before in c, then b,
  /// and there is none in d.
  private void conversations() throws Exception {
    app.users("alice", "bob");
    app.ok(
        "PUT",
        "/conversations/a",
        "{\"participants\":[\"alice\"],\"subject\":\"Tea\",\"custom\":{\"state\":\"open\"}}");
    app.ok(
        "PUT",
        "/conversations/b",
        "{\"participants\":[\"alice\"],\"custom\":{\"state\":\"shut\"}}");
    app.ok(
        "PUT",
        "/conversations/c",
        "{\"participants\":[\"alice\"],\"custom\":{\"state\":\"open\",\"kind\":\"1\"}}");
    app.ok("PUT", "/conversations/d", "{\"participants\":[\"alice\"]}");
    say("b");
    say("c");
    say("a");
  }

  private void say(String conversation) throws Exception {
    CLOCK.advance(Duration.ofSeconds(1));
    app.say(conversation, "alice", "!");
  }

  /// All ids of a list, two a page.
  private List<String> walk(String list, String query) throws Exception {
    List<String> all = new ArrayList<>();
    List<String> page = app.ids(list + "?limit=2&" + query);
    while (page.size() == 2) {
      all.addAll(page);
      page = app.ids(list + "?limit=2&startingAfter=" + page.getLast() + "&" + query);
    }
    all.addAll(page);
    return all;
  }

  private List<String> filtered(String list, String filter) throws Exception {
    return app.ids(list + "?filter=" + RestApp.encoded(filter));
  }

  private static long sentAt(Fields conversation) {
    return conversation.object("lastMessage").integer("createdAt");
  }

  private RestApp version(String date) {
    return app.with("TalkJS-REST-Version", date);
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj("u%02d"::formatted).toList();
  }
}
