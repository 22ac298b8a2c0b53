package io.tertulia.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.ReferencedMessageSnapshot;
import io.tertulia.client.UserSnapshot;
import io.tertulia.protocol.MessageOrigin;
import io.tertulia.protocol.MessageType;
import io.tertulia.protocol.content.TextBlock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class TranscriptTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

  private final Transcript transcript = new Transcript();

  @Test
  void it_begins_with_what_is_there_oldest_first() {
    assertThat(transcript.follow(List.of(said(2), said(1)), false))
        .containsExactly(new Happening.Begun(List.of(said(1), said(2)), false));
  }

  @Test
  void new_messages_are_said_even_when_several_come_at_once() {
    transcript.follow(List.of(said(1)), true);
    assertThat(transcript.follow(List.of(said(3), said(2), said(1)), true))
        .containsExactly(new Happening.Said(said(2)), new Happening.Said(said(3)));
    assertThat(transcript.follow(List.of(said(3), said(2), said(1)), true)).isEmpty();
  }

  @Test
  void older_messages_are_no_news() {
    transcript.follow(List.of(said(3)), false);
    assertThat(transcript.follow(List.of(said(4), said(3), said(2), said(1)), true))
        .containsExactly(
            new Happening.Older(List.of(said(1), said(2)), true), new Happening.Said(said(4)));
  }

  @Test
  void changes_and_deletions_are_told() {
    transcript.follow(List.of(said(2), said(1)), true);
    MessageSnapshot changed = message(1, "other", Map.of(), null);
    assertThat(transcript.follow(List.of(changed), true))
        .containsExactly(new Happening.Edited(said(1), changed), new Happening.Deleted(said(2)));
  }

  @Test
  void what_follows_the_deletion_of_the_last_message_is_new() {
    transcript.follow(List.of(said(1)), true);
    transcript.follow(List.of(), true);
    assertThat(transcript.follow(List.of(said(2)), true))
        .containsExactly(new Happening.Said(said(2)));
  }

  @Test
  void being_put_out_is_told_once_and_coming_back_begins_anew() {
    transcript.follow(List.of(said(1)), true);
    assertThat(transcript.follow(null, true)).containsExactly(new Happening.Outside());
    assertThat(transcript.follow(null, true)).isEmpty();
    assertThat(transcript.follow(List.of(said(1)), true))
        .containsExactly(new Happening.Begun(List.of(said(1)), true));
  }

  @Test
  void lines_tell_time_name_and_text() {
    assertThat(lines(true, new Happening.Said(said(1))))
        .containsExactly("2026-11-22 00:00 Bob: text 1");
    assertThat(lines(false, new Happening.Said(said(1)))).containsExactly("00:00 Bob: text 1");
  }

  @Test
  void another_day_has_a_line_of_its_own() {
    MessageSnapshot tomorrow = message(86_400, "x", Map.of(), null);
    assertThat(lines(false, new Happening.Begun(List.of(said(1), tomorrow), true)))
        .containsExactly("00:00 Bob: text 1", "-- 2026-11-23", "00:00 Bob: x");
  }

  @Test
  void answers_actions_changes_and_deletions_read_well() {
    var answered =
        new ReferencedMessageSnapshot(
            "0",
            MessageType.USER_MESSAGE,
            user("Al"),
            Map.of(),
            at(0),
            null,
            null,
            MessageOrigin.REST,
            "why?\n",
            List.of(TextBlock.parse("why?\nsay")),
            List.of());
    assertThat(lines(false, new Happening.Said(message(1, "because", Map.of(), answered))))
        .containsExactly("00:00 Bob (answers Al \"why? say\"): because");
    assertThat(
            lines(false, new Happening.Said(message(1, "waves", Map.of("kind", "action"), null))))
        .containsExactly("00:00 * Bob waves");
    assertThat(lines(false, new Happening.Edited(said(1), message(1, "new", Map.of(), null))))
        .containsExactly("00:00 * Bob changed \"text 1\" to: new");
    assertThat(lines(false, new Happening.Deleted(said(1))))
        .containsExactly("00:00 * Bob deleted \"text 1\"");
  }

  @Test
  void neither_names_nor_texts_control_the_terminal() {
    var sender = user("B\u001b[31mob\u202e");
    var message =
        new MessageSnapshot(
            "1",
            MessageType.USER_MESSAGE,
            sender,
            Map.of(),
            at(1),
            null,
            null,
            MessageOrigin.REST,
            "",
            List.of(TextBlock.parse("a\u0007\nb\u001b]0;x\u0007")),
            List.of());
    for (Happening happening :
        List.of(
            new Happening.Said(message),
            new Happening.Edited(message, message),
            new Happening.Deleted(message))) {
      assertThat(String.join("", lines(true, happening)).replace("\n", ""))
          .doesNotContainPattern("[\\p{Cntrl}\u202e]");
    }
  }

  private static List<String> lines(boolean dated, Happening happening) {
    return new Wording(ZoneOffset.UTC, dated, DAY)
        .lines(happening).stream().map(AttributedString::toString).toList();
  }

  private static MessageSnapshot said(int second) {
    return message(second, "text " + second, Map.of(), null);
  }

  private static MessageSnapshot message(
      int second, String text, Map<String, String> custom, ReferencedMessageSnapshot answered) {
    return new MessageSnapshot(
        "msg_" + second,
        MessageType.USER_MESSAGE,
        user("Bob"),
        custom,
        at(second),
        null,
        answered,
        MessageOrigin.REST,
        text,
        List.of(TextBlock.parse(text)),
        List.of());
  }

  private static Instant at(int second) {
    return DAY.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(second);
  }

  private static UserSnapshot user(String name) {
    return new UserSnapshot("u", name, Map.of(), null, null, "default", null);
  }
}
