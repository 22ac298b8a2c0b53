package io.tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.ConversationListOptions;
import io.tertulia.client.ConversationListSubscription;
import io.tertulia.client.ConversationSnapshot;
import io.tertulia.client.TalkSession;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.filter.StringFilter;
import io.tertulia.protocol.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Somebody in very many conversations: the list, live and filtered, and what a message costs
/// there.
///
/// `-Dtertulia.many=10000` says how many; figures are printed.
@ExtendWith(TertuliaExtension.class)
class ManyConversationsTest {
  private static final int MANY = Integer.getInteger("tertulia.many", 600);
  private static final int FEW = 30;
  private static final int KINDS = 10;
  private static final int MESSAGES = Integer.getInteger("tertulia.many.messages", 100);
  private static final int AT_A_TIME = 32;
  private static final ConversationListOptions THIRD_KIND =
      ConversationListOptions.of(
          ConversationFilter.where().custom("kind", StringFilter.eq("3")).build());

  @Test
  void a_list_of_very_many_conversations_is_live_and_is_loaded_as_far_as_one_wants(People people)
      throws InterruptedException {
    people.create("alice", "bob", "carol");
    fill(people, "many", MANY, "alice");
    fill(people, "few", FEW, "carol");
    people.session("bob").currentUser().get().join();
    long before = memory();
    List<Double> few = sendInto(people, "few", FEW, people.session("carol"));
    TalkSession alice = people.session("alice");
    var whole = new ListRecorder<ConversationSnapshot>();
    long begin = System.nanoTime();
    ConversationListSubscription list = alice.subscribeConversations(whole);
    assertThat(whole.next().size()).isEqualTo(20);
    say("the list was there after " + millis(begin) + " ms");
    long opened = memory();
    say("that took " + (opened - before) / 1024 + " KiB at server and client");
    List<Double> many = sendInto(people, "many", MANY, alice);
    say(
        "a message was shown after "
            + median(many)
            + " ms (median), to somebody in "
            + FEW
            + " conversations after "
            + median(few)
            + " ms");
    begin = System.nanoTime();
    var third = new ListRecorder<ConversationSnapshot>();
    ConversationListSubscription filtered = alice.subscribeConversations(THIRD_KIND, third);
    third.awaitUntil(page -> page.size() >= 20);
    say("a filtered list was there after " + millis(begin) + " ms");
    load(filtered, third, MANY / KINDS, "matching");
    load(list, whole, MANY, "");
    say("all of them take " + (memory() - before) / 1024 + " KiB at server and client");
    sendInto(people, "many", MANY, alice);
    assertThat(third.all().getLast().size()).isEqualTo(MANY / KINDS);
    assertThat(whole.all().getLast().size()).isEqualTo(MANY);
  }

  /// Loads the whole list, and says how long that took.
  private static void load(
      ConversationListSubscription list,
      ListRecorder<ConversationSnapshot> seen,
      int all,
      String what) {
    long begin = System.nanoTime();
    int pages = 0;
    while (!seen.all().getLast().loadedAll()) {
      list.loadMore(30).join();
      pages++;
    }
    assertThat(seen.all().getLast().size()).isEqualTo(all);
    say(pages + " pages of 30 more " + what + " took " + millis(begin) + " ms");
  }

  /// Sends into random conversations, one after the other; tells how long each took until it was
  /// shown on top of the list.
  private static List<Double> sendInto(People people, String name, int count, TalkSession reader) {
    Random random = new Random(1);
    var seen = new ListRecorder<ConversationSnapshot>();
    var list = reader.subscribeConversations(seen);
    list.connected().join();
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      String id = name + random.nextInt(count);
      String text = "message " + i;
      long begin = System.nanoTime();
      CompletableFuture<?> sent = people.session("bob").conversation(id).send(text);
      seen.awaitUntil(page -> page.size() > 0 && shows(page.first(), id, text));
      times.add((System.nanoTime() - begin) / 1e6);
      sent.join();
    }
    list.unsubscribe();
    return times;
  }

  private static boolean shows(ConversationSnapshot first, String id, String text) {
    return first.id().equals(id)
        && first.lastMessage() != null
        && first.lastMessage().plaintext().equals(text);
  }

  private static void fill(People people, String name, int count, String reader)
      throws InterruptedException {
    long begin = System.nanoTime();
    Semaphore turns = new Semaphore(AT_A_TIME);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        int number = i;
        turns.acquire();
        threads.execute(() -> {
          Json conversation =
              Json.object()
                  .putAll("participants", List.of(Json.of(reader), Json.of("bob")))
                  .putAll("custom", Map.of("kind", "" + number % KINDS))
                  .build();
          people.backend().put(conversation, "conversations", name + number).orThrow();
          turns.release();
        });
      }
    }
    say(count + " conversations were made in " + millis(begin) + " ms");
  }

  private static long memory() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static double median(List<Double> times) {
    return Math.round(100 * times.stream().sorted().toList().get(times.size() / 2)) / 100.0;
  }

  private static long millis(long begin) {
    return (System.nanoTime() - begin) / 1_000_000;
  }

  private static void say(String what) {
    System.out.println("many: " + what);
  }
}
