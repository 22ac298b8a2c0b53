package io.tertulia.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import io.tertulia.server.gate.RawLine.End;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever strangers send: they are told why, and nobody else notices.
class GarbageTest {
  private static Server server;

  private String app;
  private RawLine bystander;
  private Counted counted;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.with(UnaryOperator.identity());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() throws Exception {
    counted = new Counted(server);
    app = TestServer.openApp(server);
    bystander = RawLine.welcomed(server, app, "bystander");
  }

  @AfterEach
  void the_bystander_is_still_answered() throws Exception {
    bystander.send(new ClientFrame.Ask(99, new Query.GetUser("nobody")));
    assertThat(bystander.receive(ServerFrame.Answer.class).id()).isEqualTo(99);
    bystander.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "nonsense", "{\"a\":1,\"a\":2}", "{}{}", "\u0000"})
  void what_is_no_json_ends_the_line(String text) throws Exception {
    try (var line = RawLine.welcomed(server, app, "alice")) {
      line.text(text);
      assertEnd(line.end(), ErrorCode.INVALID_ARGUMENT, 1007, "malformed");
    }
    try (var line = RawLine.open(server, app)) {
      line.text(text);
      assertEnd(line.end(), ErrorCode.INVALID_ARGUMENT, 1007, "malformed");
    }
  }

  @Test
  void text_that_is_no_utf_8_ends_the_line() throws Exception {
    try (var line = RawLine.welcomed(server, app, "alice")) {
      line.frame(0x81, new byte[] {'"', (byte) 0xff, (byte) 0xfe, '"'});
      assertEnd(line.end(), ErrorCode.INVALID_ARGUMENT, 1007, "malformed");
    }
  }

  @Test
  void json_that_nests_too_deep_ends_the_line() throws Exception {
    try (var line = RawLine.welcomed(server, app, "alice")) {
      line.text("[".repeat(100_000));
      assertEnd(line.end(), ErrorCode.INVALID_ARGUMENT, 1007, "malformed");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":4}",
        "{\"id\":4,\"type\":\"nobody knows\"}",
        "{\"id\":4,\"type\":\"do\"}",
        "{\"id\":4,\"type\":\"do\",\"command\":{\"type\":\"setUser\"}}",
        "{\"id\":4,\"type\":\"ask\",\"query\":[]}",
        "{\"id\":4,\"type\":\"followConversation\"}",
        "{\"id\":4,\"type\":\"followInbox\",\"more\":-1}",
      })
  void a_frame_that_is_none_is_refused_under_its_id(String text) throws Exception {
    try (var line = RawLine.welcomed(server, app, "alice")) {
      line.text(text);
      var refused = line.receive(ServerFrame.Refused.class);
      assertThat(refused.id()).isEqualTo(4);
      assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
      assertThat(counted.refused("INVALID_ARGUMENT")).isEqualTo(1);
      assertThat(counted.of("tertulia_frames_malformed_total")).isLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "1", "null", "{\"type\":7}", "{\"type\":\"hello\",\"userId\":\"alice\"}"})
  void a_frame_without_an_id_is_refused_without_one(String text) throws Exception {
    try (var line = RawLine.welcomed(server, app, "alice")) {
      line.text(text);
      assertThat(line.receive(ServerFrame.Refused.class).id()).isNull();
      assertThat(counted.refused("INVALID_ARGUMENT")).isEqualTo(1);
    }
  }

  @Test
  void the_tenth_malformed_frame_in_a_row_ends_the_line() throws Exception {
    try (var line = RawLine.welcomed(server, app, "alice")) {
      for (int i = 0; i < 9; i++) {
        line.text("[]");
      }
      line.send(new ClientFrame.Ask(1, new Query.GetUser("nobody")));
      for (int i = 0; i < 9; i++) {
        line.receive(ServerFrame.Refused.class);
      }
      line.receive(ServerFrame.Answer.class);
      for (int i = 0; i < 10; i++) {
        line.text("[]");
      }
      assertThat(counted.of("tertulia_frames_malformed_total")).isGreaterThanOrEqualTo(9);
      assertEnd(line.end(), ErrorCode.INVALID_ARGUMENT, 1008, "violation");
    }
  }

  @Test
  void what_comes_in_one_text_behind_ten_malformed_frames_is_not_carried_out() throws Exception {
    try (var line = RawLine.welcomed(server, app, "alice");
        var other = RawLine.welcomed(server, app, "bob")) {
      String late =
          """
          {"type":"do","id":1,"command":{"type":"setUser","userId":"alice","mode":"upsert",
           "patch":{"name":"Alice"}}}\
          """;
      line.text("[[],1,null,{},[[]],\"\",2,3,4,5," + late + "]");
      for (int i = 0; i < 9; i++) {
        line.receive(ServerFrame.Refused.class);
      }
      assertEnd(line.end(), ErrorCode.INVALID_ARGUMENT, 1008, "violation");
      other.send(new ClientFrame.Ask(2, new Query.GetUser("alice")));
      assertThat(other.receive(ServerFrame.Answer.class).put()).isEmpty();
    }
  }

  @Test
  void binary_frames_end_the_line() throws Exception {
    try (var line = RawLine.welcomed(server, app, "alice")) {
      line.frame(0x82, new byte[] {1, 2, 3});
      assertEnd(line.end(), ErrorCode.INVALID_ARGUMENT, 1003, "binary");
    }
  }

  @Test
  void a_frame_that_is_too_large_ends_the_line() throws Exception {
    try (var line = RawLine.welcomed(server, app, "alice")) {
      line.text("\"" + "x".repeat(1 << 20) + "\"");
      assertEnd(line.end(), ErrorCode.LIMIT_EXCEEDED, 1009, "too_large");
    }
    try (var line = RawLine.welcomed(server, app, "alice")) {
      line.frame(0x01, new byte[700_000]);
      line.frame(0x80, new byte[700_000]);
      assertEnd(line.end(), ErrorCode.LIMIT_EXCEEDED, 1009, "too_large");
    }
  }

  @Test
  void a_stranger_may_not_send_a_large_frame() throws Exception {
    try (var line = RawLine.open(server, app)) {
      line.text("\"" + "x".repeat(20_000) + "\"");
      assertEnd(line.end(), ErrorCode.LIMIT_EXCEEDED, 1009, "too_large");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x83, 0x8b, 0xc1, 0x80, 0x09})
  void what_is_no_websocket_ends_the_line(int first) throws Exception {
    try (var line = RawLine.welcomed(server, app, "alice")) {
      line.frame(first, new byte[] {1});
      assertEnd(line.end(), ErrorCode.INVALID_ARGUMENT, 1002, "protocol_error");
    }
  }

  @Test
  void an_unmasked_frame_ends_the_line() throws Exception {
    try (var line = RawLine.welcomed(server, app, "alice")) {
      line.bytes(new byte[] {(byte) 0x81, 2, '{', '}'});
      assertEnd(line.end(), ErrorCode.INVALID_ARGUMENT, 1002, "protocol_error");
    }
  }

  @Test
  void the_first_frame_must_be_a_hello() throws Exception {
    try (var line = RawLine.open(server, app)) {
      line.send(new ClientFrame.Ask(1, new Query.GetUser("alice")));
      assertEnd(line.end(), ErrorCode.UNAUTHENTICATED, 1008, "no_hello");
    }
    try (var line = RawLine.open(server, app)) {
      line.text("{\"type\":\"hello\"}");
      assertEnd(line.end(), ErrorCode.INVALID_ARGUMENT, 1008, "violation");
    }
  }

  @Test
  void an_app_that_does_not_exist_is_unknown() throws Exception {
    assertEnd(hello("nowhere", "alice", null), ErrorCode.UNKNOWN_APP, 1008, "UNKNOWN_APP");
  }

  @Test
  void a_user_id_that_can_be_none_ends_the_line() throws Exception {
    assertEnd(hello(app, "", null), ErrorCode.INVALID_ARGUMENT, 1008, "INVALID_ARGUMENT");
    assertEnd(
        hello(app, "x".repeat(256), null), ErrorCode.INVALID_ARGUMENT, 1008, "INVALID_ARGUMENT");
    assertEnd(hello(app, "a\nb", null), ErrorCode.INVALID_ARGUMENT, 1008, "INVALID_ARGUMENT");
  }

  @Test
  void a_token_that_is_missing_wrong_or_over_ends_the_line() throws Exception {
    var strict = TestServer.app(server, AppSettings.DEFAULT);
    String id = strict.app().id();
    assertEnd(hello(id, "alice", null), ErrorCode.UNAUTHENTICATED, 1008, "UNAUTHENTICATED");
    assertEnd(hello(id, "alice", "nonsense"), ErrorCode.UNAUTHENTICATED, 1008, "UNAUTHENTICATED");
    String bob = Tokens.user(strict.key(), id, "bob", null);
    assertEnd(hello(id, "alice", bob), ErrorCode.UNAUTHENTICATED, 1008, "UNAUTHENTICATED");
    String admin = Tokens.app(strict.key(), id, null);
    assertEnd(hello(id, "alice", admin), ErrorCode.UNAUTHENTICATED, 1008, "UNAUTHENTICATED");
    String over = Tokens.user(strict.key(), id, "alice", Instant.EPOCH);
    assertEnd(hello(id, "alice", over), ErrorCode.TOKEN_EXPIRED, 1008, "TOKEN_EXPIRED");
  }

  @Test
  void a_token_of_another_app_or_with_changed_claims_ends_the_line() throws Exception {
    var strict = TestServer.app(server, AppSettings.DEFAULT);
    String id = strict.app().id();
    var other = TestServer.app(server, AppSettings.DEFAULT);
    String foreign = Tokens.user(other.key(), other.app().id(), "alice", null);
    assertEnd(hello(id, "alice", foreign), ErrorCode.UNAUTHENTICATED, 1008, "UNAUTHENTICATED");
    String forged = Tokens.user(other.key(), id, "alice", null);
    assertEnd(hello(id, "alice", forged), ErrorCode.UNAUTHENTICATED, 1008, "UNAUTHENTICATED");
    String[] alice = Tokens.user(strict.key(), id, "alice", null).split("\\.", -1);
    String[] bob = Tokens.user(strict.key(), id, "bob", null).split("\\.", -1);
    String tampered = alice[0] + "." + bob[1] + "." + alice[2];
    assertEnd(hello(id, "bob", tampered), ErrorCode.UNAUTHENTICATED, 1008, "UNAUTHENTICATED");
  }

  @Test
  void a_frame_of_ten_megabytes_ends_the_line_before_it_is_read() throws Exception {
    try (var line = RawLine.welcomed(server, app, "alice")) {
      line.bytes(
          new byte[] {(byte) 0x81, (byte) 0xff, 0, 0, 0, 0, 0, (byte) 0xa0, 0, 0, 1, 2, 3, 4});
      assertEnd(line.end(), ErrorCode.LIMIT_EXCEEDED, 1009, "too_large");
    }
  }

  @Test
  void a_client_that_is_cut_off_in_the_middle_is_forgotten() throws Exception {
    var line = RawLine.welcomed(server, app, "alice");
    line.bytes(new byte[] {(byte) 0x81, (byte) 0xfe, 1});
    line.close();
  }

  private End hello(String appId, String user, String token) throws IOException {
    try (var line = RawLine.open(server, appId)) {
      line.send(new ClientFrame.Hello(user, token, new String(new char[3])));
      return line.end();
    }
  }

  private void assertEnd(End end, ErrorCode code, int status, String reason) {
    assertThat(end.code()).as(end.message()).isEqualTo(code);
    assertThat(end.status()).isEqualTo(status);
    assertThat(end.message()).isNotBlank();
    assertThat(counted.ends(reason)).as("counted as " + reason).isPositive();
    assertThat(end.message().getBytes(StandardCharsets.UTF_8).length).isLessThan(1000);
  }
}
