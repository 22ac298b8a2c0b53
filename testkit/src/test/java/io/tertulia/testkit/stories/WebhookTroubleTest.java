package io.tertulia.testkit.stories;

import static io.tertulia.testkit.stories.Hooks.json;
import static io.tertulia.testkit.stories.Hooks.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.testkit.Backend;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import io.tertulia.testkit.TestServer;
import io.tertulia.testkit.WebhookReceiver;
import io.tertulia.testkit.WebhookReceiver.Answer;
import io.tertulia.testkit.WebhookReceiver.Heard;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Receivers that are not as they should be, and settings that are not.
@ExtendWith(TertuliaExtension.class)
class WebhookTroubleTest {
  /// This machine, in all spellings that some program somewhere understands.
  private static final List<String> PRIVATE =
      List.of(
          "127.0.0.1",
          "127.1",
          "127.0.0.1.",
          "2130706433",
          "0x7f000001",
          "0x7f.0.0.1",
          "0.0.0.0",
          "0",
          "localhost",
          "LOCALHOST.",
          "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
          "１２７.0.0.1",
          "[::1]",
          "[::]",
          "[::127.0.0.1]",
          "[::ffff:127.0.0.1]",
          "[::ffff:7f00:1]",
          "[64:ff9b::7f00:1]");

  @Test
  void an_event_that_is_not_taken_comes_again_with_the_same_body_before_the_next(People people) {
    people.conversation("tea", "alice");
    WebhookReceiver receiver = receiver(people);
    receiver.answer(
        event -> receiver.heard().size() < 3 ? WebhookReceiver.FAIL : WebhookReceiver.TAKE);
    String hook = Hooks.create(people.backend(), receiver, "message.sent");
    send(people.backend(), "tea", "alice", "one");
    send(people.backend(), "tea", "alice", "two");
    receiver.awaitEvents(2);
    List<Heard> all = receiver.heard();
    assertThat(all).hasSize(5);
    assertThat(all.subList(0, 4).stream().map(Heard::body).distinct()).hasSize(1);
    assertThat(all.getFirst().body()).contains("\"text\":\"one\"");
    assertThat(all.getLast().body()).contains("\"text\":\"two\"");
    Set<String> proofs =
        all.subList(0, 4).stream()
            .map(one -> one.headers().get("x-talkjs-timestamp"))
            .collect(Collectors.toSet());
    assertThat(proofs).hasSizeGreaterThan(1);
    Fields state = Hooks.awaitState(people.backend(), hook, one -> one.integer("pending") == 0);
    assertThat(state.integer("failures")).isZero();
    assertThat(state.text("lastError")).isEqualTo("status 500");
    assertThat(state.isNull("nextAttemptAt")).isTrue();
  }

  @Test
  void a_dead_receiver_delays_neither_other_webhooks_nor_other_apps(
      People people, TestServer server) {
    people.conversation("tea", "alice");
    WebhookReceiver dead = receiver(people);
    dead.answer(event -> Answer.Silence.HANG);
    String hook = Hooks.create(people.backend(), dead);
    WebhookReceiver alive = receiver(people);
    Hooks.create(people.backend(), alive);
    try (People others = server.newApp()) {
      WebhookReceiver elsewhere = receiver(people);
      Hooks.create(others.backend(), elsewhere);
      for (int i = 0; i < 50; i++) {
        send(people.backend(), "tea", "alice", "m" + i);
      }
      others.create("zoe");
      alive.awaitEvents(50);
      elsewhere.awaitEvents(1);
    }
    Fields state = Hooks.awaitState(people.backend(), hook, one -> one.integer("failures") > 0);
    assertThat(state.integer("pending")).isEqualTo(50);
    assertThat(state.text("lastError")).endsWith("Exception");
    assertThat(state.isNull("lastSuccessAt")).isTrue();
    dead.answer(event -> WebhookReceiver.TAKE);
    List<Heard> late = dead.awaitEvents(50);
    assertThat(late.stream().map(Heard::body))
        .containsExactlyElementsOf(
            WebhookReceiver.once(alive.heard()).stream().map(Heard::body).toList());
  }

