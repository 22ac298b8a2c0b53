package io.tertulia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.Active;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.MessageSubscription;
import io.tertulia.client.TalkSession;
import io.tertulia.client.UserSnapshot;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.TextBlock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A conversation as a session reads it, back to the first message, compared with a file.
final class Paging {
  /// What a message is, apart from its id.
  private record Read(
      long at, String user, String name, List<ContentBlock> content, String kind, Long answers) {}

  private Paging() {}

  static List<MessageSnapshot> toTheFirst(TalkSession session, String conversation) {
    try (MessageSubscription messages =
        session.conversation(conversation).subscribeMessages(null)) {
      Active<List<MessageSnapshot>> active = messages.connected().join();
      while (!active.loadedAll()) {
        messages.loadMore(100).join();
        active = (Active<List<MessageSnapshot>>) messages.state();
      }
      return active.latestSnapshot().reversed();
    }
  }

  static void assertEqual(List<MessageSnapshot> messages, List<Line> lines) {
    Map<String, Long> indexes = new HashMap<>();
    List<Line> spoken = lines.stream().filter(Line::spoken).toList();
    assertThat(messages).hasSameSizeAs(spoken);
    for (int i = 0; i < messages.size(); i++) {
      indexes.put(messages.get(i).id(), spoken.get(i).index());
    }
    Map<Long, Long> answers = Line.answers(lines);
    assertThat(messages.stream().map(message -> read(message, indexes)))
        .containsExactlyElementsOf(
            spoken.stream()
                .map(line ->
                    new Read(
                        line.at(),
                        line.user(),
                        line.user(),
                        List.of(TextBlock.parse(line.text())),
                        line.kind().equals("action") ? "action" : null,
                        answers.get(line.index())))
                .toList());
  }

  private static Read read(MessageSnapshot message, Map<String, Long> indexes) {
    UserSnapshot sender = message.sender();
    return new Read(
        message.createdAt().toEpochMilli(),
        sender == null ? null : sender.id(),
        sender == null ? null : sender.name(),
        message.content(),
        message.custom().get("kind"),
        message.referencedMessage() == null ? null : indexes.get(message.referencedMessage().id()));
  }
}
