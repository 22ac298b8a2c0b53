package io.tertulia.testkit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.ConversationSnapshot;
import io.tertulia.client.MessageRef;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.testkit.ListRecorder;
import io.tertulia.testkit.People;
import io.tertulia.testkit.Recorder;
import io.tertulia.testkit.Scissors;
import io.tertulia.testkit.TertuliaExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TertuliaExtension.class)
class NetworkTest {
  @Test
  void who_was_cut_off_catches_up_in_one_snapshot(People people, Scissors scissors) {
    people.conversation("lunch", "alice", "bob");
    var seen = new ListRecorder<MessageSnapshot>(Duration.ofSeconds(30));
    people.session("alice", scissors).conversation("lunch").subscribeMessages(seen);
    seen.next();
    scissors.refuse();
    scissors.cut();
    ConversationRef bobs = people.session("bob").conversation("lunch");
    MessageRef gone = bobs.send("first").join();
    bobs.send("second").join();
    bobs.send("third").join().edit("last").join();
    gone.delete().join();
    assertThat(seen.count()).isEqualTo(1);
    scissors.accept();
    assertThat(texts(seen.next())).containsExactly("last", "second");
    assertThat(scissors.cuts()).isEqualTo(1);
  }

  @Test
  void a_line_that_breaks_with_nothing_new_tells_nothing(People people, Scissors scissors) {
    people.conversation("lunch", "alice");
    ConversationRef lunch = people.session("alice", scissors).conversation("lunch");
    var seen = new Recorder<ConversationSnapshot>();
    lunch.subscribe(seen);
    seen.next();
    scissors.cut();
    assertThat(lunch.get().join()).isPresent();
    assertThat(scissors.connections()).isEqualTo(2);
    lunch.send("Alone.").join();
    assertThat(seen.next().lastMessage().plaintext()).isEqualTo("Alone.");
  }

  @Test
  void sends_wait_for_the_line_and_go_out_once_and_in_order(People people, Scissors scissors) {
    people.conversation("lunch", "alice", "bob");
    ConversationRef lunch = people.session("alice", scissors).conversation("lunch");
    lunch.get().join();
    scissors.refuse();
    scissors.cut();
    List<CompletableFuture<MessageRef>> sends =
        IntStream.range(0, 20).mapToObj(i -> lunch.send("" + i)).toList();
    assertThat(sends).noneMatch(CompletableFuture::isDone);
    scissors.accept();
    sends.forEach(CompletableFuture::join);
    var seen = new ListRecorder<MessageSnapshot>();
    people.session("bob").conversation("lunch").subscribeMessages(seen);
    assertThat(texts(seen.next()).reversed())
        .isEqualTo(IntStream.range(0, 20).mapToObj(i -> "" + i).toList());
  }

  @Test
  void a_send_whose_answer_was_lost_is_stored_once(People people, Scissors scissors) {
    people.conversation("lunch", "alice", "bob");
    var seen = new ListRecorder<MessageSnapshot>();
    people.session("bob").conversation("lunch").subscribeMessages(seen);
    seen.next();
    ConversationRef lunch = people.session("alice", scissors).conversation("lunch");
    lunch.get().join();
    for (int cutAfter = 50; cutAfter <= 500; cutAfter += 50) {
      scissors.cutAfter(cutAfter);
      lunch.send("cut after " + cutAfter).join();
    }
    scissors.heal();
    lunch.send("the end").join();
    var all =
        seen.awaitUntil(page -> page.size() > 0 && page.first().plaintext().equals("the end"));
    assertThat(texts(all)).doesNotHaveDuplicates().hasSize(11);
  }

  @Test
  void two_devices_of_one_person_see_the_same(People people, Scissors scissors) {
    people.conversation("lunch", "alice", "bob");
    var phone = people.device("alice").conversation("lunch");
    var laptop = people.device("alice", scissors).conversation("lunch");
    var seen = new Recorder<ConversationSnapshot>(Duration.ofSeconds(30));
    laptop.subscribe(seen);
    seen.next();
    people.session("bob").conversation("lunch").send("Hungry?").join();
    seen.awaitUntil(now -> now.unreadMessageCount() == 1);
    scissors.cut();
    phone.markAsRead().join();
    seen.awaitUntil(now -> now.unreadMessageCount() == 0);
    phone.send("Yes.").join();
    seen.awaitUntil(now -> now.lastMessage().plaintext().equals("Yes.") && !now.isUnread());
  }

  @Test
  void a_line_closed_by_half_is_replaced(People people, Scissors scissors) {
    people.conversation("lunch", "alice");
    ConversationRef lunch = people.session("alice", scissors).conversation("lunch");
    lunch.get().join();
    scissors.halfClose();
    assertThat(lunch.send("Still here.").join().id()).isNotEmpty();
  }

  @Test
  void a_line_that_stalls_goes_on_where_it_stopped(People people, Scissors scissors) {
    people.conversation("lunch", "alice", "bob");
    var seen = new ListRecorder<MessageSnapshot>();
    people.session("alice", scissors).conversation("lunch").subscribeMessages(seen);
    seen.next();
    scissors.stall();
    people.session("bob").conversation("lunch").send("Hungry?").join();
    assertThat(seen.count()).isEqualTo(1);
    scissors.resume();
    assertThat(seen.next().first().plaintext()).isEqualTo("Hungry?");
    assertThat(scissors.connections()).isEqualTo(1);
  }

  private static List<String> texts(ListRecorder.Page<MessageSnapshot> page) {
    return page.items().stream().map(MessageSnapshot::plaintext).toList();
  }
}
