package io.tertulia.server.webhooks;

import io.tertulia.protocol.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// What a webhook has not taken of that what it has reached.
///
/// @param waiting sequences, in their order
/// @param begun of those that stand for many events, the place of the last one taken, by sequence
/// @param held what is not named one by one of lanes with much that waits, by [Lane#key]
public record Behind(List<Long> waiting, Map<Long, Long> begun, Map<String, Held> held) {
  static final Behind NOTHING = new Behind(List.of(), Map.of(), Map.of());

  public Behind {
    waiting = List.copyOf(waiting);
    begun = Map.copyOf(begun);
    held = Map.copyOf(held);
  }

  /// What is left of a lane in the store.
  ///
  /// @param from its first sequence; nothing of the lane waits behind it that is named
  /// @param count how many events
  public record Held(long from, int count) {}

  /// The first sequence that is missing.
  OptionalLong first() {
    LongStream named = waiting.stream().limit(1).mapToLong(Long::longValue);
    return LongStream.concat(named, held.values().stream().mapToLong(Held::from)).min();
  }

  /// How many events.
  int size() {
    return waiting.size() + held.values().stream().mapToInt(Held::count).sum();
  }

  /// What is left when events up to a sequence are kept no longer.
  ///
  /// @param reached by then
  /// @param losing how many of them were held, by lane
  Behind above(long upTo, long reached, Map<String, Integer> losing) {
    Map<String, Held> left = new LinkedHashMap<>();
    held.forEach((key, part) -> {
      Held rest = above(part, upTo, losing.getOrDefault(key, 0));
      if (rest.from() <= reached) {
        left.put(key, rest);
      }
    });
    return new Behind(
        waiting.stream().filter(sequence -> sequence > upTo).toList(),
        begun.entrySet().stream()
            .filter(entry -> entry.getKey() > upTo)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
        left);
  }

  static Held above(Held part, long upTo, int losing) {
    return new Held(Math.max(part.from(), upTo + 1), Math.max(part.count() - losing, 0));
  }

  /// As it is kept; null when nothing is behind.
  @Nullable String stored() {
    if (waiting.isEmpty() && held.isEmpty()) {
      return null;
    }
    Json.Builder places = Json.object();
    begun.forEach((sequence, place) -> places.put(Long.toString(sequence), place));
    Json.Builder lanes = Json.object();
    held.forEach((key, part) ->
        lanes.put(key, new Json.Arr(List.of(Json.of(part.from()), Json.of(part.count())))));
    return Json.object()
        .put("waiting", new Json.Arr(waiting.stream().map(Json::of).toList()))
        .put("begun", places.build())
        .put("held", lanes.build())
        .build()
        .toText();
  }

  /// What was kept, also by a version that knew of `waiting` alone.
  static Behind parse(@Nullable String stored) {
    if (stored == null) {
      return NOTHING;
    }
    Json json = Json.parse(stored);
    if (json instanceof Json.Arr waiting) {
      return new Behind(numbers(waiting), Map.of(), Map.of());
    }
    Json.Obj all = (Json.Obj) json;
    return new Behind(
        numbers(member(all, "waiting")),
        members(all, "begun", Long::valueOf, Behind::number),
        members(all, "held", key -> key, Behind::held));
  }

  private static Held held(Json json) {
    List<Long> parts = numbers(json);
    return new Held(parts.getFirst(), parts.getLast().intValue());
  }

  private static <K, V> Map<K, V> members(
      Json.Obj all, String name, Function<String, K> key, Function<Json, V> value) {
    return ((Json.Obj) member(all, name))
        .members().entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> key.apply(entry.getKey()), entry -> value.apply(entry.getValue())));
  }

  private static Json member(Json.Obj all, String name) {
    Json member = all.get(name);
    if (member == null) {
      throw new IllegalArgumentException(
          name + ": missing (expected: what a webhook has not taken)");
    }
    return member;
  }

  private static List<Long> numbers(Json json) {
    return ((Json.Arr) json).items().stream().map(Behind::number).toList();
  }

  private static long number(Json json) {
    return ((Json.Int) json).value();
  }
}
