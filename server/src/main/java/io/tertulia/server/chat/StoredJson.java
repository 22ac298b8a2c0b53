package io.tertulia.server.chat;

import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.PrintedContent;
import io.tertulia.protocol.fact.ReactionCount;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lists and maps as they stand in a column: JSON, or null when empty.
final class StoredJson {
  private StoredJson() {}

  static @Nullable String ofMap(Map<String, String> map) {
    return map.isEmpty() ? null : Json.of(map).toText();
  }

  static Map<String, String> map(@Nullable String stored) {
    if (stored == null) {
      return Map.of();
    }
    Map<String, String> map = new LinkedHashMap<>();
    Fields.of(Json.parse(stored), "")
        .json()
        .members()
        .forEach((key, value) -> map.put(key, Fields.asText(value, key)));
    return map;
  }

  static @Nullable String ofList(List<String> list) {
    return list.isEmpty() ? null : Json.of(list).toText();
  }

  static List<String> list(@Nullable String stored) {
    return stored == null ? List.of() : texts(Json.parse(stored));
  }

  static String ofContent(List<? extends ContentBlock> blocks) {
    return PrintedContent.json(blocks).toText();
  }

  static List<ContentBlock> content(String stored) {
    return new PrintedContent(stored);
  }

  static @Nullable String ofReactions(List<ReactionCount> counts) {
    return counts.isEmpty()
        ? null
        : new Json.Arr(counts.stream().map(ReactionCount::json).toList()).toText();
  }

  static List<ReactionCount> reactions(@Nullable String stored) {
    return stored == null
        ? List.of()
        : ((Json.Arr) Json.parse(stored))
            .items().stream().map(count -> ReactionCount.read(count, "reactions")).toList();
  }

  private static List<String> texts(Json json) {
    return ((Json.Arr) json).items().stream().map(item -> Fields.asText(item, "")).toList();
  }
}
