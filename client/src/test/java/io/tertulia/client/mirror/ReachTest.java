package io.tertulia.client.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.fact.Bound;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReachTest {
  private final Shelf<Integer> shelf = new Shelf<>();
  private final Reach reach = new Reach(3);
  private final List<String> told = new ArrayList<>();

  private static Bound at(int place) {
    return new Bound(place, "i" + place);
  }

  private void fill(int from, int to) {
    for (int i = from; i <= to; i++) {
      shelf.put(at(i), i);
    }
    shelf.from(at(from));
  }

  private void settle() {
    reach.settle(shelf).forEach(Runnable::run);
  }

  private List<Integer> window() {
    return shelf.window(reach.bound());
  }

  @Test
  void the_newest_are_resolved_once_into_a_bound() {
    fill(11, 20);
    settle();
    assertThat(window()).containsExactly(20, 19, 18);
    shelf.put(at(21), 21);
    shelf.remove(at(19));
    settle();
    assertThat(window()).containsExactly(21, 20, 18);
    assertThat(reach.missing(shelf)).isZero();
  }

  @Test
  void too_few_are_not_resolved_until_the_rest_or_all_are_known() {
    fill(19, 20);
    settle();
    assertThat(reach.bound()).isNull();
    assertThat(reach.missing(shelf)).isEqualTo(1);
    shelf.totalNow(2);
    settle();
    assertThat(reach.bound()).isEqualTo(Bound.EVERYTHING);
  }

  @Test
  void calls_at_the_same_time_do_not_add_up() {
    fill(18, 20);
    settle();
    reach.more(5, () -> told.add("5"));
    reach.more(10, () -> told.add("10"));
    assertThat(reach.missing(shelf)).isEqualTo(10);
    fill(8, 17);
    settle();
    assertThat(told).containsExactly("5", "10");
    assertThat(window()).hasSize(13);
  }

  @Test
  void a_call_counts_from_what_is_loaded_when_it_is_made() {
    fill(18, 20);
    settle();
    reach.more(2, () -> told.add("2"));
    reach.more(6, () -> told.add("6"));
    fill(15, 17);
    settle();
    assertThat(told).containsExactly("2");
    assertThat(window()).hasSize(5);
    reach.more(5, () -> told.add("2+5"));
    assertThat(reach.missing(shelf)).isEqualTo(4);
    fill(10, 14);
    settle();
    assertThat(told).containsExactly("2", "6", "2+5");
    assertThat(window()).hasSize(10);
  }

  @Test
  void with_everything_loaded_a_call_ends_at_once() {
    fill(19, 20);
    shelf.totalNow(2);
    settle();
    reach.more(5, () -> told.add("5"));
    assertThat(reach.missing(shelf)).isZero();
    settle();
    assertThat(told).containsExactly("5");
  }

  @Test
  void a_list_that_nobody_counts_is_known_one_item_further_than_it_is_looked_at() {
    Reach ahead = new Reach(3, 1);
    fill(18, 20);
    assertThat(ahead.missing(shelf)).isEqualTo(1);
    assertThat(ahead.settle(shelf)).isEmpty();
    assertThat(shelf.window(ahead.bound())).hasSize(3);
    assertThat(ahead.missing(shelf)).isEqualTo(1);
    fill(15, 17);
    assertThat(ahead.missing(shelf)).isZero();
    ahead.more(3, () -> told.add("3"));
    assertThat(ahead.missing(shelf)).isEqualTo(1);
    shelf.from(Bound.EVERYTHING);
    assertThat(ahead.missing(shelf)).isZero();
  }

  @Test
  void what_another_window_loaded_costs_nothing() {
    fill(1, 20);
    settle();
    assertThat(reach.missing(shelf)).isZero();
    reach.more(5, () -> told.add("5"));
    assertThat(reach.missing(shelf)).isZero();
    settle();
    assertThat(window()).hasSize(8);
  }

  @Test
  void new_items_do_not_count_as_loaded_more() {
    fill(18, 20);
    settle();
    reach.more(2, () -> told.add("2"));
    shelf.put(at(21), 21);
    shelf.put(at(22), 22);
    settle();
    assertThat(told).isEmpty();
    assertThat(reach.missing(shelf)).isEqualTo(2);
  }

  @Test
  void a_window_that_fell_ends_where_the_answer_ends() {
    fill(1, 20);
    settle();
    Shelf<Integer> fresh = new Shelf<>();
    for (int i = 95; i <= 100; i++) {
      fresh.put(at(i), i);
    }
    fresh.from(at(95));
    reach.settle(fresh);
    assertThat(fresh.window(reach.bound())).containsExactly(100, 99, 98, 97, 96, 95);
  }

  @Test
  void a_window_of_which_nothing_is_left_is_resolved_anew() {
    fill(1, 20);
    settle();
    Shelf<Integer> fresh = new Shelf<>();
    fresh.put(at(100), 100);
    reach.settle(fresh);
    assertThat(reach.bound()).isNull();
    assertThat(reach.missing(fresh)).isEqualTo(3);
  }

  @Test
  void items_of_the_same_time_run_by_id() {
    Shelf<String> names = new Shelf<>();
    for (String id : List.of("c", "a", "d", "b")) {
      names.put(new Bound(5, id), id);
    }
    names.from(new Bound(5, "d"));
    reach.settle(names);
    assertThat(names.window(reach.bound())).containsExactly("a", "b", "c");
  }
}
