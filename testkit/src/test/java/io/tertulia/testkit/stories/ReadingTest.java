package io.tertulia.testkit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.ConversationSnapshot;
import io.tertulia.client.MessageRef;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.testkit.People;
import io.tertulia.testkit.Recorder;
import io.tertulia.testkit.Scissors;
import io.tertulia.testkit.TertuliaExtension;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TertuliaExtension.class)
class ReadingTest {
  private static final String ROOM = "room";

  @Test
  void two_devices_that_mark_at_once_show_the_same_in_the_end(People people) {
    people.conversation(ROOM, "alice", "bob");
    ConversationRef phone = people.device("bob").conversation(ROOM);
    ConversationRef laptop = people.device("bob").conversation(ROOM);
    var onPhone = new Recorder<@Nullable ConversationSnapshot>();
    var onLaptop = new Recorder<@Nullable ConversationSnapshot>();
    phone.subscribe(onPhone);
    laptop.subscribe(onLaptop);
    for (int i = 0; i < 5; i++) {
      people.session("alice").conversation(ROOM).send("message " + i).join();
      CompletableFuture.allOf(phone.markAsRead(), laptop.markAsUnread()).join();
    }
    ConversationSnapshot stored = phone.get().join().orElseThrow();
    onPhone.awaitUntil(stored::equals);
    onLaptop.awaitUntil(stored::equals);
    assertThat(stored.unreadMessageCount()).isZero();
  }

  @Test
  void a_mark_made_while_the_line_is_down_counts_behind_it(People people, Scissors scissors) {
    people.conversation(ROOM, "alice", "bob");
    ConversationRef alices = people.session("alice").conversation(ROOM);
    ConversationRef phone = people.device("bob", scissors).conversation(ROOM);
    var onPhone = new Recorder<@Nullable ConversationSnapshot>();
    var onLaptop = new Recorder<@Nullable ConversationSnapshot>();
    phone.subscribe(onPhone);
    people.device("bob").conversation(ROOM).subscribe(onLaptop);
    alices.send("one").join();
    onPhone.awaitUntil(now -> now != null && now.unreadMessageCount() == 1);
    scissors.refuse();
    scissors.cut();
    CompletableFuture<Void> mark = phone.markAsRead();
    alices.send("two").join();
    onLaptop.awaitUntil(now -> now != null && now.unreadMessageCount() == 2);
    scissors.accept();
    mark.join();
    onLaptop.awaitUntil(now -> now != null && now.unreadMessageCount() == 0);
    onPhone.awaitUntil(now -> now != null && now.unreadMessageCount() == 0 && !now.isUnread());
  }

  @Test
  void in_a_crowd_too_everybody_has_read_when_the_last_one_has(People people) {
    String[] crowd = IntStream.range(0, 34).mapToObj(i -> "p" + i).toArray(String[]::new);
    people.conversation(ROOM, crowd);
    ConversationRef first = people.session(crowd[0]).conversation(ROOM);
    var seen = new Recorder<@Nullable ConversationSnapshot>();
    first.subscribe(seen);
    MessageRef sent = first.send("hear, hear").join();
    MessageSnapshot message = sent.get().join().orElseThrow();
    CompletableFuture.allOf(
            Stream.of(crowd)
                .map(person -> people.session(person).conversation(ROOM).markAsRead())
                .toArray(CompletableFuture[]::new))
        .join();
    seen.awaitUntil(now -> now != null && !now.everyoneReadUntil().isBefore(message.createdAt()));
  }
}
