package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Old messages that a back end brings.
class ImportTest {
  private static final String IMPORT = "/import/conversations/tea/messages";
  private static final String MESSAGES = "/conversations/tea/messages";

  private RestApp app;

  @BeforeEach
  void create() throws Exception {
    app = RestApp.create();
    app.users("alice", "bob", "eve");
    app.ok("PUT", "/conversations/tea", "{\"participants\":[\"alice\",\"bob\"]}");
  }

  @Test
  void old_messages_go_where_they_belong_in_any_order() throws Exception {
    String live = app.say("tea", "alice", "now");
    Json.Arr sent =
        (Json.Arr)
            app.ok(
                "POST",
                IMPORT,
                """
                [{"type":"UserMessage","sender":"alice","text":"three","timestamp":1500000000003,"readBy":[]},
                 {"type":"UserMessage","sender":"bob","text":"one","createdAt":1500000000001,"readBy":[],
                  "custom":{"a":"1"}},
                 {"type":"UserMessage","sender":"alice","text":"two","timestamp":1500000000002,"readBy":[]}]
                """);
    List<String> ids = sent.items().stream().map(id -> Fields.of(id, "").text("id")).toList();
    assertThat(app.ids(MESSAGES)).containsExactly(live, ids.get(0), ids.get(2), ids.get(1));
    Fields one = app.get(MESSAGES + "/" + ids.get(1));
    assertThat(one.text("origin")).isEqualTo("import");
    assertThat(one.integer("createdAt")).isEqualTo(1500000000001L);
    assertThat(one.text("senderId")).isEqualTo("bob");
    assertThat(one.textMap("custom")).containsKey("a");
    assertThat(app.get("/conversations/tea").object("lastMessage").text("id")).isEqualTo(live);
  }

  @Test
  void messages_of_one_time_stand_in_the_order_in_which_they_came() throws Exception {
    String one = "{\"type\":\"UserMessage\",\"sender\":\"bob\",\"text\":\"a\",\"timestamp\":1500}";
    Json.Arr sent = (Json.Arr) app.ok("POST", IMPORT, "[" + one + "," + one + "]");
    assertThat(app.ids(MESSAGES))
        .containsExactly(
            Fields.of(sent.items().get(1), "").text("id"),
            Fields.of(sent.items().get(0), "").text("id"));
  }

  @Test
  void who_has_read_a_message_has_read_up_to_it_and_nobody_unreads() throws Exception {
    app.ok(
        "POST",
        "/history/old",
        "{\"entries\":[{\"type\":\"joined\",\"at\":1000,\"userId\":\"alice\"}]}");
    app.ok("PUT", "/conversations/tea/participants/eve", "");
    long before = readUntil("alice");
    app.ok(
        "POST",
        IMPORT,
        """
        [{"type":"UserMessage","sender":"bob","text":"a","timestamp":1500,"readBy":["alice"]}]
        """);
    assertThat(readUntil("alice")).isEqualTo(before);
    long later = before + 3_600_000;
    app.ok(
        "POST",
        IMPORT,
        """
        [{"type":"UserMessage","sender":"bob","text":"a","timestamp":%d,"readBy":["alice"]}]
        """
            .formatted(later));
    assertThat(readUntil("alice")).isEqualTo(later);
    assertThat(readUntil("eve")).isLessThan(later);
    assertThat(app.page(MESSAGES).getFirst().texts("readBy")).containsExactly("alice");
  }

  @Test
  void a_message_with_an_idempotency_key_is_brought_once_and_without_one_each_time()
      throws Exception {
    String keyed =
        "[{\"type\":\"UserMessage\",\"sender\":\"bob\",\"text\":\"\",\"timestamp\":1500,"
            + "\"idempotencyKey\":\"k\"}]";
    assertThat(app.ok("POST", IMPORT, keyed)).isEqualTo(app.ok("POST", IMPORT, keyed));
    String plain = keyed.replace(",\"idempotencyKey\":\"k\"", "");
    app.ok("POST", "/import/conversation/tea/messages", plain);
    app.ok("POST", "/import/conversation/tea/messages/", plain);
    assertThat(app.ids(MESSAGES)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"SystemMessage\",\"text\":\"a\",\"sender\":\"alice\",\"timestamp\":1}",
        "{\"type\":\"UserMessage\",\"text\":\"a\",\"timestamp\":1}",
        "{\"type\":\"UserMessage\",\"sender\":\"eve\",\"text\":\"a\",\"timestamp\":1}",
        "{\"type\":\"UserMessage\",\"sender\":\"nobody\",\"text\":\"a\",\"timestamp\":1}",
        "{\"type\":\"UserMessage\",\"sender\":\"bob\",\"text\":\"a\"}",
        "{\"type\":\"UserMessage\",\"sender\":\"bob\",\"text\":\"a\",\"timestamp\":-1}",
        "{\"type\":\"UserMessage\",\"sender\":\"bob\",\"text\":\"a\",\"timestamp\":9000000000000000}",
        "{\"type\":\"UserMessage\",\"sender\":\"bob\",\"timestamp\":1}",
        "{\"type\":\"UserMessage\",\"sender\":\"bob\",\"text\":\"a\",\"timestamp\":1,\"readBy\":[\"eve\"]}",
        "{\"type\":\"UserMessage\",\"sender\":\"bob\",\"attachmentToken\":\"ft_x\",\"timestamp\":1}",
      })
  void a_wrong_one_is_refused_with_all_others(String wrong) throws Exception {
    String good = "{\"type\":\"UserMessage\",\"sender\":\"bob\",\"text\":\"a\",\"timestamp\":1}";
    app.refused(400, "POST", IMPORT, "[" + good + "," + wrong + "]");
    assertThat(app.page(MESSAGES)).isEmpty();
    app.refused(404, "POST", "/import/conversations/none/messages", "[" + good + "]");
  }

  @Test
  void history_without_entries_makes_no_conversation() throws Exception {
    app.refused(400, "POST", "/history/empty", "");
    app.refused(404, "GET", "/conversations/empty", "");
  }

  private long readUntil(String user) throws Exception {
    return app.get("/conversations/tea").object("participants").object(user).integer("readUntil");
  }
}
