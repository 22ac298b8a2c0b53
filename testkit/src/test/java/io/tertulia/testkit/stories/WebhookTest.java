package io.tertulia.testkit.stories;

import static io.tertulia.testkit.stories.Hooks.json;
import static io.tertulia.testkit.stories.Hooks.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.EditTextMessageParams;
import io.tertulia.client.MessageRef;
import io.tertulia.client.SetUserParams;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.Backend;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import io.tertulia.testkit.WebhookReceiver;
import io.tertulia.testkit.WebhookReceiver.Heard;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What an application's own server is told.
@ExtendWith(TertuliaExtension.class)
class WebhookTest {
  private static final List<String> MESSAGE =
      List.of(
          "id",
          "conversationId",
          "type",
          "senderId",
          "text",
          "attachment",
          "location",
          "content",
          "readBy",
          "origin",
          "custom",
          "referencedMessageId",
          "createdAt",
          "editedAt");

  @Test
  void what_happens_to_a_message_is_told_in_order(People people) {
    people.conversation("tea", "alice", "bob");
    WebhookReceiver receiver = receiver(people);
    Hooks.create(people.backend(), receiver);
    ConversationRef alices = people.session("alice").conversation("tea");
    MessageRef sent = alices.send("Hello *you*").join();
    people.session("bob").conversation("tea").markAsRead().join();
    alices.message(sent.id()).edit(EditTextMessageParams.builder().text("Bye").build()).join();
    alices.message(sent.id()).delete().join();
    people.backend().delete("conversations", "tea").orThrow();
    List<Heard> told =
        receiver.awaitUntil(
            all -> !all.isEmpty() && all.getLast().type().equals("conversation.deleted"));
    assertThat(told.stream().map(Heard::type).filter(type -> !type.equals("message.read")))
        .containsExactly(
            "message.sent", "message.updated", "message.deleted", "conversation.deleted");
    assertThat(told.get(0).data().json().members().keySet())
        .containsExactly("sender", "conversation", "message", "mentions");
    Fields message = told.get(0).data().object("message");
    assertThat(message.json().members().keySet()).containsExactlyElementsOf(MESSAGE);
    assertThat(message.text("text")).isEqualTo("Hello *you*");
    assertThat(told.get(0).data().object("sender").text("name")).isEqualTo("Alice");
    assertThat(told.get(0).data().object("conversation").json().toText())
        .contains(
            "\"participants\":{\"alice\":{\"access\":\"ReadWrite\",\"notify\":true},"
                + "\"bob\":{\"access\":\"ReadWrite\",\"notify\":true}}")
        .doesNotContain("lastMessage");
    Fields last = told.get(told.size() - 2).data().object("message");
    assertThat(last.text("text")).isEqualTo("Bye");
    assertThat(told.getLast().data().object("conversation").object("participants").json().members())
        .containsOnlyKeys("alice", "bob");
  }

  @Test
  void a_request_is_a_post_of_json_with_time_and_signature(People people) {
    WebhookReceiver receiver = receiver(people);
    Hooks.create(people.backend(), receiver, "user.created");
    people.create("alice");
    Heard heard = receiver.awaitEvents(1).getFirst();
    assertThat(heard.line()).isEqualTo("POST /hooks?from=tertulia HTTP/1.1");
    assertThat(heard.headers().get("content-type")).startsWith("application/json");
    assertThat(heard.headers().get("x-talkjs-timestamp")).matches("\\d{13}");
    assertThat(heard.headers().get("x-talkjs-signature")).matches("[0-9A-F]{64}");
    assertThat(heard.id()).matches("evt_[0-9A-Za-z]{18}");
    assertThat(heard.event().json().members().keySet())
        .containsExactly("id", "type", "createdAt", "data");
  }

  @Test
  void users_are_told_with_all_that_the_app_knows(People people) {
    WebhookReceiver receiver = receiver(people);
    Hooks.create(people.backend(), receiver, "user.created", "user.updated");
    Backend backend = people.backend();
    backend.put(json("{'name':'Zoë','email':['z@example.test']}"), "users", "zoë/1").orThrow();
    backend.put(json("{'name':'Zoë'}"), "users", "zoë/1").orThrow();
    backend.put(json("{'phone':['+31201234567']}"), "users", "zoë/1").orThrow();
    people
        .session("bob")
        .currentUser()
        .set(SetUserParams.builder().welcomeMessage("Hi").build())
        .join();
    List<Heard> told = receiver.awaitEvents(4);
    assertThat(told.stream().map(one -> one.type() + " " + one.data().object("user").text("id")))
        .containsExactlyInAnyOrder(
            "user.created zoë/1", "user.updated zoë/1", "user.created bob", "user.updated bob")
        .containsSubsequence("user.created zoë/1", "user.updated zoë/1")
        .containsSubsequence("user.created bob", "user.updated bob");
    Heard updated =
        told.stream().filter(one -> one.body().contains("+31201234567")).findFirst().orElseThrow();
    assertThat(updated.data().object("user").texts("email")).containsExactly("z@example.test");
  }

