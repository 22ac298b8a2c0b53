package io.tertulia.bench.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.bench.line.Ledger.Faults;
import io.tertulia.protocol.json.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Frames of the server as bytes, and what is read in them.
class FramesTest {
  private final Loop loop = new Loop();
  private final List<String> heard = new ArrayList<>();
  private final Ledger ledger = new Ledger(0, 1);
  private final Line line =
      new Line(
          loop,
          new Line.Address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), "/"),
          "u0",
          "",
          ledger,
          new Ear() {
            @Override
            public void welcomed(Line line) {
              heard.add("welcome");
            }

            @Override
            public void done(Line line, long id) {
              heard.add("done " + id);
            }

            @Override
            public void message(Line line, int stream, long intended, long now) {
              heard.add("message of " + stream + " meant for " + intended);
            }

            @Override
            public void answered(Line line, long id, byte[] bytes, int from, int to) {
              heard.add("answer " + id);
            }
          });

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void an_event_may_carry_several_messages() {
    read(event(0, 1, 2));
    assertThat(heard).hasSize(3).allMatch(word -> word.equals("message of 0 meant for 12345"));
    assertThat(ledger.faults(3)).isEqualTo(Faults.NONE);
  }

  @Test
  void a_message_that_is_missing_among_events_is_found() {
    read(event(0), event(2, 3));
    assertThat(ledger.faults(4)).isEqualTo(new Faults(1, 0, 2, 0));
  }

  @Test
  void a_message_that_two_events_carry_is_found() {
    read(event(0, 1), event(1, 2));
    assertThat(ledger.faults(3)).isEqualTo(new Faults(0, 1, 0, 0));
    assertThat(heard).hasSize(3);
  }

  @Test
  void messages_that_changed_places_are_found() {
    read(event(1), event(0));
    assertThat(ledger.faults(2)).isEqualTo(new Faults(0, 0, 1, 0));
  }

  @Test
  void a_state_tells_the_newest_first() {
    read(event(2, 1, 0).replace("\"event\"", "\"state\",\"id\":7"));
    assertThat(ledger.faults(3)).isEqualTo(Faults.NONE);
    assertThat(heard).hasSize(4).last().isEqualTo("answer 7");
  }

  @Test
  void answers_are_known_by_their_number() {
    read(
        "{\"type\":\"welcome\",\"time\":1}",
        "{\"type\":\"done\",\"id\":4}",
        "{\"type\":\"done\",\"id\":105,\"messageId\":\"m\"}",
        "{\"type\":\"inbox\",\"id\":9,\"states\":[]}",
        "{\"type\":\"marked\",\"conversationId\":\"c0\"}",
        "{\"type\":\"users\",\"put\":[{\"id\":3}]}");
    assertThat(heard).containsExactly("welcome", "done 4", "done 105", "answer 9");
  }

  @Test
  void a_refusal_ends_the_run() {
    assertThatThrownBy(() -> read("{\"type\":\"refused\",\"id\":3,\"code\":\"NOT_FOUND\"}"))
        .hasMessageContaining("NOT_FOUND");
  }

  @Test
  void a_text_with_a_mark_is_as_long_as_it_is_to_be_and_stays_as_it_is_in_json() {
    String text = new Mark(3, 70_000, Long.MAX_VALUE).text();
    assertThat(text).hasSize(Mark.TEXT);
    assertThat(Json.of(text).toText()).isEqualTo('"' + text + '"');
  }

  @Test
  void a_mark_is_found_wherever_it_stands() {
    Mark mark = new Mark(-2, 70_000, -5);
    for (int before = 0; before < 40; before++) {
      byte[] bytes = ascii("x".repeat(before) + mark.text() + "y");
      int at = Mark.find(bytes, 0, bytes.length);
      assertThat(at).isEqualTo(before);
      assertThat(
              new Mark(Mark.stream(bytes, at), Mark.sequence(bytes, at), Mark.intended(bytes, at)))
          .isEqualTo(mark);
    }
  }

  @Test
  void the_length_of_a_frame_is_read_in_all_three_forms() {
    assertThat(Cut.header(new byte[] {1}, 0, 1)).isEqualTo(-1);
    assertThat(Cut.header(new byte[] {1, 126, 0}, 0, 3)).isEqualTo(-1);
    assertThat(Cut.length(new byte[] {1, 125}, 0)).isEqualTo(125);
    assertThat(Cut.length(new byte[] {1, 126, 1, (byte) 0xfe}, 0)).isEqualTo(510);
    assertThat(Cut.length(new byte[] {1, 127, 0, 0, 0, 0, 0, 1, 2, (byte) 0xff}, 0))
        .isEqualTo(66_303);
    assertThat(Cut.header(new byte[10], 0, 10)).isEqualTo(2);
  }

  private void read(String... frames) {
    for (String frame : frames) {
      byte[] bytes = ascii("##" + frame + "##");
      Frames.read(line, bytes, 2, bytes.length - 2, 0);
    }
  }

  private static String event(int... sequences) {
    StringBuilder event =
        new StringBuilder("{\"type\":\"event\",\"conversationId\":\"c0\",\"epoch\":1,\"put\":[");
    for (int sequence : sequences) {
      event
          .append("{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"children\":[\"")
          .append(new Mark(0, sequence, 12_345).text())
          .append("\"]}]},");
    }
    return event.append("]}").toString();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
