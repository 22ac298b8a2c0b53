package io.tertulia.client;

import static io.tertulia.client.mirror.Facts.C;
import static io.tertulia.client.mirror.Facts.basics;
import static io.tertulia.client.mirror.Facts.message;
import static io.tertulia.client.mirror.Facts.participant;
import static io.tertulia.client.mirror.Facts.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.fact.ReadMark;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // What it brings is looked at elsewhere.
class RequestsTest {
  private final Stage stage = new Stage();
  private final TalkSession session = stage.session();
  private final ConversationRef kitchen = session.conversation(C);

  private static ErrorCode code(CompletableFuture<?> future) {
    assertThat(future).isCompletedExceptionally();
    List<ErrorCode> codes = new ArrayList<>();
    future.whenComplete((value, thrown) -> codes.add(((TalkException) thrown).code()));
    return codes.get(0);
  }

  private static String text(ClientFrame frame) {
    return frame instanceof ClientFrame.Do d
            && d.command() instanceof Command.SendMessage send
            && send.content() instanceof Content.Text(String text)
        ? text
        : frame.toString();
  }

  private static ServerFrame.Done done(long id) {
    return new ServerFrame.Done(id, "m1", 1_000L);
  }

  @Test
  void a_send_gives_the_ref_of_the_new_message() {
    var sent = kitchen.send("hi");
    FakeLine line = stage.welcome();
    var frame = line.take(ClientFrame.Do.class);
    var command = (Command.SendMessage) frame.command();
    assertThat(command.key()).hasSize(32);
    assertThat(command.conversationId()).isEqualTo(C);
    line.tell(new ServerFrame.Done(frame.id(), "m7", 7_000L));
    assertThat(sent.join()).isSameAs(kitchen.message("m7"));
  }

  @Test
  void requests_made_before_the_line_is_up_go_out_in_their_order() {
    for (String text : List.of("a", "b", "c")) {
      kitchen.send(text);
    }
    FakeLine line = stage.welcome();
    assertThat(line.rest()).extracting(RequestsTest::text).containsExactly("a", "b", "c");
  }

  @Test
  void unanswered_requests_go_out_again_in_their_order_with_the_same_key() {
    var a = kitchen.send("a");
    var b = kitchen.send("b");
    FakeLine line = stage.welcome();
    var first = line.take(ClientFrame.Do.class);
    var second = line.take(ClientFrame.Do.class);
    line.tell(done(first.id()));
    stage.cut();
    var c = kitchen.send("c");
    FakeLine next = stage.welcome();
    var again = next.take(ClientFrame.Do.class);
    assertThat(again).isEqualTo(second);
    var third = next.take(ClientFrame.Do.class);
    assertThat(text(third)).isEqualTo("c");
    next.tell(done(again.id()), done(third.id()));
    assertThat(List.of(a, b, c)).allSatisfy(f -> assertThat(f).isCompleted());
  }

  @Test
  void at_most_256_are_on_their_way() {
    for (int i = 0; i < 300; i++) {
      kitchen.send("text " + i);
    }
    FakeLine line = stage.welcome();
    List<ClientFrame> first = line.rest();
    assertThat(first).hasSize(256);
    line.tell(done(((ClientFrame.Do) first.get(0)).id()));
    assertThat(line.rest()).extracting(RequestsTest::text).containsExactly("text 256");
  }

