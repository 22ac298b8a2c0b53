package io.tertulia.testkit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.ConversationSnapshot;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.ListRecorder;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What those who look see of messages that the back end brings from earlier times.
@ExtendWith(TertuliaExtension.class)
class OldMessagesTest {
  @Test
  void old_messages_appear_where_they_belong_before_the_eyes_of_those_who_look(People people) {
    ConversationRef lunch = people.session("alice").conversation("lunch");
    lunch.createIfNotExists().join();
    lunch.send("now").join();
    var seen = new ListRecorder<MessageSnapshot>();
    lunch.subscribeMessages(seen);
    assertThat(texts(seen.next())).containsExactly("now");
    var listed = new ListRecorder<ConversationSnapshot>();
    people.session("alice").subscribeConversations(listed);
    assertThat(listed.next().first().lastMessage().plaintext()).isEqualTo("now");

    bring(people, old("third", 3_000), old("first", 1_000));
    assertThat(texts(seen.next())).containsExactly("now", "third", "first");
    bring(people, old("second", 2_000));
    assertThat(texts(seen.next())).containsExactly("now", "third", "second", "first");
    lunch.send("later").join();
    assertThat(texts(seen.next())).containsExactly("later", "now", "third", "second", "first");
  }

  private static void bring(People people, Json... messages) {
    people
        .backend()
        .post(new Json.Arr(List.of(messages)), "import", "conversations", "lunch", "messages")
        .orThrow();
  }

  private static Json old(String text, long at) {
    return Json.object()
        .put("type", "UserMessage")
        .put("sender", "alice")
        .put("text", text)
        .put("timestamp", at)
        .build();
  }

  private static List<String> texts(ListRecorder.Page<MessageSnapshot> page) {
    return page.items().stream().map(MessageSnapshot::plaintext).toList();
  }
}
