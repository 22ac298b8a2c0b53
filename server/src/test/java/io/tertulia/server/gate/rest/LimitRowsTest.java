package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Json;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Sizes and counts: as much as is allowed is taken, one more is not.
class LimitRowsTest {
  private static final String USER = "/users/alice";
  private static final String TEA = "/conversations/tea";
  private static final String MESSAGES = TEA + "/messages";

  private RestApp app;

  /// A limit.
  ///
  /// @param most how many are allowed
  /// @param path of a call with so many
  /// @param body of that call
  record Row(
      String name, int most, String method, IntFunction<String> path, IntFunction<String> body) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeEach
  void create() throws Exception {
    app = RestApp.create();
    app.users("alice");
    app.ok("PUT", TEA, "{\"participants\":[\"alice\"]}");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void one_more_than_allowed_is_refused(Row row) throws Exception {
    app.refused(400, row.method, row.path.apply(row.most + 1), row.body.apply(row.most + 1));
    app.ok(row.method, row.path.apply(row.most), row.body.apply(row.most));
  }

  @Test
  void a_body_of_more_than_a_mebibyte_is_refused_and_one_of_that_is_read() throws Exception {
    String blanks = " ".repeat((1 << 20) - 2);
    app.ok("PUT", USER, "{" + blanks + "}");
    assertThat(app.send("PUT", USER, "{" + blanks + " }").statusCode()).isEqualTo(413);
  }

  private static Stream<Row> rows() {
    return Stream.of(
        body("name", 255, USER, n -> "{\"name\":\"" + "x".repeat(n) + "\"}"),
        body("subject", 255, TEA, n -> "{\"subject\":\"" + "x".repeat(n) + "\"}"),
        body(
            "welcome messages",
            20,
            TEA,
            n -> "{\"welcomeMessages\":" + list(n, i -> "\"a\"") + "}"),
        body("e-mail", 10, USER, n -> "{\"email\":" + list(n, i -> "\"a@b.test\"") + "}"),
        body("phone", 10, USER, n -> "{\"phone\":" + list(n, i -> "\"+49\"") + "}"),
        body(
            "push tokens",
            20,
            USER,
            n -> "{\"pushTokens\":" + map(n, i -> "fcm:" + i, "true") + "}"),
        body("custom keys", 100, USER, n -> custom(map(n, i -> "k" + i, "\"v\""))),
        body("custom key", 255, USER, n -> custom(map(1, i -> "k".repeat(n), "\"v\""))),
        body("custom value", 10_000, TEA, n -> custom(map(1, i -> "k", text(n)))),
        body(
            "custom in all",
            65_536,
            USER,
            n -> custom(map(8, i -> "k" + i, text(n / 8 - 2 + n % 8)))),
        body("users", 100, "/users", n -> map(n, i -> "u" + i, "{\"name\":\"U\"}")),
        call("POST", "text", 10_000, MESSAGES, n -> "[" + said(text(n), "") + "]"),
        call("POST", "messages", 10, MESSAGES, n -> list(n, i -> said("\"a\"", ""))),
        call(
            "POST",
            "idempotency key",
            255,
            MESSAGES,
            n -> "[" + said("\"a\"", ",\"idempotencyKey\":" + text(n)) + "]"),
        call(
            "POST",
            "old messages",
            100,
            "/import" + MESSAGES,
            n -> list(n, i -> said("\"a\"", ",\"timestamp\":" + i))),
        call("POST", "batch", 10, "/batch", n -> list(n, i -> "[" + i + ",\"GET\",\"/users\"]")),
        call(
            "POST",
            "presences",
            100,
            "/presences",
            n -> "{\"userIds\":" + list(n, i -> "\"u" + i + "\"") + "}"),
        new Row(
            "id", 255, "PUT", n -> "/users/" + "%F0%9F%98%80".repeat(n), n -> "{\"name\":\"U\"}"),
        new Row("page of users", 100, "GET", n -> "/users?limit=" + n, n -> ""),
        new Row("page of conversations", 100, "GET", n -> "/conversations?limit=" + n, n -> ""),
        new Row("page of messages", 100, "GET", n -> MESSAGES + "?limit=" + n, n -> ""));
  }

  @Test
  void one_more_emoji_than_allowed_is_refused() throws Exception {
    String message = MESSAGES + "/" + app.say("tea", "alice", "Hi") + "/reactions/";
    for (int i = 0; i < 50; i++) {
      app.ok("PUT", message + ":e" + i + ":/alice");
    }
    app.refused(400, "PUT", message + ":e50:/alice", "");
    app.ok("PUT", message + ":e49:/alice");
    app.ok("DELETE", message + ":e0:/alice");
    app.refused(400, "PUT", message + ":" + "e".repeat(49) + ":/alice", "");
    app.ok("PUT", message + ":" + "e".repeat(48) + ":/alice");
  }

  private static Row body(String name, int most, String path, IntFunction<String> body) {
    return call("PUT", name, most, path, body);
  }

  private static Row call(
      String method, String name, int most, String path, IntFunction<String> body) {
    return new Row(name, most, method, n -> path, body);
  }

  private static String said(String text, String more) {
    return "{\"type\":\"UserMessage\",\"sender\":\"alice\",\"text\":" + text + more + "}";
  }

  private static String custom(String map) {
    return "{\"custom\":" + map + "}";
  }

  private static String text(int length) {
    return Json.of("x".repeat(length)).toText();
  }

  private static String list(int count, IntFunction<String> item) {
    return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(",", "[", "]"));
  }

  private static String map(int count, IntFunction<String> key, String value) {
    return IntStream.range(0, count)
        .mapToObj(i -> Map.entry(key.apply(i), value))
        .map(entry -> Json.of(entry.getKey()).toText() + ":" + entry.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
