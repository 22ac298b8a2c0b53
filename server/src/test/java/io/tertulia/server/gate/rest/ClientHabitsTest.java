package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What clients of the original send, byte by byte, and what they need to be answered. Nobody may
/// have to change a client to use it here.
class ClientHabitsTest {
  private static final String JSON = "Content-Type: application/json\n";

  private RestApp app;

  @BeforeEach
  void create() throws Exception {
    app = RestApp.create();
    app.users("alice", "bob");
    app.ok("PUT", "/conversations/tea", "{\"participants\":[\"alice\",\"bob\"]}");
  }

  @Test
  void a_node_client_puts_without_a_body_and_without_a_content_type() throws Exception {
    String head = "Accept: application/json\nAccept-Encoding: gzip, deflate\nContent-Length: 0\n";
    done(say("PUT /conversations/tea/participants/bob", head, ""));
    done(say("PATCH /conversations/tea/participants/bob", head, ""));
    done(say("POST /conversations/tea/readBy/bob", head, ""));
  }

  @Test
  void a_node_client_encodes_a_filter_twice_and_finds_data() throws Exception {
    app.ok("PUT", "/conversations/tea", "{\"custom\":{\"a\":\"b\"}}");
    app.ok("PUT", "/conversations/other", "{}");
    String twice =
        "%257B%2522custom%2522%253A%257B%2522a%2522%253A%255B%2522%253D%253D%2522%252C"
            + "%2522b%2522%255D%257D%257D";
    Said page = say("GET /conversations?limit=5&filter=" + twice, "Accept: application/json\n", "");
    assertThat(page.ids()).containsExactly("tea");
  }

  @Test
  void a_node_client_edits_by_post_and_lists_by_a_get_with_an_array_as_its_body() throws Exception {
    String id = app.say("tea", "alice", "Hi");
    done(say("POST /conversations/tea/messages/" + id, JSON, "{\"text\":\"Ho\"}"));
    Said page =
        say(
            "GET /conversations/tea/messages",
            JSON,
            "[{\"type\":\"UserMessage\",\"sender\":\"alice\",\"text\":\"no\"}]");
    assertThat(page.texts()).containsExactly("Ho");
  }

  @Test
  void a_ruby_client_sends_an_empty_object_with_everything() throws Exception {
    assertThat(say("GET /users?limit=2", JSON, "{}").ids()).hasSize(2);
    assertThat(say("GET /users/alice/conversations", JSON, "{}").ids()).containsExactly("tea");
    done(say("DELETE /conversations/tea/participants/bob", JSON, "{}"));
    done(say("DELETE /conversations/tea/participants/bob", JSON, "{}"));
  }

  @Test
  void a_php_client_writes_slashes_at_the_end_and_empty_maps_as_arrays() throws Exception {
    assertThat(say("GET /users/", JSON, "").ids()).hasSize(2);
    assertThat(say("GET /users/alice/conversations/", JSON, "").ids()).containsExactly("tea");
    done(say("PUT /users/alice", JSON, "{\"custom\":[],\"role\":\"whatever\"}"));
    done(say("PUT /conversations/tea/", JSON, "{\"custom\":[]}"));
    done(say("PUT /conversations/tea/participants/bob", JSON + "Content-Length: 0\n", ""));
    done(say("PATCH /conversations/tea/participants/bob", JSON + "Content-Length: 0\n", ""));
    done(say("POST /conversations/tea/readBy/bob", JSON + "Content-Length: 0\n", ""));
    for (String text : List.of("first", "second")) {
      say(
          "POST /conversations/tea/messages",
          JSON,
          "[{\"type\":\"SystemMessage\",\"text\":\"" + text + "\",\"custom\":[]}]");
    }
    Said page = say("GET /conversations/tea/messages?limit=50", JSON, "");
    assertThat(page.texts()).containsExactly("second", "first");
    assertThat(page.body().objects("data", one -> one.json().members().keySet()).getFirst())
        .contains("senderId", "attachment", "location", "readBy", "origin", "createdAt");
    say("DELETE /conversations/tea/participants/alice", JSON, "");
    say("DELETE /conversations/tea/participants/bob", JSON, "");
    Fields empty = say("GET /conversations/tea", JSON, "").body();
    assertThat(empty.object("participants").json().members()).isEmpty();
    assertThat(empty.json().members()).containsKeys("topicId", "welcomeMessages");
  }

