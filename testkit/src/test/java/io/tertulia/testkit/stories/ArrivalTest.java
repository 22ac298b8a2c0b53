package io.tertulia.testkit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.ConversationSnapshot;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.ParticipantSnapshot;
import io.tertulia.client.SingleReactionSnapshot;
import io.tertulia.client.TalkSession;
import io.tertulia.testkit.ListRecorder;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import io.tertulia.testkit.WebhookReceiver;
import io.tertulia.testkit.WebhookReceiver.Heard;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What those who look see while an archive comes into their app.
@ExtendWith(TertuliaExtension.class)
class ArrivalTest {
  private static final String HEADER = "{'type':'tertulia','version':1,'app':'x'}";
  private static final String[] LINES = {
    "{'type':'user','id':'zoe','name':'Zoe','createdAt':1}",
    "{'type':'conversation','id':'old','subject':'Old','createdAt':900}",
    said("tea", 1, 1_000),
    said("tea", 2, 2_000),
    said("old", 3, 3_000),
    "{'type':'deleted','conversation':'tea','id':'m4','createdAt':2500,'sender':'zoe','origin':'web'}",
    said("tea", 5, 3_000).replace("'text'", "'referencedMessageId':'m1','text'"),
    "{'type':'reaction','conversation':'tea','message':'m1','emoji':':a:','user':'zoe','createdAt':1001}",
    "{'type':'reaction','conversation':'tea','message':'m1','emoji':':a:','user':'alice','createdAt':1002}",
    "{'type':'reaction','conversation':'tea','message':'m1','emoji':':b:','user':'zoe','createdAt':1001}",
    member("tea", "zoe", ",'readUntil':1500"),
    member("old", "alice", ",'readUntil':0,'markedUnread':true"),
    member("old", "zoe", ",'readUntil':3000,'left':true"),
  };

  @Test
  void who_looks_on_sees_what_whoever_comes_later_sees(People people) throws Exception {
    people.conversation("tea", "alice", "bob");
    long seed = System.nanoTime();
    TalkSession looking = people.session("alice");
    ConversationRef tea = looking.conversation("tea");
    tea.send("here already").join();
    var eyes = new Eyes(looking);
    List<String> lines = new ArrayList<>(List.of(LINES));
    // Those that others build upon stay first; the others come in any order.
    Collections.shuffle(lines.subList(2, 7), new Random(seed));
    Collections.shuffle(lines.subList(7, lines.size()), new Random(seed));
    for (String line : lines) {
      bring(people, HEADER, line);
    }
    tea.send("the end").join();
    var fresh = new Eyes(people.device("alice"));
    eyes.awaitThatTheySee(fresh, seed);
    assertThat(fresh.texts())
        .containsExactly("the end", "here already", "said 5", "said 2", "said 1");
    assertThat(fresh.list()).containsExactly("tea null 0 false", "old Old 1 true");
    assertThat(fresh.reactors()).containsExactly("zoe", "alice");
  }

  @Test
  void webhooks_hear_nothing_of_what_comes_in(People people) throws Exception {
    try (WebhookReceiver receiver = WebhookReceiver.start(0)) {
      people.conversation("tea", "alice");
      Hooks.create(people.backend(), receiver);
      List<String> lines = new ArrayList<>(List.of(LINES));
      lines.addFirst(HEADER);
      bring(people, lines.toArray(String[]::new));
      people.session("alice").conversation("tea").send("hello").join();
      assertThat(receiver.awaitEvents(1)).extracting(Heard::type).containsExactly("message.sent");
    }
  }

  private static void bring(People people, String... lines) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(people.server().uri() + "/v1/" + people.appId() + "/import"))
            .header("Authorization", "Bearer " + people.secretKey())
            .POST(BodyPublishers.ofString(String.join("\n", lines).replace('\'', '"')))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }

  private static String said(String conversation, int number, long at) {
    return "{'type':'message','conversation':'%s','id':'m%d','createdAt':%d,'sender':'zoe','origin':'web','text':'said %d'}"
        .formatted(conversation, number, at, number);
  }

  private static String member(String conversation, String user, String more) {
    return "{'type':'member','conversation':'%s','user':'%s','access':'ReadWrite','joinedAt':1000%s}"
        .formatted(conversation, user, more);
  }

  /// What a session sees.
  private static final class Eyes {
    private final ListRecorder<MessageSnapshot> messages = new ListRecorder<>();
    private final ListRecorder<ConversationSnapshot> list = new ListRecorder<>();
    private final ListRecorder<SingleReactionSnapshot> reactors = new ListRecorder<>();
    private final ListRecorder<ParticipantSnapshot> participants = new ListRecorder<>();

    Eyes(TalkSession session) {
      ConversationRef tea = session.conversation("tea");
      tea.subscribeMessages(messages);
      tea.message("m1").reactions(":a:").subscribe(reactors);
      tea.subscribeParticipants(participants);
      session.subscribeConversations(list);
      messages.awaitUntil(page -> page.size() > 0);
      list.awaitUntil(page -> page.size() > 0);
      participants.awaitUntil(page -> page.size() > 0);
    }

    void awaitThatTheySee(Eyes others, long seed) {
      messages.awaitUntil(page -> texts(page).equals(others.texts()));
      list.awaitUntil(page -> list(page).equals(others.list()));
      reactors.awaitUntil(page -> reactors(page).equals(others.reactors()));
      participants.awaitUntil(page -> participants(page).equals(others.participants()));
      assertThat(told(messages.all().getLast()))
          .as("seed " + seed)
          .isEqualTo(told(others.messages.all().getLast()));
    }

    List<String> texts() {
      return texts(messages.awaitUntil(page -> page.size() == 5));
    }

    List<String> list() {
      return list(list.awaitUntil(page -> page.size() == 2));
    }

    List<String> reactors() {
      return reactors(reactors.awaitUntil(page -> page.size() == 2));
    }

    List<String> participants() {
      return participants(participants.awaitUntil(page -> page.size() == 3));
    }

    private static <T> List<T> items(ListRecorder.Page<T> page) {
      List<T> items = page.items();
      return items == null ? List.of() : items;
    }

    private static List<String> texts(ListRecorder.Page<MessageSnapshot> page) {
      return items(page).stream().map(MessageSnapshot::plaintext).toList();
    }

    private static List<String> told(ListRecorder.Page<MessageSnapshot> page) {
      return items(page).stream().map(Object::toString).toList();
    }

    private static List<String> list(ListRecorder.Page<ConversationSnapshot> page) {
      return items(page).stream()
          .map(one ->
              one.id()
                  + " "
                  + one.subject()
                  + " "
                  + one.unreadMessageCount()
                  + " "
                  + one.isUnread())
          .toList();
    }

    private static List<String> reactors(ListRecorder.Page<SingleReactionSnapshot> page) {
      return items(page).stream().map(one -> one.user().id()).toList();
    }

    private static List<String> participants(ListRecorder.Page<ParticipantSnapshot> page) {
      return items(page).stream().map(one -> one.user().id()).toList();
    }
  }
}
