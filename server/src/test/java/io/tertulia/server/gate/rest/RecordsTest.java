package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the app's back end is told of users, conversations, participations and messages.
class RecordsTest {
  private RestApp app;

  @BeforeEach
  void create() throws Exception {
    app = RestApp.create();
  }

  @Test
  void a_user_is_told_with_all_that_is_kept() throws Exception {
    app.ok(
        "PUT",
        "/users/alice",
        "{\"name\":\"Alice\",\"email\":[\"alice@example.test\"],\"phone\":[\"+31201234567\"],"
            + "\"pushTokens\":{\"fcm:one\":true,\"apns:two\":true},\"availabilityText\":\"Soon\","
            + "\"welcomeMessage\":\"Hi\",\"locale\":\"en-GB\",\"custom\":{\"tier\":\"gold\"}}");
    Fields alice = app.get("/users/alice");
    assertThat(alice.json().toText())
        .isEqualTo(
            "{\"id\":\"alice\",\"name\":\"Alice\",\"email\":[\"alice@example.test\"],"
                + "\"phone\":[\"+31201234567\"],\"photoUrl\":null,\"welcomeMessage\":\"Hi\","
                + "\"availabilityText\":\"Soon\",\"locale\":\"en-GB\",\"role\":\"default\","
                + "\"custom\":{\"tier\":\"gold\"},"
                + "\"pushTokens\":{\"fcm:one\":true,\"apns:two\":true},\"createdAt\":"
                + alice.integer("createdAt")
                + "}");
    app.ok(
        "PUT",
        "/users/alice",
        "{\"email\":null,\"phone\":[],\"availabilityText\":null,\"welcomeMessage\":null,"
            + "\"locale\":null,\"custom\":null,\"pushTokens\":{\"fcm:one\":null}}");
    assertThat(app.get("/users/alice").json().toText())
        .isEqualTo(
            "{\"id\":\"alice\",\"name\":\"Alice\",\"email\":null,\"phone\":null,"
                + "\"photoUrl\":null,\"welcomeMessage\":null,\"availabilityText\":null,"
                + "\"locale\":null,\"role\":\"default\",\"custom\":{},"
                + "\"pushTokens\":{\"apns:two\":true},\"createdAt\":"
                + alice.integer("createdAt")
                + "}");
  }

  @Test
  void a_conversation_is_told_with_every_member_in_its_place() throws Exception {
    app.users("alice");
    app.ok("PUT", "/conversations/empty", "{}");
    Fields empty = app.get("/conversations/empty");
    assertThat(empty.json().toText())
        .isEqualTo(
            ("{'id':'empty','subject':null,'topicId':null,'photoUrl':null,'welcomeMessages':null,"
                    + "'custom':{},'lastMessage':null,'participants':{},'createdAt':%d,"
                    + "'everyoneReadUntil':%d}")
                .replace('\'', '"')
                .formatted(empty.integer("createdAt"), empty.integer("everyoneReadUntil")));
    app.ok(
        "PUT",
        "/conversations/tea",
        "{\"participants\":[\"alice\"],\"welcomeMessages\":[\"Welcome\"]}");
    Fields tea = app.get("/conversations/tea");
    assertThat(tea.texts("welcomeMessages")).containsExactly("Welcome");
    assertThat(tea.object("participants").object("alice").json().members().keySet())
        .containsExactly("access", "notify", "isUnread", "joinedAt", "readUntil");
  }

  @Test
  void who_has_unread_messages_is_told_with_the_participations() throws Exception {
    app.users("alice", "bob");
    app.ok("PUT", "/conversations/tea", "{\"participants\":[\"alice\",\"bob\"]}");
    assertThat(unread("tea", "alice")).isFalse();
    app.say("tea", "alice", "Tea?");
    assertThat(unread("tea", "alice")).isFalse();
    assertThat(unread("tea", "bob")).isTrue();
    app.say("tea", "bob", "Yes");
    assertThat(unread("tea", "alice")).isTrue();
    assertThat(unread("tea", "bob")).isFalse();
  }

  @Test
  void a_message_is_told_with_every_member_in_its_place() throws Exception {
    app.users("alice", "bob");
    app.ok("PUT", "/conversations/tea", "{\"participants\":[\"alice\",\"bob\"]}");
    String id = app.say("tea", "alice", "Hello *you*");
    Fields hello = app.get("/conversations/tea/messages/" + id);
    assertThat(hello.json().toText())
        .isEqualTo(
            ("{'id':'%s','conversationId':'tea','type':'UserMessage','senderId':'alice',"
                    + "'text':'Hello *you*','attachment':null,'location':null,'content':[{'type':"
                    + "'text','children':['Hello ',{'type':'bold','children':['you']}]}],"
                    + "'readBy':[],'origin':'rest','custom':{},'referencedMessageId':null,"
                    + "'reactions':{},'createdAt':%d,'editedAt':null}")
                .replace('\'', '"')
                .formatted(id, hello.integer("createdAt")));
    assertThat(app.get("/conversations/tea").object("lastMessage").json()).isEqualTo(hello.json());
  }

