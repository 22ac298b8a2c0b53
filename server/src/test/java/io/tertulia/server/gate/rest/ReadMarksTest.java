package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How far somebody has read, as the app's back end says.
class ReadMarksTest {
  private static final String TEA = "/conversations/tea";

  private RestApp app;

  @BeforeEach
  void create() throws Exception {
    app = RestApp.create();
    app.users("alice", "bob", "eve");
    app.ok("PUT", TEA, "{\"participants\":[\"alice\",\"bob\"]}");
  }

  @Test
  void a_back_end_marks_everything_as_read_for_a_user() throws Exception {
    String first = app.say("tea", "alice", "Tea?");
    String second = app.say("tea", "alice", "Hello?");
    assertThat(readers(first)).isEqualTo("[]");
    assertThat(app.ok("POST", TEA + "/readBy/bob").toText()).isEqualTo("{}");
    assertThat(readers(first)).isEqualTo("[bob]");
    assertThat(readers(second)).isEqualTo("[bob]");
    assertThat(bob().flag("isUnread")).isFalse();
    long read = bob().integer("readUntil");
    app.ok("POST", TEA + "/readBy/bob/", "{}");
    assertThat(bob().integer("readUntil")).isGreaterThanOrEqualTo(read);
    Fields alice = app.get(TEA).object("participants").object("alice");
    assertThat(app.get(TEA).integer("everyoneReadUntil")).isEqualTo(alice.integer("readUntil"));
  }

  @Test
  void a_back_end_sets_a_mark_forth_and_back() throws Exception {
    String first = app.say("tea", "alice", "Tea?");
    String second = app.say("tea", "alice", "Hello?");
    long sent = app.get(TEA + "/messages/" + first).integer("createdAt");
    mark("\"sent\"");
    assertThat(readers(second)).isEqualTo("[bob]");
    mark(Long.toString(sent));
    assertThat(bob().integer("readUntil")).isEqualTo(sent);
    assertThat(bob().flag("isUnread")).isTrue();
    assertThat(app.get(TEA).integer("everyoneReadUntil")).isEqualTo(sent);
    assertThat(readers(first)).isEqualTo("[bob]");
    assertThat(readers(second)).isEqualTo("[]");
    assertThat(app.page("/users/bob/conversations").getFirst().integer("unreadMessageCount"))
        .isEqualTo(1);
    mark("0");
    assertThat(app.page("/users/bob/conversations").getFirst().integer("unreadMessageCount"))
        .isEqualTo(2);
  }

  @Test
  void what_is_sent_later_is_unread_however_late_a_mark_is_set() throws Exception {
    mark("9000000000000");
    String later = app.say("tea", "alice", "Tea?");
    assertThat(readers(later)).isEqualTo("[]");
    assertThat(bob().flag("isUnread")).isTrue();
    assertThat(app.get(TEA + "/messages/" + later).integer("createdAt"))
        .isGreaterThan(bob().integer("readUntil"));
  }

  @Test
  void who_takes_no_part_has_read_nothing() throws Exception {
    app.ok("PATCH", TEA + "/participants/bob", "{\"access\":\"None\"}");
    for (String user : new String[] {"bob", "eve", "nobody"}) {
      app.refused(404, "POST", TEA + "/readBy/" + user, "");
      app.refused(404, "PATCH", "/users/" + user + TEA, "{\"readUntil\":\"sent\"}");
    }
    app.refused(404, "POST", "/conversations/none/readBy/alice", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"readUntil\":null}",
        "{\"readUntil\":\"now\"}",
        "{\"readUntil\":-1}",
        "{\"readUntil\":1.5}",
        "[]",
      })
  void what_is_no_time_is_refused(String body) throws Exception {
    app.refused(400, "PATCH", "/users/bob" + TEA, body);
  }

  private void mark(String until) throws Exception {
    assertThat(app.ok("PATCH", "/users/bob" + TEA, "{\"readUntil\":" + until + "}").toText())
        .isEqualTo("{}");
  }

  private Fields bob() throws Exception {
    return app.get(TEA).object("participants").object("bob");
  }

  private String readers(String message) throws Exception {
    return app.get(TEA + "/messages/" + message).texts("readBy").toString();
  }
}
