package io.tertulia.backend;

import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.json.Json;
import java.util.List;

/// Filters as the REST API takes them: as the protocol writes them, but that the end of a span
/// belongs to it, and that the last activity is called the last message.
final class FilterJson {
  private static final String ACTIVITY = "lastActivityAt";
  private static final String MESSAGE = "lastMessageAt";

  private FilterJson() {}

  static String text(ConversationFilter filter) {
    return written(filter.json()).toText();
  }

  private static Json written(Json json) {
    if (json instanceof Json.Arr(List<Json> any) && any.get(1) instanceof Json.Arr(var filters)) {
      return new Json.Arr(
          List.of(any.get(0), new Json.Arr(filters.stream().map(FilterJson::written).toList())));
    }
    Json.Builder out = Json.object();
    ((Json.Obj) json)
        .members()
        .forEach((name, condition) ->
            out.put(name.equals(ACTIVITY) ? MESSAGE : name, condition(condition)));
    return out.build();
  }

  private static Json condition(Json json) {
    if (json instanceof Json.Arr(List<Json> items)
        && items.get(1) instanceof Json.Arr(List<Json> ends)
        && ends.size() == 2
        && ends.get(1) instanceof Json.Int(long end)) {
      return new Json.Arr(
          List.of(items.get(0), new Json.Arr(List.of(ends.get(0), Json.of(end - 1)))));
    }
    return json;
  }
}
