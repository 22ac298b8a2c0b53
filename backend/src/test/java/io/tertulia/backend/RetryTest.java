package io.tertulia.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of calls when the server or the network does what it should not.
class RetryTest {
  private static final String SENT = "[{\"id\":\"msg_1\"}]";

  private final Stub server = new Stub();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void a_send_whose_answer_was_lost_is_repeated_under_the_same_key() {
    server.hangsUp().answers(503, "{\"code\":\"UNAVAILABLE\"}").answers(200, SENT);
    try (TalkBackend backend = server.backend()) {
      assertThat(backend.conversation("tea").send("alice", "Hi").id()).isEqualTo("msg_1");
    }
    assertThat(server.heard()).hasSize(3);
    Set<String> bodies = Set.copyOf(server.heard().stream().map(Stub.Heard::body).toList());
    assertThat(bodies).hasSize(1);
    assertThat(bodies.iterator().next())
        .matches(".*\"idempotencyKey\":\"[0-9a-f]{32}\".*")
        .contains("\"type\":\"UserMessage\"", "\"sender\":\"alice\"");
  }

  @Test
  void two_sends_have_two_keys_and_a_given_key_is_kept() {
    server.answers(200, SENT).answers(200, SENT).answers(200, SENT);
    try (TalkBackend backend = server.backend()) {
      backend.conversation("tea").sendSystemMessage("Hi");
      backend.conversation("tea").sendSystemMessage("Hi");
      backend
          .conversation("tea")
          .send(SendMessageParams.fromSystem("Hi").idempotencyKey("order-17").build());
    }
    assertThat(server.heard().get(0).body()).isNotEqualTo(server.heard().get(1).body());
    assertThat(server.heard().get(2).body()).contains("\"idempotencyKey\":\"order-17\"");
  }

