package io.tertulia.testkit.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScriptTest {
  @Test
  void the_same_seed_gives_the_same_script() {
    assertThat(Script.of(7)).isEqualTo(Script.of(7)).isNotEqualTo(Script.of(8));
  }

  @Test
  void a_script_is_read_as_it_was_printed() {
    Script script = Script.of(7);
    assertThat(Script.parse(script.toString())).isEqualTo(script);
    assertThat(Script.parse("7")).isEqualTo(script);
  }

  @Test
  void every_kind_of_step_comes_up() {
    EnumSet<Verb> seen = EnumSet.noneOf(Verb.class);
    LongStream.range(0, 100)
        .forEach(seed -> Script.of(seed).steps().forEach(step -> seen.add(step.verb())));
    assertThat(seen).containsExactlyInAnyOrder(Verb.values());
  }

  @Test
  void a_script_can_do_without_a_stretch_of_it() {
    Script script = Script.parse("1: send 0 0 1; send 0 0 2; send 0 0 3; send 0 0 4");
    assertThat(script.without(1, 3)).hasToString("1: send 0 0 1; send 0 0 4");
  }
}
