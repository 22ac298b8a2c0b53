package io.tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.SendTextMessageParams;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TertuliaExtension.class)
class BackendTest {
  @Test
  void a_page_of_messages_holds_what_was_asked_for_and_not_what_it_refers_to(People people) {
    people.conversation("lunch", "alice");
    ConversationRef lunch = people.session("alice").conversation("lunch");
    var first = lunch.send("first").join();
    lunch.send("second").join();
    lunch.send(SendTextMessageParams.builder("third").replyTo(first).build()).join();
    lunch.send("fourth").join();
    Json page =
        people.backend().get("conversations", "lunch", "messages", "?limit=3").orThrow().body();
    assertThat(Fields.of(page, "").objects("data", message -> message.text("text")))
        .containsExactly("fourth", "third", "second");
  }

  @Test
  void segments_of_a_path_may_hold_anything(People people, Backend backend) {
    people.create("a/b ?ü|^[");
    Json user = backend.get("users", "a/b ?ü|^[").orThrow().body();
    assertThat(Fields.of(user, "").text("id")).isEqualTo("a/b ?ü|^[");
  }

  @Test
  void a_refused_call_says_why(Backend backend) {
    Backend.Answer answer = backend.get("users", "nobody");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.isDone()).isFalse();
  }
}
