package io.tertulia.testkit.stories;

import static io.tertulia.testkit.stories.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.ConversationSnapshot;
import io.tertulia.client.EditTextMessageParams;
import io.tertulia.client.MessageRef;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.SendTextMessageParams;
import io.tertulia.client.SetUserParams;
import io.tertulia.client.UserOnlineSnapshot;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.ListRecorder;
import io.tertulia.testkit.People;
import io.tertulia.testkit.Recorder;
import io.tertulia.testkit.TertuliaExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Roles as applications meet them: by the backend they are given, in sessions they count.
@ExtendWith(TertuliaExtension.class)
class RoleTest {
  private static final String HIDDEN = "(hidden information)";

  @Test
  void a_masked_reader_sees_no_contact_data_of_others(People people) {
    people.conversation("deal", "alice", "bob");
    role(people, "buyer", "{'masking':{'mode':'others','emails':true,'phones':true}}");
    give(people, "bob", "buyer");
    ConversationRef alices = people.session("alice").conversation("deal");
    ConversationRef bobs = people.session("bob").conversation("deal");
    var seen = new ListRecorder<MessageSnapshot>();
    var list = new Recorder<ConversationSnapshot>();
    bobs.subscribeMessages(seen);
    bobs.subscribe(list);
    seen.next();
    list.next();
    MessageRef asked = alices.send("write to joe@foo.test").join();
    assertThat(seen.next().items().getFirst().plaintext()).isEqualTo("write to " + HIDDEN);
    assertThat(list.next().lastMessage().plaintext()).isEqualTo("write to " + HIDDEN);
    bobs.send(SendTextMessageParams.builder("mine is 06 1234 5678").replyTo(asked.id()).build())
        .join();
    MessageSnapshot answer = seen.next().items().getFirst();
    assertThat(answer.plaintext()).isEqualTo("mine is 06 1234 5678");
    assertThat(answer.referencedMessage().plaintext()).isEqualTo("write to " + HIDDEN);
    assertThat(bobs.message(asked.id()).get().join().orElseThrow().plaintext())
        .isEqualTo("write to " + HIDDEN);
    assertThat(alices.message(answer.id()).get().join().orElseThrow().plaintext())
        .isEqualTo("mine is 06 1234 5678");
  }

  @Test
  void a_new_role_shows_in_subscriptions_that_are_open(People people) {
    people.conversation("deal", "alice", "bob");
    role(people, "buyer", "{'masking':{'mode':'all','links':true}}");
    ConversationRef deal = people.session("alice").conversation("deal");
    deal.send("see https://foo.test/a").join();
    var seen = new ListRecorder<MessageSnapshot>();
    people.session("bob").conversation("deal").subscribeMessages(seen);
    assertThat(seen.next().items().getFirst().plaintext()).isEqualTo("see https://foo.test/a");
    give(people, "bob", "buyer");
    assertThat(seen.next().items().getFirst().plaintext()).isEqualTo("see " + HIDDEN);
    role(people, "buyer", "{'masking':{'mode':'all','links':true,'replacement':'-'}}");
    assertThat(seen.next().items().getFirst().plaintext()).isEqualTo("see -");
    people.backend().delete("roles", "buyer").orThrow();
    assertThat(seen.next().items().getFirst().plaintext()).isEqualTo("see https://foo.test/a");
  }

  @Test
  void whoever_has_a_role_that_hides_it_is_offline_while_there(People people) {
    people.create("bob");
    people.create("carol");
    role(people, "ghost", "{'showOnline':false}");
    give(people, "bob", "ghost");
    var bob = new Recorder<@Nullable UserOnlineSnapshot>();
    var carol = new Recorder<@Nullable UserOnlineSnapshot>();
    people.session("bob").currentUser().subscribe(null).connected().join();
    people.session("alice").user("bob").subscribeOnline(bob);
    people.session("alice").user("carol").subscribeOnline(carol);
    assertThat(bob.next().isConnected()).isFalse();
    assertThat(carol.next().isConnected()).isFalse();
    people.session("carol").currentUser().subscribe(null).connected().join();
    assertThat(carol.next().isConnected()).isTrue();
    role(people, "ghost", "{}");
    assertThat(bob.next().isConnected()).isTrue();
  }

  @Test
  void what_the_role_does_not_allow_is_refused_from_the_next_request_on(People people) {
    people.conversation("deal", "alice", "bob");
    ConversationRef deal = people.session("bob").conversation("deal");
    MessageRef mine = deal.send("hello").join();
    role(people, "default", "{'edit':'none','reply':'none','markAsUnread':false}");
    assertRefused(
        mine.edit(EditTextMessageParams.builder().text("x").build()), ErrorCode.PERMISSION_DENIED);
    assertRefused(deal.markAsUnread(), ErrorCode.PERMISSION_DENIED);
    role(people, "writer", "{}");
    assertRefused(
        people.session("bob").currentUser().set(SetUserParams.builder().role("writer").build()),
        ErrorCode.PERMISSION_DENIED);
    give(people, "bob", "writer");
    mine.edit(EditTextMessageParams.builder().text("x").build()).join();
    deal.markAsUnread().join();
  }

  private static void role(People people, String name, String json) {
    people.backend().put(Json.parse(json.replace('\'', '"')), "roles", name).orThrow();
  }

  private static void give(People people, String user, String role) {
    people.backend().put(Json.object().put("role", role).build(), "users", user).orThrow();
  }
}
