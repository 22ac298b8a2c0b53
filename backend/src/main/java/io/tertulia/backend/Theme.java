package io.tertulia.backend;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How the app's chats are to look; kept for whoever shows them, the server does not look into it.
///
/// @param base the name of what it builds upon
/// @param files texts by name; only `layout.json` and names that end in `.template` are kept
public record Theme(String base, Map<String, String> files) {
  public Theme {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  static Map<String, Theme> readAll(Fields in) {
    Map<String, Theme> themes = new LinkedHashMap<>();
    for (String name : in.json().members().keySet()) {
      Fields theme = in.object(name);
      themes.put(name, new Theme(theme.text("base"), theme.textMap("files")));
    }
    return Collections.unmodifiableMap(themes);
  }

  Json json() {
    return Json.object().put("base", base).put("files", Json.of(files)).build();
  }
}
