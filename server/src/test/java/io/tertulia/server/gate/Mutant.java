package io.tertulia.server.gate;

import io.tertulia.protocol.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A JSON value with one thing wrong, or at least other: a member removed, renamed or of another
/// type, or an item of another type.
///
/// @param change where, and what
record Mutant(String change, Json json) {
  private static final List<Json> OTHERS =
      List.of(
          Json.of(0),
          new Json.Real(1.5),
          Json.of("x"),
          new Json.Bool(true),
          Json.object().build(),
          new Json.Arr(List.of()));

  /// All mutants of a value.
  static List<Mutant> of(Json json) {
    List<Mutant> all = new ArrayList<>();
    add("", json, UnaryOperator.identity(), all);
    return all;
  }

  private static void add(String path, Json json, UnaryOperator<Json> whole, List<Mutant> mutants) {
    switch (json) {
      case Json.Obj(Map<String, Json> members) ->
          members.forEach((name, value) -> {
            String at = path + "/" + name;
            UnaryOperator<Json> with = other -> whole.apply(put(members, name, name, other));
            mutants.add(new Mutant(at + " removed", whole.apply(without(members, name))));
            mutants.add(
                new Mutant(at + " renamed", whole.apply(put(members, name, name + "X", value))));
            addOthers(at, value, with, mutants);
            add(at, value, with, mutants);
          });
      case Json.Arr(List<Json> items) -> {
        for (int i = 0; i < items.size(); i++) {
          int at = i;
          UnaryOperator<Json> with = other -> whole.apply(put(items, at, other));
          addOthers(path + "/" + i, items.get(i), with, mutants);
          add(path + "/" + i, items.get(i), with, mutants);
        }
      }
      default -> {}
    }
  }

  private static void addOthers(
      String path, Json value, UnaryOperator<Json> whole, List<Mutant> mutants) {
    for (Json other : OTHERS) {
      boolean sameType = other.getClass() == value.getClass();
      boolean integral = value instanceof Json.Real && other instanceof Json.Int;
      if (!sameType && !integral) {
        mutants.add(new Mutant(path + " = " + other.toText(), whole.apply(other)));
      }
    }
  }

  private static Json without(Map<String, Json> members, String name) {
    Map<String, Json> left = new LinkedHashMap<>(members);
    left.remove(name);
    return new Json.Obj(left);
  }

  private static Json put(Map<String, Json> members, String before, String name, Json value) {
    Map<String, Json> changed = new LinkedHashMap<>();
    members.forEach(
        (k, v) -> changed.put(k.equals(before) ? name : k, k.equals(before) ? value : v));
    return new Json.Obj(changed);
  }

  private static Json put(List<Json> items, int at, Json value) {
    List<Json> changed = new ArrayList<>(items);
    changed.set(at, value);
    return new Json.Arr(changed);
  }
}