  @Test
  void a_go_client_sends_null_for_what_nobody_gave() throws Exception {
    done(
        say(
            "PUT /conversations/new",
            JSON,
            """
            {"participants":null,"subject":null,"welcomeMessages":null,"custom":null,"photoUrl":null}
            """));
    Said here =
        say(
            "POST /presences",
            JSON,
            """
            {"includeBackgroundSessions":null,"selectedConversationId":null,"hasFocus":null,
             "isTyping":null,"userIds":null}
            """);
    assertThat(here.body().object("data").json().members()).isEmpty();
  }

  @Test
  void a_back_end_that_takes_nothing_but_200_and_404_asks_for_a_users_conversations()
      throws Exception {
    assertThat(say("GET /users/alice/conversations", "", "").ids()).containsExactly("tea");
    Said nobody = say("GET /users/nobody/conversations", "", "");
    assertThat(nobody.status()).isEqualTo(404);
    assertThat(nobody.body().has("data")).isFalse();
  }

  @Test
  void an_example_deletes_before_it_creates() throws Exception {
    assertThat(say("DELETE /conversations/again", JSON, "").status()).isEqualTo(404);
    done(say("PUT /conversations/again", JSON, "{\"participants\":[\"alice\"]}"));
    done(say("DELETE /conversations/again", "", ""));
    done(say("PUT /conversations/again", JSON, "{}"));
  }

  @Test
  void a_script_makes_somebody_anonymous_by_nulls() throws Exception {
    String id = app.say("tea", "alice", "Hi");
    done(
        say(
            "PUT /users/alice",
            JSON,
            """
            {"id":"alice","name":"[DELETED]","email":null,"phone":null,"custom":null,
             "welcomeMessage":null,"photoUrl":null,"role":null,"availabilityText":null,
             "locale":null}
            """));
    done(
        say(
            "PUT /conversations/tea",
            JSON,
            """
            {"id":"tea","participants":["alice"],"subject":"[DELETED]","photoUrl":null,
             "custom":null,"welcomeMessages":null}
            """));
    done(
        say(
            "PUT /conversations/tea/messages/" + id,
            JSON,
            "{\"custom\":null,\"text\":\"[DELETED]\"}"));
  }

  @Test
  void a_script_that_moves_an_app_brings_a_hundred_messages_as_they_were_told() throws Exception {
    done(
        say(
            "PUT /conversations/tea/participants/bob",
            JSON,
            "{\"access\":\"ReadWrite\",\"notify\":\"MentionsOnly\"}"));
    List<String> messages = new ArrayList<>();
    messages.add("{\"type\":\"SystemMessage\",\"createdAt\":1577836800000,\"content\":[%s]}");
    for (int i = 1; i < 100; i++) {
      messages.add(
          "{\"type\":\"UserMessage\",\"createdAt\":%d,\"sender\":\"alice\",\"content\":[%%s]}"
              .formatted(1_577_836_800_000L + i));
    }
    String block =
        "{\"type\":\"text\",\"children\":[\"Hi \",{\"type\":\"bold\",\"children\":[\"you\"]}]}";
    String all = String.join(",", messages).replace("%s", block);
    Said brought = say("POST /import/conversations/tea/messages", JSON, "[" + all + "]");
    assertThat(((Json.Arr) brought.json()).items()).hasSize(100);
    Said page = say("GET /conversations/tea/messages?limit=100", JSON, "");
    assertThat(page.body().objects("data", one -> one.text("type")).getLast())
        .isEqualTo("SystemMessage");
    assertThat(page.body().objects("data", one -> one.textOr("senderId", "")))
        .hasSize(100)
        .startsWith("alice")
        .endsWith("");
    app.refused(
        400,
        "POST",
        "/import/conversations/tea/messages",
        "[" + all + "," + messages.getFirst().formatted(block) + "]");
  }

