package io.tertulia.testkit.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.backend.ConversationSnapshot;
import io.tertulia.backend.MessageSnapshot;
import io.tertulia.backend.SendMessageParams;
import io.tertulia.backend.SetConversationParams;
import io.tertulia.backend.TalkBackend;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What an application's own server finds.
@ExtendWith(TertuliaExtension.class)
class AppSearchTest {
  @Test
  void messages_are_found_in_all_conversations_however_many(People people) {
    people.conversation("tea", "alice");
    people.conversation("wine", "bob");
    TalkBackend backend = BackEnds.of(people);
    List<String> sent = new ArrayList<>();
    for (int batch = 0; batch < 15; batch++) {
      String where = batch % 2 == 0 ? "tea" : "wine";
      List<SendMessageParams> some = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        some.add(
            SendMessageParams.fromUser(where.equals("tea") ? "alice" : "bob", "Pizza no. " + i)
                .build());
      }
      backend.conversation(where).send(some).forEach(message -> sent.add(message.id()));
    }
    backend.conversation("tea").send("alice", "Soup");
    assertThat(backend.searchMessages("pizz").map(MessageSnapshot::id))
        .containsExactlyInAnyOrderElementsOf(sent);
    assertThat(backend.searchMessages("nothing")).isEmpty();
  }

  @Test
  void conversations_are_found_by_their_subjects(People people) {
    TalkBackend backend = BackEnds.of(people);
    backend
        .conversation("order")
        .set(SetConversationParams.builder().subject("Blue bicycle").build());
    backend.conversation("other").set(SetConversationParams.builder().subject("Boat").build());
    assertThat(backend.searchConversations("bicycle").map(ConversationSnapshot::id))
        .containsExactly("order");
  }
}
