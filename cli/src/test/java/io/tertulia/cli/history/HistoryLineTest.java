package io.tertulia.cli.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.command.HistoryEntry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryLineTest {
  @Test
  void a_message_is_named_by_its_index_and_answers_another_by_that() {
    assertThat(parsed("'kind': 'message', 'user': '|a^[\\\\', 'text': 'x', 'replyTo': 3").entries())
        .containsExactly(new HistoryEntry.Said(9, "7", "|a^[\\", "x", Map.of(), "3"));
  }

  @Test
  void an_action_is_a_message_that_says_so() {
    assertThat(parsed("'kind': 'action', 'user': 'a', 'text': 'waves'").entries())
        .containsExactly(
            new HistoryEntry.Said(9, "7", "a", "waves", Map.of("kind", "action"), null));
  }

  @Test
  void what_the_system_says_is_a_message_of_nobody() {
    assertThat(parsed("'kind': 'system', 'text': ''").entries())
        .containsExactly(new HistoryEntry.Said(9, "7", null, "", Map.of(), null));
  }

  @Test
  void people_join_and_leave() {
    assertThat(parsed("'kind': 'join', 'user': 'a'").entries())
        .containsExactly(new HistoryEntry.Joined(9, "a"));
    assertThat(parsed("'kind': 'leave', 'user': 'a', 'replyTo': 2").entries())
        .containsExactly(new HistoryEntry.Left(9, "a"));
  }

  @Test
  void who_takes_another_name_leaves_and_joins() {
    assertThat(parsed("'kind': 'rename', 'user': 'a', 'to': 'b'").entries())
        .containsExactly(new HistoryEntry.Left(9, "a"), new HistoryEntry.Joined(9, "b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'kind': 'shout', 'user': 'a', 'text': 'x'      | kind: shout (expected: message, action, join, leave, rename or system)
          'kind': 'message', 'text': 'x'                 | user: missing (expected: a string)
          'kind': 'message', 'user': '', 'text': 'x'     | user: empty (expected: an id)
          'kind': 'message', 'user': 'a'                 | text: missing (expected: a string)
          'kind': 'message', 'user': 'a', 'text': 5      | text: an integer (expected: a string)
          'kind': 'rename', 'user': 'a'                  | to: missing (expected: a string)
          'kind': 'message', 'user': 'a', 'text': 'x', 'replyTo': 'y' | replyTo: a string (expected: an integer)
          """)
  void a_bad_line_says_what_was_expected(String members, String why) {
    assertThatThrownBy(() -> parsed(members)).hasMessage(why);
  }

  @Test
  void what_is_no_object_is_no_line() {
    assertThatThrownBy(() -> HistoryLine.parse(utf8("[1]")))
        .hasMessage("JSON: an array (expected: an object)");
    assertThatThrownBy(() -> HistoryLine.parse(utf8("{"))).hasMessageStartingWith("JSON: ");
  }

  @Test
  void indexes_of_a_conversation_must_grow_and_times_need_not() {
    Sequence sequence = new Sequence();
    sequence.follow(line("a", 1, 10, "system"));
    sequence.follow(line("b", 1, 10, "system"));
    sequence.follow(line("a", 2, 10, "join"));
    assertThatThrownBy(() -> sequence.follow(line("a", 2, 11, "system")))
        .hasMessage("index: 2 (expected: more than 2, the one before it in conversation a)");
    sequence.follow(line("a", 3, 9, "system"));
  }

  private static HistoryLine parsed(String members) {
    return HistoryLine.parse(
        utf8("{'conversation': 'c', 'index': 7, 'at': 9, 'new': [], %s}".formatted(members)));
  }

  private static HistoryLine line(String conversation, int index, int at, String kind) {
    return HistoryLine.parse(
        utf8(
            "{'conversation': '%s', 'index': %d, 'at': %d, 'kind': '%s', 'user': 'u', 'text': ''}"
                .formatted(conversation, index, at, kind)));
  }

  private static byte[] utf8(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
