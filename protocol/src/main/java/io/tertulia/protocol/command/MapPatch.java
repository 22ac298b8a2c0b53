package io.tertulia.protocol.command;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What to do with a map of strings: put and remove single keys, or replace it as a whole.
///
/// In JSON: an object whose values are put, `null` removing the key; `null` instead of the object
/// removes all. A replacement stands in a member of its own, `replace` + the capitalised name.
///
/// @param replace whether keys that are not named here go
/// @param entries new values by key; empty removes the key
public record MapPatch(boolean replace, Map<String, Optional<String>> entries) {
  public static final MapPatch KEEP = new MapPatch(false, Map.of());
  public static final MapPatch CLEAR = new MapPatch(true, Map.of());

  public MapPatch {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /// Replaces the whole map.
  public static MapPatch replace(Map<String, String> values) {
    return KEEP.with(values).replacing();
  }

  /// Removes one key.
  public static MapPatch remove(String key) {
    return new MapPatch(false, Map.of(key, Optional.empty()));
  }

  /// This patch, with values put after it.
  public MapPatch with(Map<String, String> values) {
    Map<String, Optional<String>> all = new LinkedHashMap<>(entries);
    values.forEach((k, v) -> all.put(k, Optional.of(v)));
    return new MapPatch(replace, all);
  }

  /// This patch, with one key put, or removed when the value is empty.
  public MapPatch with(String key, Optional<String> value) {
    Map<String, Optional<String>> all = new LinkedHashMap<>(entries);
    all.put(key, value);
    return new MapPatch(replace, all);
  }

  /// Says whether nothing would change.
  public boolean keeps() {
    return !replace && entries.isEmpty();
  }

  /// The map after this patch.
  public Map<String, String> apply(Map<String, String> before) {
    if (keeps()) {
      return before;
    }
    Map<String, String> after = replace ? new LinkedHashMap<>() : new LinkedHashMap<>(before);
    entries.forEach(
        (key, value) -> value.ifPresentOrElse(v -> after.put(key, v), () -> after.remove(key)));
    return Collections.unmodifiableMap(after);
  }

  private MapPatch replacing() {
    return new MapPatch(true, entries);
  }

  /// What a member says; a missing one keeps the map.
  ///
  /// @throws IllegalArgumentException when it is none
  public static MapPatch read(Fields fields, String name) {
    String replacement = replacementName(name);
    if (fields.has(replacement)) {
      return replace(fields.textMap(replacement));
    }
    if (!fields.has(name)) {
      return KEEP;
    }
    if (fields.isNull(name)) {
      return CLEAR;
    }
    return new MapPatch(
        false,
        fields.map(
            name,
            (json, path) ->
                json instanceof Json.Null
                    ? Optional.<String>empty()
                    : Optional.of(Fields.asText(json, path))));
  }

  /// Puts the member that [#read] understands; none when nothing would change.
  public void write(Json.Builder out, String name) {
    if (keeps()) {
      return;
    }
    if (replace && entries.isEmpty()) {
      out.put(name, Json.Null.NULL);
      return;
    }
    Json.Builder map = Json.object();
    entries.forEach((key, value) -> map.put(key, value.<Json>map(Json::of).orElse(Json.Null.NULL)));
    out.put(replace ? replacementName(name) : name, map.build());
  }

  private static String replacementName(String name) {
    return "replace" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