  @Test
  void one_event_that_is_never_taken_holds_up_its_own_conversation_alone(People people) {
    people.conversation("bad", "alice");
    people.conversation("good", "alice");
    WebhookReceiver receiver = receiver(people);
    receiver.answer(
        event -> event.body().contains("poison") ? WebhookReceiver.FAIL : WebhookReceiver.TAKE);
    String hook = Hooks.create(people.backend(), receiver, "message.sent");
    send(people.backend(), "bad", "alice", "poison");
    send(people.backend(), "bad", "alice", "behind it");
    for (int i = 0; i < 30; i++) {
      send(people.backend(), "good", "alice", "m" + i);
    }
    receiver.awaitEvents(31);
    Fields state = Hooks.awaitState(people.backend(), hook, one -> one.integer("pending") == 2);
    assertThat(state.integer("cursor")).isZero();
    receiver.answer(event -> WebhookReceiver.TAKE);
    assertThat(receiver.awaitEvents(32).getLast().body()).contains("behind it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"301", "302", "307", "404", "410"})
  void another_status_takes_nothing_and_a_redirect_is_not_followed(String status, People people) {
    WebhookReceiver target = receiver(people);
    WebhookReceiver receiver = receiver(people);
    receiver.answer(event ->
        new Answer.Says(
            "HTTP/1.1 %s Away\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
                .formatted(status, target.url())));
    String hook = Hooks.create(people.backend(), receiver, "user.created");
    people.create("alice");
    Fields state = Hooks.awaitState(people.backend(), hook, one -> one.integer("failures") > 1);
    assertThat(state.text("lastError")).isEqualTo("status " + status);
    assertThat(target.heard()).isEmpty();
  }

  @Test
  void any_answer_of_200_to_299_takes_it_however_long_its_body_is(People people) {
    WebhookReceiver receiver = receiver(people);
    receiver.answer(event ->
        new Answer.Says(
            "HTTP/1.1 299 Fine\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(1_000_000)));
    String hook = Hooks.create(people.backend(), receiver, "user.created");
    people.create("alice", "bob");
    receiver.awaitEvents(2);
    Fields state = Hooks.awaitState(people.backend(), hook, one -> one.integer("pending") == 0);
    // A machine that is busy may need longer than the second that there is.
    String error = state.textOrNull("lastError");
    assertThat(error == null || error.matches("SocketTimeout.*|InterruptedIO.*"))
        .as(error)
        .isTrue();
  }

  @Test
  void what_was_told_is_told_again_from_where_one_goes_back_to(People people) {
    WebhookReceiver receiver = receiver(people);
    String hook = Hooks.create(people.backend(), receiver, "user.created");
    people.create("a", "b", "c", "d");
    List<String> first = receiver.awaitEvents(4).stream().map(Heard::body).toList();
    long cursor =
        Hooks.awaitState(people.backend(), hook, one -> one.integer("pending") == 0)
            .integer("cursor");
    people.backend().post(json("{'after':" + (cursor - 3) + "}"), "webhooks", hook, "replay");
    List<Heard> again = receiver.awaitUntil(all -> all.size() == 7);
    assertThat(again.subList(4, 7).stream().map(Heard::body))
        .containsExactlyInAnyOrderElementsOf(first.subList(1, 4));
    people.backend().post(json("{'since':0}"), "webhooks", hook, "replay").orThrow();
    receiver.awaitUntil(all -> all.size() == 11);
    people.backend().post(json("{'since':99999999999999}"), "webhooks", hook, "replay").orThrow();
    people.create("e");
    assertThat(receiver.awaitUntil(all -> all.size() == 12).getLast().body()).contains("\"e\"");
    assertThat(people.backend().post(json("{}"), "webhooks", hook, "replay").status())
        .isEqualTo(400);
  }

  @Test
  void addresses_that_are_not_public_are_not_called(People people) {
    WebhookReceiver receiver = receiver(people);
    try (TestServer careful =
            TestServer.start(config -> config.with(config.webhooks().withPrivateAddresses(false)));
        People inside = careful.newApp()) {
      for (String host : PRIVATE) {
        String url = "http://" + host + ":" + receiver.port() + "/";
        String hook = Hooks.create(inside.backend(), url, "user.created");
        inside.create("of " + host);
        Fields state = Hooks.awaitState(inside.backend(), hook, one -> one.integer("failures") > 0);
        // Java takes some spellings for no address at all.
        assertThat(state.text("lastError"))
            .as(host)
            .isIn("AddressBlockedException", "UnknownHostException", "InterruptedIOException");
        inside.backend().delete("webhooks", hook).orThrow();
      }
    }
    assertThat(receiver.heard()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'url':'ftp://example.com/'} | url: no such address (expected: http or https,
          {'url':'https://me:pw@example.com/'} | url: no such address (expected: http or https,
          {'url':'https://example.com/#x'} | url: no such address (expected: http or https,
          {'url':'example.com'} | url: no such address (expected: http or https,
          {'url':5} | url: an integer (expected: a string)
          {'url':'https://example.com/','events':['message.send']} | events[0]: message.send (expected: message.sent)
          {'url':'https://example.com/','events':[]} | events: none (expected: one or more, or null for all)
          {'url':'https://example.com/','event':[]} | event: unknown (expected: events)
          """)
  void a_mistake_is_refused_by_its_path(String body, String message, People people) {
    Backend.Answer answer = people.backend().post(json(body), "webhooks");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(Fields.of(answer.body(), "").text("message")).startsWith(message.strip());
    assertThat(people.backend().get("webhooks").body().toText()).isEqualTo("{\"data\":[]}");
  }

  @Test
  void a_webhook_is_made_changed_switched_off_and_removed(People people) {
    Backend backend = people.backend();
    WebhookReceiver receiver = receiver(people);
    String hook = Hooks.create(backend, receiver, "user.created", "notification.link.clicked");
    assertThat(Hooks.state(backend, hook).texts("events"))
        .containsExactly("user.created", "notification.link.clicked");
    backend.put(json("{'enabled':false}"), "webhooks", hook).orThrow();
    people.create("alice");
    assertThat(backend.get("events").body().toText()).startsWith("{\"data\":[],");
    backend.put(json("{'enabled':true,'events':null}"), "webhooks", hook).orThrow();
    people.create("bob");
    assertThat(receiver.awaitEvents(1).getFirst().body()).contains("\"Bob\"");
    assertThat(Hooks.state(backend, hook).isNull("events")).isTrue();
    backend.delete("webhooks", hook).orThrow();
    assertThat(backend.get("webhooks", hook).status()).isEqualTo(404);
    assertThat(backend.delete("webhooks", hook).status()).isEqualTo(404);
    people.create("carol");
    assertThat(Fields.of(backend.get("events").body(), "").list("data", (event, path) -> event))
        .hasSize(1);
  }

  @Test
  void one_webhook_more_than_an_app_may_have_is_refused(People people) {
    IntStream.range(0, 20).forEach(i -> Hooks.create(people.backend(), "https://example.com/" + i));
    Backend.Answer answer =
        people.backend().post(json("{'url':'https://example.com/'}"), "webhooks");
    assertThat(Fields.of(answer.body(), "").text("code")).isEqualTo("LIMIT_EXCEEDED");
  }

  private static WebhookReceiver receiver(People people) {
    WebhookReceiver receiver = WebhookReceiver.start(0);
    people.whenOver(receiver::close);
    return receiver;
  }
}