  @Test
  void somebody_who_reads_is_told_once_for_each_message_of_others(People people) {
    people.conversation("tea", "alice", "bob");
    WebhookReceiver receiver = receiver(people);
    Hooks.create(people.backend(), receiver, "message.read", "user.updated");
    Backend backend = people.backend();
    List<String> sent =
        IntStream.range(0, 5).mapToObj(i -> send(backend, "tea", "alice", "m" + i)).toList();
    ConversationRef bobs = people.session("bob").conversation("tea");
    bobs.markAsRead().join();
    bobs.markAsRead().join();
    String own = send(backend, "tea", "bob", "mine");
    String late = send(backend, "tea", "alice", "late");
    backend.delete("conversations", "tea", "messages", late).orThrow();
    bobs.markAsRead().join();
    List<Heard> told = receiver.awaitEvents(6);
    assertThat(told.stream().limit(5).map(one -> one.data().object("message").text("id")))
        .containsExactlyElementsOf(sent);
    for (Heard one : told.subList(0, 5)) {
      assertThat(one.data().json().members().keySet())
          .containsExactly("recipient", "sender", "conversation", "message");
      assertThat(one.data().object("recipient").text("id")).isEqualTo("bob");
      assertThat(one.data().object("sender").text("id")).isEqualTo("alice");
      assertThat(one.data().object("message").texts("readBy")).containsExactly("bob");
    }
    Fields byAnswering = told.getLast().data();
    assertThat(byAnswering.object("recipient").text("id")).isEqualTo("alice");
    assertThat(byAnswering.object("message").text("id")).isEqualTo(own);
    people.session("alice").conversation("tea").markAsRead().join();
    people.backend().put(json("{'name':'Al'}"), "users", "alice").orThrow();
    assertThat(receiver.awaitEvents(7).getLast().type()).isEqualTo("user.updated");
  }

  @Test
  void in_a_large_conversation_reading_is_not_told(People people) {
    Backend backend = people.backend();
    List<String> ids = IntStream.range(0, 301).mapToObj(i -> "u" + i).toList();
    for (int from = 0; from < ids.size(); from += 100) {
      var users = Json.object();
      ids.subList(from, Math.min(from + 100, ids.size()))
          .forEach(id -> users.put(id, json("{'name':'U'}")));
      backend.put(users.build(), "users").orThrow();
    }
    var members = Json.object().put("participants", Json.of(ids)).build();
    backend.put(members, "conversations", "hall").orThrow();
    WebhookReceiver receiver = receiver(people);
    Hooks.create(backend, receiver, "message.read", "message.sent");
    send(backend, "hall", "u0", "all hear");
    people.session("u1").conversation("hall").markAsRead().join();
    backend.delete("conversations", "hall", "participants", "u300").orThrow();
    send(backend, "hall", "u0", "fewer hear");
    people.session("u2").conversation("hall").markAsRead().join();
    List<Heard> told = receiver.awaitEvents(4);
    assertThat(told.stream().map(Heard::type))
        .containsExactly("message.sent", "message.sent", "message.read", "message.read");
    assertThat(told.subList(2, 4))
        .allMatch(one -> one.data().object("recipient").text("id").equals("u2"));
  }

  @Test
  void who_is_mentioned_is_told_apart(People people) {
    people.conversation("tea", "alice", "bob");
    WebhookReceiver receiver = receiver(people);
    Hooks.create(people.backend(), receiver, "message.sent");
    Json message =
        json(
            "[{'type':'UserMessage','sender':'alice','content':[{'type':'text','children':['Hey ',"
                + "{'type':'bold','children':[{'type':'mention','id':'bob','text':'Bob'}]}]}]},"
                + "{'type':'SystemMessage','text':'Alice waves'}]");
    people.backend().post(message, "conversations", "tea", "messages").orThrow();
    List<Heard> told = receiver.awaitEvents(2);
    assertThat(told.getFirst().data().value("mentions"))
        .isEqualTo(json("[{'id':'bob','text':'@Bob'}]"));
    assertThat(told.getLast().data().value("mentions")).isEqualTo(json("[]"));
    assertThat(told.getLast().data().isNull("sender")).isTrue();
  }

  @Test
  void imports_reactions_and_coming_and_going_are_not_told(People people) {
    people.conversation("tea", "alice", "bob");
    WebhookReceiver receiver = receiver(people);
    Hooks.create(people.backend(), receiver);
    Backend backend = people.backend();
    backend
        .post(
            json("{'entries':[{'type':'said','at':1000,'key':'k','userId':'carol','text':'old'}]}"),
            "history",
            "archive")
        .orThrow();
    backend.delete("conversations", "tea", "participants", "bob").orThrow();
    backend.put(json("{}"), "conversations", "tea", "participants", "bob").orThrow();
    String sent = send(backend, "tea", "alice", "now");
    backend.call("PUT", null, "conversations", "tea", "messages", sent, "reactions", "👍", "bob");
    send(backend, "tea", "alice", "then");
    assertThat(receiver.awaitEvents(2).stream().map(Heard::type))
        .containsExactly("message.sent", "message.sent");
  }

  @Test
  void those_who_rather_ask_find_the_same_events_by_cursor(People people) {
    people.conversation("tea", "alice", "bob");
    WebhookReceiver receiver = receiver(people);
    Backend backend = people.backend();
    Hooks.create(backend, receiver, "message.sent", "message.read");
    IntStream.range(0, 5).forEach(i -> send(backend, "tea", "alice", "m" + i));
    people.session("bob").conversation("tea").markAsRead().join();
    IntStream.range(0, 2).forEach(i -> send(backend, "tea", "alice", "n" + i));
    List<String> told = receiver.awaitEvents(12).stream().map(Heard::body).toList();
    for (int limit : new int[] {1, 2, 5, 100}) {
      List<String> asked = new ArrayList<>();
      String after = "";
      boolean more = true;
      while (more) {
        Fields page =
            Fields.of(backend.get("events", "?limit=" + limit + after).orThrow().body(), "");
        page.list("data", (event, path) -> asked.add(event.toText()));
        after = "&after=" + page.text("next");
        more = page.flag("more");
        assertThat(page.flag("missed")).isFalse();
      }
      assertThat(asked).containsExactlyElementsOf(told);
    }
  }

  private static WebhookReceiver receiver(People people) {
    WebhookReceiver receiver = WebhookReceiver.start(0);
    people.whenOver(receiver::close);
    return receiver;
  }
}
