package io.tertulia.testkit.stories;

import static io.tertulia.testkit.stories.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.CreateParticipantParams;
import io.tertulia.client.FewTyping;
import io.tertulia.client.ManyTyping;
import io.tertulia.client.SetUserParams;
import io.tertulia.client.TypingSnapshot;
import io.tertulia.client.UserSnapshot;
import io.tertulia.protocol.Access;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.People;
import io.tertulia.testkit.Recorder;
import io.tertulia.testkit.Scissors;
import io.tertulia.testkit.TertuliaExtension;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TertuliaExtension.class)
class TypingTest {
  private static final FewTyping NOBODY = new FewTyping(List.of());

  private final Recorder<@Nullable TypingSnapshot> seen = new Recorder<>();

  @Test
  void others_see_who_types_until_the_message_is_there(People people) {
    ConversationRef alices = watched(people);
    assertThat(seen.next()).isEqualTo(NOBODY);
    alices.markAsTyping().join();
    assertThat(names(seen.next())).containsExactly("Alice");
    alices.send("done").join();
    assertThat(seen.next()).isEqualTo(NOBODY);
  }

  @Test
  void whoever_says_no_more_types_no_more_after_ten_seconds(People people) {
    watched(people).markAsTyping().join();
    seen.awaitUntil(types("Alice"));
    assertThat(seen.next()).isEqualTo(NOBODY);
  }

  @Test
  void a_message_by_the_backend_in_that_name_ends_typing(People people) {
    watched(people).markAsTyping().join();
    seen.awaitUntil(types("Alice"));
    var message = Json.object().put("text", "sent elsewhere").put("type", "UserMessage");
    message.put("sender", "alice");
    people
        .backend()
        .post(new Json.Arr(List.of(message.build())), "conversations", "room", "messages")
        .orThrow();
    seen.awaitUntil(NOBODY::equals);
  }

  @Test
  void nobody_sees_oneself_typing_also_not_from_another_device(People people) {
    ConversationRef alices = watched(people);
    people.device("bob").conversation("room").markAsTyping().join();
    people.session("bob").conversation("room").markAsTyping().join();
    alices.markAsTyping().join();
    seen.awaitUntil(types("Alice"));
    assertThat(seen.all()).hasSize(2);
  }

  @Test
  void five_others_are_few_and_six_are_many(People people) {
    watched(people);
    String[] crowd = IntStream.range(0, 6).mapToObj(i -> "p" + i).toArray(String[]::new);
    people.conversation("room", crowd);
    for (int i = 0; i < 5; i++) {
      people.session(crowd[i]).conversation("room").markAsTyping().join();
    }
    seen.awaitUntil(now -> now instanceof FewTyping few && few.users().size() == 5);
    people.session(crowd[5]).conversation("room").markAsTyping().join();
    seen.awaitUntil(ManyTyping.class::isInstance);
    people.session(crowd[0]).conversation("room").send("one").join();
    seen.awaitUntil(types("P1", "P2", "P3", "P4", "P5"));
  }

  @Test
  void who_types_and_changes_the_name_is_seen_under_the_new_one(People people) {
    watched(people).markAsTyping().join();
    seen.awaitUntil(types("Alice"));
    people.session("alice").currentUser().set(SetUserParams.builder().name("Al").build()).join();
    seen.awaitUntil(types("Al"));
  }

  @Test
  void whoever_leaves_types_no_more_and_sees_nothing(People people) {
    ConversationRef alices = watched(people);
    alices.markAsTyping().join();
    seen.awaitUntil(types("Alice"));
    var alicesView = new Recorder<@Nullable TypingSnapshot>();
    alices.subscribeTyping(alicesView);
    alicesView.awaitUntil(NOBODY::equals);
    alices.participant("alice").delete().join();
    seen.awaitUntil(NOBODY::equals);
    assertThat(alicesView.next()).isNull();
    alices.createIfNotExists().join();
    assertThat(alicesView.next()).isEqualTo(NOBODY);
  }

  @Test
  void typing_is_seen_again_behind_a_cut(People people, Scissors scissors) {
    people.conversation("room", "alice", "bob");
    people.session("bob", scissors).conversation("room").subscribeTyping(seen);
    assertThat(seen.next()).isEqualTo(NOBODY);
    scissors.cut();
    scissors.refuse();
    people.session("alice").conversation("room").markAsTyping().join();
    scissors.accept();
    seen.awaitUntil(types("Alice"));
  }

  @Test
  void only_who_may_write_there_may_type(People people) {
    people.conversation("room", "alice");
    people.create("carol");
    ConversationRef carols = people.session("carol").conversation("room");
    assertRefused(carols.markAsTyping(), ErrorCode.NOT_PARTICIPANT);
    people
        .session("alice")
        .conversation("room")
        .participant("carol")
        .createIfNotExists(CreateParticipantParams.builder().access(Access.READ).build())
        .join();
    assertRefused(carols.markAsTyping(), ErrorCode.PERMISSION_DENIED);
  }

  /// Bob looks at the room; the room as Alice has it.
  private ConversationRef watched(People people) {
    people.conversation("room", "alice", "bob");
    people.session("bob").conversation("room").subscribeTyping(seen).connected().join();
    return people.session("alice").conversation("room");
  }

  private static Predicate<@Nullable TypingSnapshot> types(String... names) {
    return now -> now instanceof FewTyping && names(now).equals(List.of(names));
  }

  private static List<String> names(@Nullable TypingSnapshot now) {
    return now instanceof FewTyping few
        ? few.users().stream().map(UserSnapshot::name).toList()
        : List.of();
  }
}
