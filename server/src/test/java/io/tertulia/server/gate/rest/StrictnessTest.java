package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What looks like something it is not, and what is more than anybody needs.
class StrictnessTest {
  private static final String MESSAGES = "/conversations/tea/messages";

  private RestApp app;

  @BeforeEach
  void create() throws Exception {
    app = RestApp.create();
    app.users("alice", "bob");
    app.ok("PUT", "/conversations/tea", "{\"participants\":[\"alice\",\"bob\"]}");
  }

  @Test
  void one_name_a_thousand_times_is_one_name() throws Exception {
    String names = names(Collections.nCopies(5_000, "alice"));
    app.ok("PUT", "/conversations/tea", "{\"participants\":" + names + "}");
    app.ok(
        "POST",
        "/conversations/tea/notifications",
        "{\"channels\":[\"email\"],\"recipients\":" + names + "}");
    app.ok("POST", "/import" + MESSAGES, old(names));
    assertThat(app.get("/conversations/tea").object("participants").json().members())
        .containsOnlyKeys("alice", "bob");
  }

  @Test
  void more_names_than_a_conversation_has_room_for_are_not_looked_up() throws Exception {
    String names = names(IntStream.range(0, 1_001).mapToObj(i -> "u" + i).toList());
    Fields refused =
        app.refused(400, "PUT", "/conversations/tea", "{\"participants\":" + names + "}");
    assertThat(refused.text("code")).isEqualTo("LIMIT_EXCEEDED");
    assertThat(refused.text("message")).startsWith("participants: 1001");
    assertThat(
            app.refused(
                    400,
                    "POST",
                    "/conversations/tea/notifications",
                    "{\"channels\":[\"email\"],\"recipients\":" + names + "}")
                .text("message"))
        .startsWith("recipients: 1001");
    assertThat(app.refused(400, "POST", "/import" + MESSAGES, old(names)).text("message"))
        .contains("readBy: 1001");
    assertThat(app.page(MESSAGES)).isEmpty();
  }

  @Test
  void a_push_token_that_is_said_to_be_false_is_refused_and_registers_nothing() throws Exception {
    Fields refused = app.refused(400, "PUT", "/users/alice", "{\"pushTokens\":{\"fcm:a\":false}}");
    assertThat(refused.text("message")).startsWith("pushTokens.fcm:a: false");
    assertThat(app.get("/users/alice").object("pushTokens").json().members()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"content", "custom", "pushTokens"})
  void a_user_who_is_named_like_a_field_is_no_field(String name) throws Exception {
    app.refused(400, "PUT", "/users", "{\"" + name + "\":[]}");
    app.ok("PUT", "/users", "{\"" + name + "\":{\"name\":\"X\"}}");
    assertThat(app.get("/users/" + name).text("name")).isEqualTo("X");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"location\":[1,2]|location",
        "\"text\":\"a\",\"referencedMessageId\":\"m\"|referenced"
      })
  void a_system_message_is_no_place_and_no_answer(String content, String named) throws Exception {
    String body = "[{\"type\":\"SystemMessage\"," + content + "}]";
    assertThat(app.refused(400, "POST", MESSAGES, body).text("message")).contains(named);
    app.ok(
        "POST",
        MESSAGES,
        "[{\"type\":\"SystemMessage\",\"text\":\"a\",\"location\":[],\"content\":[]}]");
  }

  @Test
  void settings_of_mails_that_php_has_none_of_are_none() throws Exception {
    app.ok(
        "POST",
        "/conversations/tea/notifications",
        "{\"channels\":[\"sms\"],\"emailSettings\":[],\"smsSettings\":[]}");
  }

  private static String old(String readBy) {
    return "[{\"type\":\"UserMessage\",\"sender\":\"bob\",\"text\":\"a\",\"timestamp\":1500,\"readBy\":"
        + readBy
        + "}]";
  }

  private static String names(List<String> ids) {
    return ids.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
  }
}
