package io.tertulia.testkit.stories;

import static io.tertulia.testkit.stories.Hooks.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import io.tertulia.testkit.WebhookReceiver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What can be seen of the events that a webhook is told.
@ExtendWith(TertuliaExtension.class)
class WebhookEventsTest {
  @Test
  void an_event_that_is_not_taken_is_shown_with_its_failures_and_later_as_over(People people) {
    people.conversation("tea", "alice");
    people.conversation("cake", "alice");
    WebhookReceiver receiver = WebhookReceiver.start(0);
    people.whenOver(receiver::close);
    AtomicBoolean isWell = new AtomicBoolean();
    receiver.answer(event ->
        isWell.get() || !event.body().contains("bad")
            ? WebhookReceiver.TAKE
            : WebhookReceiver.FAIL);
    String hook = Hooks.create(people.backend(), receiver, "message.sent");
    send(people.backend(), "tea", "alice", "bad");
    send(people.backend(), "tea", "alice", "behind it");
    Hooks.awaitState(people.backend(), hook, state -> state.integer("failures") > 0);
    send(people.backend(), "cake", "alice", "good");
    List<Fields> waiting = events(people, hook, "?waiting=true").objects("data", one -> one);
    assertThat(waiting.getLast().text("conversationId")).isEqualTo("tea");
    assertThat(waiting.getLast().text("type")).isEqualTo("message.sent");
    assertThat(waiting.getLast().integer("failures")).isPositive();
    assertThat(waiting.getLast().text("lastError")).isEqualTo("status 500");
    assertThat(waiting.getLast().integer("nextAttemptAt")).isPositive();
    Fields behind = waiting.get(waiting.size() - 2);
    assertThat(behind.integer("failures")).isZero();
    assertThat(behind.isNull("lastError")).isTrue();
    isWell.set(true);
    receiver.awaitUntil(all -> all.stream().anyMatch(one -> one.body().contains("behind it")));
    Hooks.awaitState(people.backend(), hook, state -> state.integer("pending") == 0);
    assertThat(events(people, hook, "?waiting=true").objects("data", one -> one)).isEmpty();
    assertThat(events(people, hook).objects("data", one -> one))
        .hasSize(3)
        .allMatch(one -> !one.flag("waiting") && one.integer("failures") == 0);
  }

  @Test
  void events_are_told_from_both_ends_page_by_page(People people) {
    people.conversation("tea", "alice");
    String hook = Hooks.create(people.backend(), (String) null, "message.sent");
    Hooks.create(people.backend(), (String) null);
    for (int i = 0; i < 5; i++) {
      send(people.backend(), "tea", "alice", "message " + i);
      people.backend().put(Hooks.json("{'name':'Alice " + i + "'}"), "users", "alice").orThrow();
    }
    List<Long> all =
        LongStream.rangeClosed(1, 10).filter(sequence -> sequence % 2 == 1).boxed().toList();
    assertThat(walk(people, hook, "after", "0")).isEqualTo(all);
    assertThat(walk(people, hook, "before", "")).isEqualTo(all.reversed());
    assertThat(sequences(events(people, hook, "?after=3&limit=1"))).containsExactly(5L);
    assertThat(sequences(events(people, hook, "?before=3"))).containsExactly(1L);
    people.backend().post(Hooks.json("{'after':5}"), "webhooks", hook, "replay").orThrow();
    assertThat(sequences(events(people, hook, "?waiting=true"))).containsExactly(9L, 7L);
    for (String wrong :
        List.of(
            "?before=x",
            "?after=-1",
            "?waiting=maybe",
            "?limit=0",
            "?limit=101",
            "?before=3&after=3")) {
      assertThat(people.backend().get("webhooks", hook, "events", wrong).status())
          .as(wrong)
          .isEqualTo(400);
    }
    assertThat(people.backend().get("webhooks", "nobody", "events").status()).isEqualTo(404);
  }

  /// All sequences, two a page.
  private static List<Long> walk(People people, String hook, String way, String from) {
    List<Long> found = new ArrayList<>();
    String next = from;
    while (next != null) {
      Fields page = events(people, hook, "?limit=2&" + way + "=" + next);
      found.addAll(sequences(page));
      next = page.isNull("next") ? null : Long.toString(page.integer("next"));
    }
    return found;
  }

  private static List<Long> sequences(Fields page) {
    return page.objects("data", one -> one.integer("sequence"));
  }

  private static Fields events(People people, String hook, String... query) {
    String[] path =
        Stream.concat(Stream.of("webhooks", hook, "events"), Stream.of(query))
            .toArray(String[]::new);
    return Fields.of(people.backend().get(path).orThrow().body(), "");
  }
}
