package io.tertulia.testkit.backend;

import static io.tertulia.testkit.backend.BackEnds.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.backend.BackendOptions;
import io.tertulia.backend.ConversationRef;
import io.tertulia.backend.EditMessageParams;
import io.tertulia.backend.MessageRef;
import io.tertulia.backend.MessageSnapshot;
import io.tertulia.backend.SendMessageParams;
import io.tertulia.backend.TalkBackend;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.MessageOrigin;
import io.tertulia.protocol.MessageType;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.content.LocationBlock;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.testkit.ListRecorder;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Messages, reactions and files, as an application's own server sends and reads them.
@ExtendWith(TertuliaExtension.class)
class BackendMessagesTest {
  @Test
  void clients_see_what_the_back_end_says(People people) {
    people.conversation("tea", "alice", "bob");
    ConversationRef tea = BackEnds.of(people).conversation("tea");
    var seen = new ListRecorder<io.tertulia.client.MessageSnapshot>();
    people.session("bob").conversation("tea").subscribeMessages(seen);
    tea.send("alice", "Hello *you*");
    tea.sendSystemMessage("Order *17* was paid");
    var page = seen.awaitUntil(list -> list.size() == 2);
    assertThat(page.first().type()).isEqualTo(MessageType.SYSTEM_MESSAGE);
    assertThat(page.first().plaintext()).isEqualTo("Order 17 was paid");
  }

  @Test
  void a_message_is_read_whole(People people) {
    people.conversation("tea", "alice", "bob");
    ConversationRef tea = BackEnds.of(people).conversation("tea");
    MessageRef question = tea.send("bob", "Hungry?");
    MessageRef answer =
        tea.send(
            SendMessageParams.fromUser("alice", "Hello *you*")
                .custom(Map.of("mood", "good"))
                .replyTo(question)
                .build());
    answer.addReaction("bob", "👍");
    answer.addReaction("bob", "👍");
    answer.addReaction("alice", "👍");
    answer.addReaction("bob", ":party:");
    answer.removeReaction("bob", ":party:");
    answer.removeReaction("bob", ":party:");
    MessageSnapshot told = answer.get().orElseThrow();
    assertThat(told.id()).isEqualTo(answer.id());
    assertThat(told.conversationId()).isEqualTo("tea");
    assertThat(told.type()).isEqualTo(MessageType.USER_MESSAGE);
    assertThat(told.senderId()).isEqualTo("alice");
    assertThat(told.text()).isEqualTo("Hello *you*");
    assertThat(told.plaintext()).isEqualTo("Hello you");
    assertThat(told.content()).isEqualTo(List.of(TextBlock.parse("Hello *you*")));
    assertThat(told.custom()).isEqualTo(Map.of("mood", "good"));
    assertThat(told.referencedMessageId()).isEqualTo(question.id());
    assertThat(told.reactions()).isEqualTo(Map.of("👍", List.of("bob", "alice")));
    assertThat(told.origin()).isEqualTo(MessageOrigin.REST);
    assertThat(told.editedAt()).isNull();
    assertThat(tea.message("msg_none").get()).isEmpty();
  }

  @Test
  void several_messages_keep_their_order_and_come_all_or_none(People people) {
    people.conversation("tea", "alice");
    ConversationRef tea = BackEnds.of(people).conversation("tea");
    List<MessageRef> sent =
        tea.send(
            List.of(
                SendMessageParams.fromUser("alice", "one").build(),
                SendMessageParams.fromSystem("two").build(),
                SendMessageParams.fromUser("alice", new LocationBlock(38.7, -9.1)).build()));
    assertThat(tea.messages().map(MessageSnapshot::id))
        .containsExactly(sent.get(2).id(), sent.get(1).id(), sent.get(0).id());
    assertThat(sent.get(2).get().orElseThrow().content())
        .isEqualTo(List.of(new LocationBlock(38.7, -9.1)));
    assertRefused(
        ErrorCode.INVALID_ARGUMENT,
        () ->
            tea.send(
                List.of(
                    SendMessageParams.fromUser("alice", "three").build(),
                    SendMessageParams.fromUser("nobody", "four").build())));
    assertThat(tea.messages()).hasSize(3);
  }