  @Test
  void who_is_told_to_wait_waits_as_long() {
    server.answersLater(429, "7").answers(200, "{}");
    try (TalkBackend backend = server.backend()) {
      backend.conversation("tea").delete();
    }
    assertThat(server.pauses()).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void who_is_told_to_wait_too_long_is_told_at_once() {
    server.answersLater(429, "31");
    try (TalkBackend backend = server.backend()) {
      TalkException error = refused(() -> backend.conversation("tea").delete());
      assertThat(error.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
      assertThat(error.retryable()).isTrue();
    }
    assertThat(server.pauses()).isEmpty();
  }

  @Test
  void patience_ends() {
    for (int i = 0; i < 1000; i++) {
      server.answers(503, "{\"code\":\"UNAVAILABLE\",\"message\":\"busy\"}");
    }
    try (TalkBackend backend = server.backend()) {
      TalkException error = refused(() -> backend.user("alice").get());
      assertThat(error.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(error).hasMessageContaining("busy");
    }
    Duration waited = server.pauses().stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(waited).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
    assertThat(server.pauses()).allMatch(pause -> pause.toMillis() <= 5000);
  }

  @Test
  void what_is_wrong_is_not_repeated() {
    server
        .answers(
            400,
            "{\"error\":\"BAD_REQUEST\",\"code\":\"INVALID_ARGUMENT\",\"message\":\"bob: no name\","
                + "\"reasons\":{\"bob\":[\"no name\"],\"odd\":7}}")
        .answers(500, "{\"code\":\"INTERNAL\",\"message\":\"incident 7\"}")
        .answers(404, "not here")
        .answers(200, "<html>")
        .answers(302, "")
        .answers(401, "{\"code\":\"UNAUTHENTICATED\",\"message\":\"token\"}");
    try (TalkBackend backend = server.backend()) {
      TalkException first = refused(() -> backend.user("bob").get());
      assertThat(first.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
      assertThat(first.reasons()).containsEntry("bob", List.of("no name")).hasSize(1);
      assertThat(refused(() -> backend.user("bob").get()).code()).isEqualTo(ErrorCode.INTERNAL);
      TalkException elsewhere = refused(() -> backend.user("bob").get());
      assertThat(elsewhere.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
      assertThat(elsewhere).hasMessageContaining("404 not here");
      assertThat(refused(() -> backend.user("bob").get())).hasMessageContaining("<html>");
      assertThat(refused(() -> backend.user("bob").get()).code()).isEqualTo(ErrorCode.INTERNAL);
      TalkException stranger = refused(() -> backend.user("bob").get());
      assertThat(stranger.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
      assertThat(stranger.retryable()).isFalse();
    }
    assertThat(server.pauses()).isEmpty();
  }

  @Test
  void what_makes_something_new_each_time_is_made_once() {
    server.hangsUp().answersLater(429, "1").answers(200, "{}");
    Call call = Call.of("POST", Target.of("keys"), Json.object().build()).once();
    BackendOptions options = server.options().build();
    var world = new Surroundings(server, new java.util.Random(1), pause -> {});
    try (Line line = new Line(options, new Tokens("demo", "sk"), world)) {
      assertThat(refused(() -> line.make(call)).code()).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(server.heard()).hasSize(1);
      assertThat(Fields.of(line.make(call), "").json().members()).isEmpty();
    }
  }

  @Test
  void a_delete_whose_answer_was_lost_is_done() {
    server.hangsUp().answers(404, "{\"code\":\"NOT_FOUND\",\"message\":\"conversation: tea\"}");
    try (TalkBackend backend = server.backend()) {
      backend.conversation("tea").delete();
    }
    assertThat(server.heard()).hasSize(2);
  }

  @Test
  void what_is_not_there_is_empty_and_an_unknown_app_is_not() {
    server
        .answers(404, "{\"code\":\"NOT_FOUND\",\"message\":\"user: bob\"}")
        .answers(404, "{\"code\":\"UNKNOWN_APP\",\"message\":\"app: demo\"}");
    try (TalkBackend backend = server.backend()) {
      assertThat(backend.user("bob").get()).isEmpty();
      assertThat(refused(() -> backend.user("bob").get()).code()).isEqualTo(ErrorCode.UNKNOWN_APP);
    }
  }

  @Test
  void a_server_that_says_nothing_is_given_up() {
    server.hangs().answers(200, "{}");
    BackendOptions options = server.options().timeout(Duration.ofMillis(300)).build();
    try (TalkBackend backend = server.backend(options)) {
      backend.conversation("tea").delete();
    }
    assertThat(server.heard()).hasSize(2);
  }

  @Test
  void a_server_that_stops_in_the_middle_of_its_answer_is_given_up() {
    server
        .then(exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
        })
        .answers(200, "{}");
    BackendOptions options = server.options().timeout(Duration.ofMillis(300)).build();
    try (TalkBackend backend = server.backend(options)) {
      backend.conversation("tea").delete();
    }
    assertThat(server.heard()).hasSize(2);
  }

  @Test
  void an_answer_without_end_is_cut_off() {
    server.then(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      byte[] much = new byte[1 << 20];
      try (var body = exchange.getResponseBody()) {
        while (true) {
          body.write(much);
        }
      }
    });
    try (TalkBackend backend = server.backend(server.options().retryFor(Duration.ZERO).build())) {
      assertThat(refused(() -> backend.user("alice").get())).hasMessageContaining("too large");
    }
  }

  @Test
  void nobody_is_there() {
    BackendOptions options = server.options().retryFor(Duration.ofSeconds(1)).build();
    server.close();
    try (TalkBackend backend = server.backend(options)) {
      TalkException error = refused(() -> backend.user("alice").get());
      assertThat(error.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(error.retryable()).isTrue();
    }
    assertThat(server.pauses()).isNotEmpty();
  }

  @Test
  void after_the_end_nothing_is_asked() {
    TalkBackend backend = server.backend();
    backend.close();
    assertThat(refused(() -> backend.user("alice").get()).code())
        .isEqualTo(ErrorCode.SESSION_CLOSED);
    assertThat(server.heard()).isEmpty();
  }

  @Test
  void ids_may_hold_any_character_and_the_server_may_stand_below_a_path() {
    server.answers(200, "{}").answers(200, "{}");
    BackendOptions options =
        server.options().baseUri(java.net.URI.create(server.uri() + "/chat/")).build();
    try (TalkBackend backend = server.backend(options)) {
      backend.conversation("ä b/c?").message("m+1").addReaction("zoë", "👍");
      backend.conversation("tea").delete();
    }
    assertThat(server.heard().getFirst().path())
        .isEqualTo(
            "/chat/v1/demo/conversations/%C3%A4%20b%2Fc%3F/messages/m%2B1"
                + "/reactions/%F0%9F%91%8D/zo%C3%AB");
    assertThat(server.heard().getFirst().bearer()).startsWith("Bearer eyJ");
  }

  @Test
  void an_upload_reads_its_source_anew_and_closes_it() {
    List<InputStream> opened = new ArrayList<>();
    List<InputStream> closed = new ArrayList<>();
    server.hangsUp().answers(200, "{\"attachmentToken\":\"ft_1\"}");
    try (TalkBackend backend = server.backend()) {
      var token =
          backend.uploadFile(
              "plan.txt",
              () -> {
                InputStream bytes =
                    new ByteArrayInputStream("Tea is at five.".getBytes(UTF_8)) {
                      @Override
                      public void close() {
                        closed.add(this);
                      }
                    };
                opened.add(bytes);
                return bytes;
              });
      assertThat(token.value()).isEqualTo("ft_1");
    }
    assertThat(opened).hasSize(2);
    assertThat(closed).containsAll(opened);
    assertThat(server.heard())
        .allSatisfy(heard -> {
          assertThat(heard.path()).isEqualTo("/v1/demo/files?filename=plan.txt");
          assertThat(heard.type()).isEqualTo("application/octet-stream");
          assertThat(heard.body()).isEqualTo("Tea is at five.");
        });
  }

  @Test
  void a_source_that_cannot_be_read_is_told_as_such() {
    try (TalkBackend backend = server.backend()) {
      UncheckedIOException error =
          catchThrowableOfType(
              UncheckedIOException.class, () -> backend.uploadFile("a.txt", Wet::new));
      assertThat(error.getCause()).hasMessage("the disk is wet");
      assertThat(
              catchThrowableOfType(
                  UncheckedIOException.class,
                  () -> backend.uploadFile(java.nio.file.Path.of("/nowhere/a.txt"))))
          .isNotNull();
    }
  }

  private static TalkException refused(ThrowingCallable call) {
    TalkException error = catchThrowableOfType(TalkException.class, call);
    assertThat(error).isNotNull();
    return error;
  }

  /// A source that cannot be read.
  private static final class Wet extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("the disk is wet");
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return read();
    }
  }
}
