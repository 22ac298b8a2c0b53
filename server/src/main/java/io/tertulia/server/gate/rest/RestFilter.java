package io.tertulia.server.gate.rest;

import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The filters of conversations that the REST API takes: those of the protocol, with older names
/// for some fields, spans whose end belongs to them, and the last message in place of the last
/// activity.
final class RestFilter {
  private static final String ANY = "any";
  private static final List<String> SPANS = List.of("between", "!between");

  /// What each field is in the protocol.
  private static final Map<String, String> FIELDS =
      Map.of(
          "custom", "custom",
          "subject", "subject",
          "createdAt", "createdAt",
          "lastMessageTs", "lastActivityAt",
          "lastMessageAt", "lastActivityAt",
          "hasMessages", "hasMessages");

  /// Those that only a list of one user's conversations has.
  private static final Map<String, String> OWN =
      Map.of(
          "access", "access",
          "hasUnreadMessages", "isUnread",
          "isUnread", "isUnread",
          "joinedAt", "joinedAt");

  private RestFilter() {}

  /// The filter of that text. What is no JSON may have been percent-encoded twice.
  ///
  /// @param ofUser whether the list is one user's
  /// @throws IllegalArgumentException when it is no filter, or none for that list
  static ConversationFilter parse(String text, boolean ofUser) {
    return ConversationFilter.read(translated(json(text), ofUser), "filter");
  }

  private static Json json(String text) {
    try {
      return Json.parse(text);
    } catch (IllegalArgumentException once) {
      try {
        return Json.parse(URLDecoder.decode(text, StandardCharsets.UTF_8));
      } catch (IllegalArgumentException twice) {
        throw new IllegalArgumentException("filter: no JSON (expected: an object)", once);
      }
    }
  }

  private static Json translated(Json json, boolean ofUser) {
    if (json instanceof Json.Arr(List<Json> items)
        && items.size() == 2
        && items.get(0).equals(Json.of(ANY))
        && items.get(1) instanceof Json.Arr(List<Json> alternatives)) {
      return new Json.Arr(
          List.of(
              items.get(0),
              new Json.Arr(alternatives.stream().map(one -> simple(one, ofUser)).toList())));
    }
    return simple(json, ofUser);
  }

  private static Json simple(Json json, boolean ofUser) {
    Fields in = Fields.of(json, "filter");
    Json.Builder out = Json.object();
    in.json()
        .members()
        .forEach((name, condition) -> {
          String field = field(in, name, ofUser);
          if (out.build().get(field) != null) {
            throw in.bad(name, "one more condition on the same", "one");
          }
          out.put(field, condition(condition));
        });
    return out.build();
  }

  private static String field(Fields in, String name, boolean ofUser) {
    @Nullable String field = FIELDS.get(name);
    @Nullable String own = OWN.get(name);
    if (field == null && own != null && !ofUser) {
      throw in.bad(name, "given", "none, as the list is nobody's own");
    }
    if (field == null && own == null) {
      throw in.bad(name, "unknown", String.join(", ", FIELDS.keySet().stream().sorted().toList()));
    }
    return field == null ? String.valueOf(own) : field;
  }

  /// To the protocol the end of a span does not belong to it.
  private static Json condition(Json json) {
    if (json instanceof Json.Arr(List<Json> items)
        && items.size() == 2
        && items.get(0) instanceof Json.Str(String operator)
        && SPANS.contains(operator)
        && items.get(1) instanceof Json.Arr(List<Json> ends)
        && ends.size() == 2
        && ends.get(1) instanceof Json.Int(long end)
        && end < Long.MAX_VALUE) {
      return new Json.Arr(
          List.of(items.get(0), new Json.Arr(List.of(ends.get(0), Json.of(end + 1)))));
    }
    return json;
  }
}