  @Test
  void more_than_10000_waiting_requests_are_refused() {
    for (int i = 0; i < 10_000; i++) {
      kitchen.send("text");
    }
    var one = kitchen.send("one too many");
    stage.run();
    assertThat(code(one)).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void more_than_16_mebibytes_of_waiting_requests_are_refused() {
    String large = "x".repeat(1 << 20);
    List<CompletableFuture<MessageRef>> sends = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      sends.add(kitchen.send(large));
    }
    stage.run();
    assertThat(sends.get(14)).isNotDone();
    assertThat(code(sends.get(16))).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void a_burst_of_calls_goes_out_together_and_in_order() {
    TalkSession session = stage.session();
    session.user("first").get();
    FakeLine line = stage.welcome();
    line.rest();
    int before = line.texts;
    for (int i = 0; i < 50; i++) {
      session.conversation("party").participant("p" + i).createIfNotExists();
      session.user("p" + i).get();
    }
    stage.run();
    assertThat(line.texts).isEqualTo(before + 1);
    List<ClientFrame> said = line.rest();
    assertThat(said).hasSize(100);
    assertThat(said.get(0)).isInstanceOf(ClientFrame.Do.class);
    assertThat(said.get(99))
        .isInstanceOfSatisfying(
            ClientFrame.Ask.class,
            ask -> assertThat(ask.query()).isEqualTo(new Query.GetUser("p49")));
  }

  @Test
  void a_burst_of_subscriptions_to_people_is_one_follow() {
    TalkSession session = stage.session();
    for (int i = 0; i < 200; i++) {
      session.user("p" + i).subscribe(null);
    }
    assertThat(stage.welcome().take(ClientFrame.FollowUsers.class).versions()).hasSize(200);
  }

  @Test
  void large_requests_do_not_go_out_together() {
    TalkSession session = stage.session();
    session.user("first").get();
    FakeLine line = stage.welcome();
    line.rest();
    int before = line.texts;
    for (int i = 0; i < 10; i++) {
      session.conversation("party").send("x".repeat(9_000));
    }
    stage.run();
    assertThat(line.rest()).hasSize(10);
    assertThat(line.texts).isEqualTo(before + 10);
  }

  @Test
  void a_refusal_fails_that_future_only() {
    var a = kitchen.send("a");
    var b = kitchen.markAsRead();
    FakeLine line = stage.welcome();
    long id = line.take(ClientFrame.Do.class).id();
    long other = line.take(ClientFrame.Do.class).id();
    line.tell(new ServerFrame.Refused(id, ErrorCode.NOT_PARTICIPANT, "no"));
    assertThat(code(a)).isEqualTo(ErrorCode.NOT_PARTICIPANT);
    line.tell(new ServerFrame.Done(other, null, null));
    assertThat(b).isCompleted();
  }

  @Test
  void what_is_unavailable_is_tried_again_and_nothing_overtakes_it() {
    var a = kitchen.send("a");
    FakeLine line = stage.welcome();
    long id = line.take(ClientFrame.Do.class).id();
    line.tell(new ServerFrame.Refused(id, ErrorCode.UNAVAILABLE, "busy"));
    kitchen.send("b");
    stage.run();
    assertThat(line.rest()).isEmpty();
    stage.advance(1_000);
    assertThat(line.rest()).extracting(RequestsTest::text).containsExactly("a", "b");
    line.tell(done(id));
    assertThat(a).isCompleted();
  }

  @Test
  void what_stays_unavailable_fails_after_thirty_seconds() {
    var a = kitchen.send("a");
    FakeLine line = stage.welcome();
    long begin = stage.hand.now();
    while (!a.isDone() && stage.hand.now() - begin < 120_000) {
      for (ClientFrame frame : line.rest()) {
        line.tell(
            new ServerFrame.Refused(((ClientFrame.Do) frame).id(), ErrorCode.UNAVAILABLE, "busy"));
      }
      stage.advance(1_000);
    }
    assertThat(code(a)).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(stage.hand.now() - begin).isBetween(30_000L, 42_000L);
  }

  @Test
  void get_shows_the_facts_of_the_answer() {
    var conversation = kitchen.get();
    var bob = kitchen.participant("bob").get();
    var answer = kitchen.message("m3").get();
    var nobody = session.user("nobody").get();
    FakeLine line = stage.welcome();
    var first = line.take(ClientFrame.Ask.class);
    assertThat(first.query()).isEqualTo(new Query.GetConversation(C));
    line.tell(
        new ServerFrame.Answer(first.id(), basics(C, 9, 0, 2), new ReadMark(2, 5_000, true, 0)));
    line.tell(
        new ServerFrame.Answer(
            line.take(ClientFrame.Ask.class).id(),
            List.of(participant("bob", 1, 900), user("bob", 4)),
            null));
    line.tell(
        new ServerFrame.Answer(
            line.take(ClientFrame.Ask.class).id(),
            List.of(message(3, 3, "bob", "m2", "yes"), message(2, 2, "bob"), user("bob", 4)),
            null));
    line.tell(new ServerFrame.Answer(line.take(ClientFrame.Ask.class).id(), List.of(), null));
    assertThat(conversation.join().orElseThrow().isUnread()).isTrue();
    assertThat(bob.join().orElseThrow().user().name()).isEqualTo("bob 4");
    assertThat(answer.join().orElseThrow().referencedMessage().plaintext()).isEqualTo("text 2");
    assertThat(nobody.join()).isEmpty();
  }

  @Test
  void fields_to_delete_become_changes_and_unknown_ones_are_refused() {
    session.user("bob").deleteFields("custom.a.b", "email", "pushTokens.fcm:x");
    kitchen.deleteFields("subject", "custom", "notify");
    kitchen.participant("bob").deleteFields("access");
    kitchen.message("m1").deleteFields("custom.k");
    FakeLine line = stage.welcome();
    assertThat(line.rest())
        .extracting(frame -> ((ClientFrame.Do) frame).command().json().toText())
        .containsExactly(
            "{\"type\":\"setUser\",\"userId\":\"bob\",\"patch\":{\"custom\":{\"a.b\":null},"
                + "\"email\":null,\"pushTokens\":{\"fcm:x\":null}},\"mode\":\"edit\"}",
            "{\"type\":\"setConversation\",\"conversationId\":\"kitchen\",\"patch\":"
                + "{\"subject\":null,\"custom\":null,\"notify\":null},\"mode\":\"edit\"}",
            "{\"type\":\"setParticipant\",\"conversationId\":\"kitchen\",\"userId\":\"bob\","
                + "\"patch\":{\"access\":null},\"mode\":\"edit\"}",
            "{\"type\":\"editMessage\",\"conversationId\":\"kitchen\",\"messageId\":\"m1\","
                + "\"custom\":{\"k\":null}}");
    assertThat(code(session.user("bob").deleteFields("name")))
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(code(kitchen.deleteFields("subject.x"))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(code(kitchen.message("m1").deleteFields("text")))
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }
}