  @Test
  void a_script_that_moves_an_app_sets_read_marks_with_the_participation() throws Exception {
    app.say("tea", "alice", "Hi");
    assertThat(unread("bob")).isTrue();
    String soon = "{\"access\":\"Read\",\"readUntil\":\"soon\"}";
    app.refused(400, "PATCH", "/conversations/tea/participants/bob", soon);
    assertThat(access("bob")).isEqualTo("ReadWrite");
    long now = app.page("/conversations/tea/messages").getFirst().integer("createdAt");
    done(
        say(
            "PATCH /conversations/tea/participants/bob",
            JSON,
            "{\"access\":\"Read\",\"readUntil\":" + now + "}"));
    assertThat(unread("bob")).isFalse();
    assertThat(access("bob")).isEqualTo("Read");
    app.refused(404, "PATCH", "/conversations/tea/participants/eve", "{\"readUntil\":1}");
  }

  @Test
  void a_script_that_moves_an_app_uploads_a_form_and_sends_what_it_is_told() throws Exception {
    String form =
        """
        --b
        Content-Disposition: form-data; name="file"; filename="a.ogg"
        Content-Type: audio/ogg

        OggS
        --b
        Content-Disposition: form-data; name="filename"

        a.ogg
        --b
        Content-Disposition: form-data; name="subtype"

        voice
        --b--
        """
            .replace("\n", "\r\n");
    Said uploaded = say("POST /files", "Content-Type: multipart/form-data;boundary=b\n", form);
    String token = uploaded.body().text("fileToken");
    assertThat(uploaded.body().text("attachmentToken")).isEqualTo(token);
    assertThat(app.get("/files/" + token).text("subtype")).isEqualTo("voice");
    String old =
        "[{\"type\":\"UserMessage\",\"createdAt\":1577836800000,\"sender\":\"alice\","
            + "\"content\":[{\"type\":\"file\",\"fileToken\":\""
            + token
            + "\"}]}]";
    assertThat(say("POST /import/conversations/tea/messages", JSON, old).status()).isEqualTo(200);
    assertThat(app.page("/conversations/tea/messages").getFirst().has("attachment")).isTrue();
  }

  @Test
  void a_script_that_moves_an_app_asks_who_reacted() throws Exception {
    String reaction =
        "/conversations/tea/messages/" + app.say("tea", "alice", "Hi") + "/reactions/%F0%9F%91%8D";
    done(say("PUT " + reaction + "/bob", JSON, "{}"));
    done(say("PUT " + reaction + "/alice", JSON, "{}"));
    Said both = say("GET " + reaction + "?limit=100", JSON, "");
    assertThat(both.users()).containsExactly("bob", "alice");
    assertThat(say("GET " + reaction + "?limit=1", JSON, "").users()).containsExactly("bob");
    assertThat(say("GET " + reaction + "?startingAfter=bob", JSON, "").users())
        .containsExactly("alice");
    app.refused(400, "GET", reaction.replaceAll("[^/]+$", "ok"), "");
    app.refused(400, "GET", reaction.substring(reaction.indexOf('/')) + "?startingAfter=eve", "");
    app.refused(404, "GET", reaction.replaceAll("messages/[^/]+", "messages/none"), "");
    app.refused(404, "GET", reaction.replace("/tea/", "/none/"), "");
  }

  private boolean unread(String user) throws Exception {
    return participant(user).flag("isUnread");
  }

  private String access(String user) throws Exception {
    return participant(user).text("access");
  }

  private Fields participant(String user) throws Exception {
    return app.get("/conversations/tea").object("participants").object(user);
  }

  private static void done(Said said) {
    assertThat(said.status()).as(said.text()).isEqualTo(200);
    assertThat(said.text()).isEqualTo("{}");
  }

  private Said say(String call, String headers, String body) throws Exception {
    return Said.to(app, call, headers, body);
  }
}
