package io.tertulia.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.FewTyping;
import io.tertulia.client.ManyTyping;
import io.tertulia.client.UserSnapshot;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordingTest {
  @Test
  void those_who_type_are_named_in_one_line() {
    assertThat(Wording.typing(few("Alice"))).isEqualTo("Alice is typing ...");
    assertThat(Wording.typing(few("Alice", "Bob"))).isEqualTo("Alice and Bob are typing ...");
    assertThat(Wording.typing(few("A", "B", "C"))).isEqualTo("A, B and C are typing ...");
    assertThat(Wording.typing(new ManyTyping())).isEqualTo("Many are typing ...");
  }

  @Test
  void nobody_who_types_makes_no_line() {
    assertThat(Wording.typing(few())).isEmpty();
    assertThat(Wording.typing(null)).isEmpty();
  }

  @Test
  void a_name_cannot_write_on_the_terminal() {
    assertThat(Wording.typing(few("\u001b[2JEve"))).doesNotContain("\u001b");
  }

  private static FewTyping few(String... names) {
    List<UserSnapshot> users =
        Stream.of(names)
            .map(name -> new UserSnapshot(name, name, Map.of(), null, null, "default", null))
            .toList();
    return new FewTyping(users);
  }
}
