package io.tertulia.testkit.stories;

import static io.tertulia.testkit.stories.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.ConversationSnapshot;
import io.tertulia.client.CreateUserParams;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.SendTextMessageParams;
import io.tertulia.client.SingleReactionSnapshot;
import io.tertulia.client.TalkException;
import io.tertulia.client.TalkSession;
import io.tertulia.client.UserSnapshot;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.ListRecorder;
import io.tertulia.testkit.People;
import io.tertulia.testkit.Recorder;
import io.tertulia.testkit.Scissors;
import io.tertulia.testkit.TertuliaExtension;
import io.tertulia.testkit.WebhookReceiver;
import io.tertulia.testkit.WebhookReceiver.Heard;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What others see when somebody is erased, and what is left for who was.
@ExtendWith(TertuliaExtension.class)
class ErasedTest {
  private static final String THUMB = "\uD83D\uDC4D";

  @Test
  void those_who_look_on_see_messages_reactions_and_the_participant_go(People people) {
    people.conversation("tea", "alice", "bob", "zoe");
    TalkSession alice = people.session("alice");
    TalkSession zoe = people.session("zoe");
    var question = alice.conversation("tea").send("Who comes?").join();
    var answer =
        zoe.conversation("tea")
            .send(SendTextMessageParams.builder("I do").replyTo(question.id()).build())
            .join();
    alice
        .conversation("tea")
        .send(SendTextMessageParams.builder("Fine").replyTo(answer.id()).build())
        .join();
    zoe.conversation("tea").message(question.id()).reactions(THUMB).add().join();
    var messages = new ListRecorder<MessageSnapshot>();
    var reactions = new ListRecorder<SingleReactionSnapshot>();
    var seen = new Recorder<Optional<UserSnapshot>>();
    var list = new ListRecorder<ConversationSnapshot>();
    alice.conversation("tea").subscribeMessages(messages);
    alice.conversation("tea").message(question.id()).reactions(THUMB).subscribe(reactions);
    alice.user("zoe").subscribe(user -> seen.accept(Optional.ofNullable(user)));
    alice.subscribeConversations(list);
    messages.awaitUntil(page -> page.items().size() == 3);
    reactions.awaitUntil(page -> page.items().size() == 1);
    seen.awaitUntil(Optional::isPresent);
    list.awaitUntil(page -> page.items().size() == 1);

    people.backend().delete("users", "zoe").orThrow();

    List<MessageSnapshot> left = messages.awaitUntil(page -> page.items().size() == 2).items();
    assertThat(left).extracting(MessageSnapshot::plaintext).containsExactly("Fine", "Who comes?");
    messages.awaitUntil(page -> page.items().getFirst().referencedMessage() == null);
    reactions.awaitUntil(page -> page.items().isEmpty());
    seen.awaitUntil(Optional::isEmpty);
    assertThat(alice.conversation("tea").participant("zoe").get().join()).isEmpty();
    assertThat(list.all().getLast().items()).hasSize(1);
  }

  @Test
  void who_was_away_meanwhile_sees_what_everybody_sees(People people) {
    people.conversation("tea", "alice", "zoe");
    Scissors scissors = people.scissors();
    TalkSession alice = people.session("alice", scissors);
    for (int i = 0; i < 5; i++) {
      Hooks.send(people.backend(), "tea", "alice", "own " + i);
      Hooks.send(people.backend(), "tea", "zoe", "hers " + i);
    }
    var messages = new ListRecorder<MessageSnapshot>();
    alice.conversation("tea").subscribeMessages(messages);
    messages.awaitUntil(page -> page.items().size() == 10);
    scissors.refuse();
    scissors.cut();
    people.backend().delete("users", "zoe").orThrow();
    scissors.heal();
    assertThat(messages.awaitUntil(page -> page.items().size() == 5).items())
        .extracting(MessageSnapshot::plaintext)
        .containsExactly("own 4", "own 3", "own 2", "own 1", "own 0");
  }

  @Test
  void the_session_of_who_is_erased_ends_and_says_why(People people) {
    people.conversation("tea", "alice", "zoe");
    TalkSession zoe = people.session("zoe");
    var errors = new Recorder<TalkException>();
    zoe.onError(errors);
    var messages = new ListRecorder<MessageSnapshot>();
    zoe.conversation("tea").subscribeMessages(messages);
    messages.next();
    people.backend().delete("users", "zoe").orThrow();
    TalkException error = errors.next();
    assertThat(error.code()).isEqualTo(ErrorCode.SESSION_CLOSED);
    assertThat(error).hasMessageContaining("erased");
    assertRefused(zoe.conversation("tea").send("I am back"), ErrorCode.SESSION_CLOSED);
  }