  @Test
  void the_text_of_a_message_is_what_was_sent_to_the_letter() throws Exception {
    app.users("alice");
    app.ok("PUT", "/conversations/tea", "{\"participants\":[\"alice\"]}");
    String id = app.say("tea", "alice", "  *a*\\b  **  <https://example.test>  ");
    assertThat(app.get("/conversations/tea/messages/" + id).text("text"))
        .isEqualTo("  *a*\\b  **  <https://example.test>  ");
  }

  @Test
  void a_message_names_all_but_its_sender_who_have_read_it() throws Exception {
    app.users("alice", "bob", "carol");
    app.ok("PUT", "/conversations/tea", "{\"participants\":[\"alice\",\"bob\",\"carol\"]}");
    String first = app.say("tea", "alice", "Tea?");
    String second = app.say("tea", "bob", "Yes");
    String third = app.say("tea", "carol", "No");
    String messages = "/conversations/tea/messages";
    assertThat(app.get(messages + "/" + first).texts("readBy")).containsExactly("bob", "carol");
    assertThat(app.page(messages).stream().map(message -> message.texts("readBy")))
        .containsExactly(List.of(), List.of("carol"), List.of("bob", "carol"));
    assertThat(app.ids(messages)).containsExactly(third, second, first);
    app.ok("PUT", "/conversations/late", "{\"participants\":[\"alice\"]}");
    String system = "[{\"type\":\"SystemMessage\",\"text\":\"It is five.\"}]";
    app.ok("POST", "/conversations/late/messages", system);
    app.say("late", "alice", "So it is.");
    assertThat(app.page("/conversations/late/messages").getLast().texts("readBy"))
        .containsExactly("alice");
  }

  @Test
  void nobody_is_named_as_a_reader_among_more_than_300() throws Exception {
    List<String> people = IntStream.range(0, 301).mapToObj(i -> "user-" + i).toList();
    for (int i = 0; i < 301; i += 100) {
      app.users(people.subList(i, Math.min(301, i + 100)).toArray(new String[0]));
    }
    Json all = Json.object().putAll("participants", people.stream().map(Json::of).toList()).build();
    app.ok("PUT", "/conversations/hall", all.toText());
    String first = app.say("hall", "user-0", "Anybody?");
    app.say("hall", "user-1", "Here");
    assertThat(app.get("/conversations/hall/messages/" + first).texts("readBy")).isEmpty();
    app.ok("DELETE", "/conversations/hall/participants/user-300");
    assertThat(app.get("/conversations/hall/messages/" + first).texts("readBy"))
        .containsExactly("user-1");
  }

  @Test
  void who_is_kept_out_is_told_and_reads_nothing() throws Exception {
    app.users("alice", "bob");
    app.ok("PUT", "/conversations/tea", "{\"participants\":[\"alice\",\"bob\"]}");
    app.ok("PATCH", "/conversations/tea/participants/bob", "{\"access\":\"None\"}");
    String id = app.say("tea", "alice", "Tea?");
    Fields tea = app.get("/conversations/tea");
    assertThat(tea.object("participants").object("bob").text("access")).isEqualTo("None");
    assertThat(tea.object("participants").object("bob").flag("isUnread")).isFalse();
    assertThat(app.get("/conversations/tea/messages/" + id).texts("readBy")).isEmpty();
  }

  @Test
  void participations_are_told_plainly_where_the_server_is_set_so(@TempDir Path folder)
      throws Exception {
    Map<String, String> plain = Map.of("rest.plain-participants", "true", "port", "0");
    try (Server server = Server.start(ServerConfig.read(plain, null, Map.of()).in(folder))) {
      RestApp other = RestApp.on(server);
      other.users("alice");
      other.ok("PUT", "/conversations/tea", "{\"participants\":[\"alice\"]}");
      for (Fields tea :
          List.of(
              other.get("/conversations/tea"),
              other.page("/conversations").getFirst(),
              other.page("/users/alice/conversations").getFirst())) {
        assertThat(tea.object("participants").json().toText())
            .isEqualTo("{\"alice\":{\"access\":\"ReadWrite\",\"notify\":true}}");
      }
    }
  }

  @Test
  void messages_of_a_conversation_that_does_not_exist_are_not_found() throws Exception {
    assertThat(app.refused(404, "GET", "/conversations/none/messages", "").text("error"))
        .isEqualTo("NOT_FOUND");
  }

  private boolean unread(String conversation, String user) throws Exception {
    return app.get("/conversations/" + conversation)
        .object("participants")
        .object(user)
        .flag("isUnread");
  }
}
