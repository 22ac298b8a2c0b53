package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.backend.BackendOptions;
import io.tertulia.backend.ConversationListOptions;
import io.tertulia.backend.ConversationRef;
import io.tertulia.backend.EditMessageParams;
import io.tertulia.backend.MessageRef;
import io.tertulia.backend.SendMessageParams;
import io.tertulia.backend.SetConversationParams;
import io.tertulia.backend.SetParticipantParams;
import io.tertulia.backend.SetUserParams;
import io.tertulia.backend.SetWebhookParams;
import io.tertulia.backend.TalkBackend;
import io.tertulia.backend.WebhookSnapshot;
import io.tertulia.protocol.Access;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.filter.StringFilter;
import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import io.tertulia.server.identity.Apps.NewApp;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The client for back ends speaks as it is described.
class BackendCallsTest {
  @Test
  void what_is_told_of_people_and_conversations_is_as_described() throws Exception {
    tapped(backend -> {
      backend.user("alice").set(user("Alice").email("a@example.test").custom("a", "b").build());
      backend.user("alice").set(SetUserParams.builder().clearEmail().clearPhotoUrl().build());
      backend.setUsers(Map.of("bob", user("Bob").build(), "eve", user("Eve").build()));
      ConversationRef tea = backend.conversation("tea");
      tea.set(
          SetConversationParams.builder()
              .participants("alice", "bob")
              .subject("Tea")
              .custom("k", "v")
              .build());
      tea.set(SetConversationParams.builder().clearSubject().build());
      tea.participant("eve").set();
      tea.participant("eve")
          .edit(
              SetParticipantParams.builder()
                  .access(Access.READ)
                  .notify(Notify.MENTIONS_ONLY)
                  .build());
      tea.participant("eve")
          .edit(SetParticipantParams.builder().clearAccess().clearNotify().build());
      tea.participant("eve").markAsRead();
      tea.participant("eve").markAsReadUntil(Instant.EPOCH);
      tea.participant("eve").delete();
      assertThat(backend.users()).hasSize(3);
      assertThat(backend.conversations(kept())).hasSize(1);
      assertThat(backend.user("bob").conversations(kept())).hasSize(1);
      assertThat(backend.sessions(List.of("bob"))).isEmpty();
      assertThat(backend.sessions()).isEmpty();
      assertThat(backend.user("eve").erase()).isTrue();
      assertThat(backend.user("eve").isBeingErased()).isFalse();
      assertThat(backend.user("eve").get()).isEmpty();
      tea.delete();
    });
  }

  @Test
  void what_is_told_of_messages_and_files_is_as_described() throws Exception {
    tapped(backend -> {
      backend.setUsers(Map.of("alice", user("Alice").build(), "bob", user("Bob").build()));
      ConversationRef tea = backend.conversation("tea");
      tea.set(SetConversationParams.builder().participants("alice", "bob").build());
      MessageRef first = tea.send("alice", "Tea at *five*?");
      tea.sendSystemMessage("Alice asks.");
      byte[] plan = {'t', 'e', 'a'};
      FileToken token = backend.uploadFile("plan ü.txt", () -> new ByteArrayInputStream(plan));
      tea.send(
          List.of(
              SendMessageParams.fromUser("bob", token).custom(Map.of("a", "b")).build(),
              SendMessageParams.fromSystem("Done.").idempotencyKey("once").build()));
      first.addReaction("bob", "👍");
      first.removeReaction("bob", "👍");
      first.edit("Tea at six?");
      first.edit(EditMessageParams.builder().custom("seen", "yes").build());
      assertThat(first.get()).isPresent();
      assertThat(tea.messages()).hasSize(4);
      assertThat(backend.searchMessages("tea")).hasSize(1);
      assertThat(backend.searchConversations("tea")).hasSize(1);
      first.delete();
      assertThat(first.get()).isEmpty();
    });
  }

  @Test
  void what_is_told_of_webhooks_and_keys_is_as_described() throws Exception {
    tapped(backend -> {
      WebhookSnapshot made =
          backend.createWebhook(SetWebhookParams.builder().events("user.created").build());
      backend.user("alice").set(user("Alice").build());
      assertThat(backend.events(null).events()).hasSize(1);
      var webhook = backend.webhook(made.id());
      webhook.edit(SetWebhookParams.builder().enabled(false).build());
      webhook.replayAfter(0);
      webhook.replaySince(Instant.EPOCH);
      assertThat(webhook.get()).isPresent();
      assertThat(backend.webhooks()).hasSize(1);
      webhook.delete();
      var key = backend.createKey();
      assertThat(backend.keys()).hasSize(2);
      backend.key(key.key().id()).delete();
      backend.key(backend.keys().getFirst().id()).signWebhooks();
    });
  }

  private static void tapped(Consumer<TalkBackend> calls) throws Exception {
    Server server = TestServer.shared();
    NewApp app = TestServer.app(server);
    try (Tap tap = Tap.before(server.uri());
        TalkBackend backend =
            TalkBackend.of(
                BackendOptions.builder(app.app().id(), app.key().reveal())
                    .baseUri(tap.uri())
                    .retryFor(Duration.ofSeconds(5))
                    .build())) {
      try {
        calls.accept(backend);
      } finally {
        assertThat(tap.unlike()).isEmpty();
      }
    }
  }

  private static SetUserParams.Builder user(String name) {
    return SetUserParams.builder().name(name);
  }

  private static ConversationListOptions kept() {
    return ConversationListOptions.of(
        ConversationFilter.where().custom("k", StringFilter.eq("v")).build());
  }
}