  @Test
  void whoever_comes_next_under_the_id_has_nothing_of_who_was_erased(People people) {
    people.conversation("tea", "alice", "zoe");
    people
        .backend()
        .put(Hooks.json("{'custom':{'k':'v'},'role':'boss'}"), "users", "zoe")
        .orThrow();
    TalkSession alice = people.session("alice");
    var seen = new Recorder<Optional<UserSnapshot>>();
    alice.user("zoe").subscribe(user -> seen.accept(Optional.ofNullable(user)));
    seen.awaitUntil(zoe -> zoe.isPresent() && zoe.get().role().equals("boss"));
    people.backend().delete("users", "zoe").orThrow();
    seen.awaitUntil(Optional::isEmpty);

    TalkSession zoe = people.device("zoe");
    assertThat(zoe.currentUser().get().join()).isEmpty();
    assertRefused(zoe.conversation("tea").send("hello"), ErrorCode.NOT_FOUND);
    zoe.currentUser().createIfNotExists(CreateUserParams.builder("Zoe II").build()).join();
    UserSnapshot next = seen.awaitUntil(Optional::isPresent).orElseThrow();
    assertThat(next.name()).isEqualTo("Zoe II");
    assertThat(next.custom()).isEmpty();
    assertThat(next.role()).isEqualTo("default");
    assertThat(zoe.conversation("tea").get().join()).isEmpty();
    assertRefused(zoe.conversation("tea").send("hello"), ErrorCode.NOT_PARTICIPANT);
  }

  @Test
  void a_receiver_that_was_down_hears_of_others_in_their_order_and_nothing_of_who_was_erased(
      People people) {
    people.conversation("tea", "alice", "zoe");
    WebhookReceiver receiver = WebhookReceiver.start(0);
    people.whenOver(receiver::close);
    receiver.answer(event -> WebhookReceiver.FAIL);
    String hook = Hooks.create(people.backend(), receiver, "message.sent");
    for (int i = 0; i < 30; i++) {
      Hooks.send(people.backend(), "tea", i % 3 == 0 ? "alice" : "zoe", "m" + i);
    }
    Hooks.awaitState(people.backend(), hook, state -> state.integer("failures") > 0);
    people.backend().delete("users", "zoe").orThrow();
    int before = receiver.heard().size();
    receiver.answer(event -> WebhookReceiver.TAKE);
    Hooks.send(people.backend(), "tea", "alice", "last");
    Hooks.awaitState(people.backend(), hook, state -> state.integer("pending") == 0);
    List<Heard> heard = receiver.heard();
    List<String> told =
        WebhookReceiver.once(heard.subList(before, heard.size())).stream()
            .map(event -> event.body().replaceAll(".*\"text\":\"(\\w+)\".*", "$1"))
            .toList();
    assertThat(told)
        .containsSubsequence("m3", "m6", "m9", "m12", "m15", "m18", "m21", "m24", "m27", "last")
        .hasSizeBetween(10, 11);
    assertThat(heard.subList(before + 1, heard.size()))
        .noneMatch(event -> event.body().contains("\"zoe\""));
  }

  @Test
  void nothing_of_a_deleted_app_is_told(People people) {
    people.conversation("tea", "alice");
    WebhookReceiver receiver = WebhookReceiver.start(0);
    people.whenOver(receiver::close);
    receiver.answer(event -> WebhookReceiver.FAIL);
    String hook = Hooks.create(people.backend(), receiver, "message.sent");
    for (int i = 0; i < 50; i++) {
      Hooks.send(people.backend(), "tea", "alice", "m" + i);
    }
    Hooks.awaitState(people.backend(), hook, state -> state.integer("failures") > 1);
    TalkSession alice = people.session("alice");
    var errors = new Recorder<TalkException>();
    alice.onError(errors);
    var messages = new ListRecorder<MessageSnapshot>();
    alice.conversation("tea").subscribeMessages(messages);
    messages.next();

    people.server().delete(people.appId());

    assertThat(errors.next().code()).isEqualTo(ErrorCode.UNKNOWN_APP);
    int before = receiver.heard().size();
    receiver.answer(event -> WebhookReceiver.TAKE);
    // By then the courier has looked at its lines many times.
    try (People others = people.server().newApp()) {
      WebhookReceiver elsewhere = WebhookReceiver.start(0);
      others.whenOver(elsewhere::close);
      Hooks.create(others.backend(), elsewhere);
      for (int i = 0; i < 20; i++) {
        others.backend().put(Json.object().put("name", "n").build(), "users", "u" + i).orThrow();
        elsewhere.awaitEvents(i + 1);
      }
    }
    assertThat(receiver.heard().size() - before).isLessThanOrEqualTo(1);
  }
}