  @Test
  void messages_come_page_by_page(People people) {
    people.conversation("tea", "alice");
    ConversationRef tea = BackEnds.of(people).conversation("tea");
    List<String> sent = new ArrayList<>();
    for (int batch = 0; batch < 21; batch++) {
      List<SendMessageParams> some = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        some.add(SendMessageParams.fromUser("alice", batch + "." + i).build());
      }
      tea.send(some).forEach(message -> sent.add(message.id()));
    }
    assertThat(tea.messages().map(MessageSnapshot::id).toList()).isEqualTo(sent.reversed());
    assertThat(tea.messages().limit(3)).hasSize(3);
    assertRefused(
        ErrorCode.NOT_FOUND,
        () -> BackEnds.of(people).conversation("nowhere").messages().findFirst());
  }

  @Test
  void what_is_edited_and_what_is_not_given_stays(People people) {
    people.conversation("tea", "alice");
    ConversationRef tea = BackEnds.of(people).conversation("tea");
    MessageRef message =
        tea.send(
            SendMessageParams.fromUser("alice", "Helo").custom(Map.of("a", "1", "b", "2")).build());
    message.edit("Hello");
    MessageSnapshot told = message.get().orElseThrow();
    assertThat(told.text()).isEqualTo("Hello");
    assertThat(told.editedAt()).isNotNull();
    message.edit(EditMessageParams.builder().removeCustom("a").custom("c", "3").build());
    assertThat(message.get().orElseThrow().custom()).isEqualTo(Map.of("b", "2", "c", "3"));
    message.edit(EditMessageParams.builder().clearCustom().custom("d", "4").build());
    told = message.get().orElseThrow();
    assertThat(told.custom()).isEqualTo(Map.of("d", "4"));
    assertThat(told.text()).isEqualTo("Hello");
    message.delete();
    message.delete();
    assertThat(message.get()).isEmpty();
    assertRefused(ErrorCode.NOT_FOUND, () -> message.edit("Hello?"));
  }

  @Test
  void one_key_stores_one_message_however_often(People people) {
    people.conversation("tea", "alice");
    ConversationRef tea = BackEnds.of(people).conversation("tea");
    SendMessageParams paid = SendMessageParams.fromSystem("Paid").idempotencyKey("paid-17").build();
    assertThat(tea.send(paid).id()).isEqualTo(tea.send(paid).id());
    assertThat(tea.messages()).hasSize(1);
  }

  @Test
  void nothing_is_doubled_over_a_line_that_breaks(People people) {
    people.conversation("tea", "alice");
    var scissors = people.scissors();
    try (TalkBackend backend =
        TalkBackend.of(
            BackendOptions.builder(people.appId(), people.secretKey())
                .baseUri(scissors.uri())
                .timeout(Duration.ofSeconds(5))
                .build())) {
      for (int i = 0; i < 20; i++) {
        scissors.cutAfter(200 + 97L * i);
        backend.conversation("tea").send("alice", "m" + i);
      }
    }
    assertThat(BackEnds.of(people).conversation("tea").messages()).hasSize(20);
  }

  @Test
  void a_file_is_uploaded_and_sent(People people, @TempDir Path folder) throws IOException {
    people.conversation("tea", "alice");
    TalkBackend backend = BackEnds.of(people);
    Path plan = Files.writeString(folder.resolve("plän.txt"), "Tea is at five.");
    FileToken token = backend.uploadFile(plan);
    MessageRef sent =
        backend.conversation("tea").send(SendMessageParams.fromUser("alice", token).build());
    FileBlock file = (FileBlock) sent.get().orElseThrow().content().getFirst();
    assertThat(file.filename()).isEqualTo("plän.txt");
    assertThat(URI.create(file.url()).toURL().openStream())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("Tea is at five.");
    FileToken other =
        backend.uploadFile("a.txt", () -> new ByteArrayInputStream(new byte[3 << 20]));
    MessageRef again =
        backend.conversation("tea").send(SendMessageParams.fromUser("alice", other).build());
    file = (FileBlock) again.get().orElseThrow().content().getFirst();
    assertThat(file.size()).isEqualTo(3 << 20);
  }
}
