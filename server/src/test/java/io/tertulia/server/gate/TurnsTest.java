package io.tertulia.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final Turns turns = new Turns();
  private final List<String> ran = new ArrayList<>();

  @Test
  void a_query_waits_for_all_commands_before_it() {
    var first = turns.command();
    var second = turns.command();
    turns.after(() -> ran.add("query"));
    turns.done(second);
    assertThat(ran).isEmpty();
    turns.done(first);
    assertThat(ran).containsExactly("query");
  }

  @Test
  void a_query_does_not_wait_for_commands_after_it() {
    turns.after(() -> ran.add("query"));
    turns.command();
    assertThat(ran).containsExactly("query");
  }

  @Test
  void what_waits_keeps_its_order() {
    var command = turns.command();
    turns.after(() -> ran.add("follow"));
    var next = turns.command();
    turns.after(() -> ran.add("unfollow"));
    turns.done(command);
    assertThat(ran).containsExactly("follow");
    turns.done(next);
    assertThat(ran).containsExactly("follow", "unfollow");
  }

  @Test
  void what_a_query_brings_about_comes_after_it() {
    turns.after(() -> {
      turns.after(() -> ran.add("second"));
      ran.add("first");
    });
    assertThat(ran).containsExactly("first", "second");
  }
}
