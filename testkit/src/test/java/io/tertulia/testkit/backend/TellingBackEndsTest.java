package io.tertulia.testkit.backend;

import static io.tertulia.testkit.backend.BackEnds.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.backend.ConversationRef;
import io.tertulia.backend.EventPage;
import io.tertulia.backend.MessageRef;
import io.tertulia.backend.SetUserParams;
import io.tertulia.backend.SetWebhookParams;
import io.tertulia.backend.TalkBackend;
import io.tertulia.backend.WebhookEvent;
import io.tertulia.backend.WebhookRef;
import io.tertulia.backend.WebhookSnapshot;
import io.tertulia.backend.WebhookVerifier;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import io.tertulia.testkit.WebhookReceiver;
import io.tertulia.testkit.WebhookReceiver.Heard;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What an application's own server is told, and how it knows that it is true.
@ExtendWith(TertuliaExtension.class)
class TellingBackEndsTest {
  private static WebhookReceiver receiver(People people) {
    WebhookReceiver receiver = WebhookReceiver.start(0);
    people.whenOver(receiver::close);
    return receiver;
  }

  private static WebhookEvent verified(WebhookVerifier verifier, Heard heard) {
    return verifier.verify(
        heard.headers().get(WebhookVerifier.TIMESTAMP_HEADER.toLowerCase(Locale.ROOT)),
        heard.headers().get(WebhookVerifier.SIGNATURE_HEADER.toLowerCase(Locale.ROOT)),
        heard.body().getBytes(UTF_8));
  }

  @Test
  void what_happens_is_told_signed_and_typed(People people) {
    people.conversation("tea", "alice", "bob");
    TalkBackend backend = BackEnds.of(people);
    WebhookReceiver receiver = receiver(people);
    WebhookSnapshot added =
        backend.createWebhook(SetWebhookParams.builder().url(URI.create(receiver.url())).build());
    ConversationRef tea = backend.conversation("tea");
    MessageRef hello = tea.send("alice", "Hello *you*");
    hello.edit("Bye");
    hello.delete();
    tea.delete();
    List<Heard> told =
        receiver.awaitUntil(
            all -> !all.isEmpty() && all.getLast().type().equals("conversation.deleted"));

    WebhookVerifier verifier =
        WebhookVerifier.of("sk_old", people.secretKey()).maxAge(Duration.ofMinutes(5));
    List<WebhookEvent> events =
        WebhookReceiver.once(told).stream().map(heard -> verified(verifier, heard)).toList();
    WebhookEvent.MessageSent sent = (WebhookEvent.MessageSent) events.getFirst();
    assertThat(sent.sender().name()).isEqualTo("Alice");
    assertThat(sent.message().id()).isEqualTo(hello.id());
    assertThat(sent.message().plaintext()).isEqualTo("Hello you");
    assertThat(sent.conversation().participants()).containsOnlyKeys("alice", "bob");
    assertThat(sent.mentions()).isEmpty();
    assertThat(events.get(1)).isInstanceOf(WebhookEvent.MessageUpdated.class);
    assertThat(events.get(2)).isInstanceOf(WebhookEvent.MessageDeleted.class);
    assertThat(events.get(3)).isInstanceOf(WebhookEvent.ConversationDeleted.class);
    assertRefused(
        ErrorCode.UNAUTHENTICATED, () -> verified(WebhookVerifier.of("sk_other"), told.getFirst()));
    assertThat(backend.webhooks()).extracting(WebhookSnapshot::id).containsExactly(added.id());
  }

  @Test
  void a_webhook_is_chosen_changed_and_removed(People people) {
    TalkBackend backend = BackEnds.of(people);
    WebhookReceiver receiver = receiver(people);
    WebhookSnapshot added =
        backend.createWebhook(
            SetWebhookParams.builder()
                .url(URI.create(receiver.url()))
                .events("user.created")
                .build());
    assertThat(added.url()).isEqualTo(URI.create(receiver.url()));
    assertThat(added.events()).containsExactly("user.created");
    assertThat(added.enabled()).isTrue();
    WebhookRef webhook = backend.webhook(added.id());
    webhook.edit(SetWebhookParams.builder().allEvents().enabled(false).build());
    WebhookSnapshot after = webhook.get().orElseThrow();
    assertThat(after.events()).isEmpty();
    assertThat(after.enabled()).isFalse();
    assertThat(after.url()).isEqualTo(added.url());
    webhook.delete();
    webhook.delete();
    assertThat(webhook.get()).isEmpty();
    assertRefused(ErrorCode.NOT_FOUND, () -> webhook.replayAfter(0));
  }

  @Test
  void what_was_taken_can_be_told_again_by_the_same_id(People people) {
    TalkBackend backend = BackEnds.of(people);
    WebhookReceiver receiver = receiver(people);
    String id =
        backend
            .createWebhook(SetWebhookParams.builder().url(URI.create(receiver.url())).build())
            .id();
    Instant before = Instant.now().minusSeconds(60);
    backend.user("alice").set(SetUserParams.builder().name("Alice").build());
    String first = receiver.awaitUntil(all -> all.size() == 1).getFirst().id();
    backend.webhook(id).replaySince(before);
    List<Heard> twice = receiver.awaitUntil(all -> all.size() >= 2);
    assertThat(twice.get(1).id()).isEqualTo(first);
  }

  @Test
  void who_rather_asks_finds_all_events_in_order(People people) {
    TalkBackend backend = BackEnds.of(people);
    backend.createWebhook(SetWebhookParams.builder().events("user.created").build());
    for (int i = 0; i < 120; i++) {
      backend.user("u" + i).set(SetUserParams.builder().name("U").build());
    }
    List<String> users = new ArrayList<>();
    EventPage page = backend.events(null);
    collect(page, users);
    while (page.more()) {
      page = backend.events(page.next());
      collect(page, users);
    }
    assertThat(users).hasSize(120).startsWith("u0", "u1").endsWith("u119");
    assertThat(page.missed()).isFalse();
    assertThat(backend.events(page.next()).events()).isEmpty();
  }

  private static void collect(EventPage page, List<String> users) {
    page.events().forEach(event -> users.add(((WebhookEvent.UserCreated) event).user().id()));
  }
}
