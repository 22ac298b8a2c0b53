package io.tertulia.protocol.filter;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Filters as JSON: an object with a condition a field, or `["any", [object, …]]`. A condition is
/// an array of an operator and its operand, `"exists"`, `"!exists"`, or true or false.
final class FilterJson {
  private static final int MAX_SHOWN = 100;
  private static final String ANY = "any";
  private static final String EXISTS = "exists";
  private static final String NOT_EXISTS = "!exists";

  private FilterJson() {}

  static ConversationFilter read(Json json, String path) {
    if (json instanceof Json.Arr array) {
      Operation any = operation(array, path);
      if (!any.operator.equals(ANY)) {
        throw bad(path, array, "\"any\" and filters");
      }
      List<SimpleConversationFilter> alternatives = new ArrayList<>();
      for (Json item : items(any.operand, path)) {
        alternatives.add(simple(Fields.of(item, path + "[1]")));
      }
      return new AnyOf(alternatives);
    }
    return simple(Fields.of(json, path));
  }

  static Json write(ConversationFilter filter) {
    return switch (filter) {
      case AnyOf any ->
          pair(ANY, new Json.Arr(any.alternatives().stream().map(FilterJson::write).toList()));
      case SimpleConversationFilter simple -> {
        Json.Builder custom = Json.object();
        simple.custom().forEach((key, condition) -> custom.put(key, write(condition)));
        yield Json.object()
            .put("access", write(simple.access()))
            .put("custom", simple.custom().isEmpty() ? null : custom.build())
            .put("isUnread", write(simple.isUnread()))
            .put("subject", write(simple.subject()))
            .put("lastActivityAt", write(simple.lastActivityAt()))
            .put("createdAt", write(simple.createdAt()))
            .put("hasMessages", write(simple.hasMessages()))
            .put("joinedAt", write(simple.joinedAt()))
            .build();
      }
    };
  }

  private static SimpleConversationFilter simple(Fields in) {
    return new SimpleConversationFilter(
        string(in, "access"),
        in.map("custom", FilterJson::custom),
        flag(in, "isUnread"),
        string(in, "subject"),
        time(in, "lastActivityAt"),
        time(in, "createdAt"),
        flag(in, "hasMessages"),
        time(in, "joinedAt"));
  }

  private static CustomFilter custom(Json json, String path) {
    if (json instanceof Json.Str word) {
      return switch (word.value()) {
        case EXISTS -> CustomFilter.exists();
        case NOT_EXISTS -> CustomFilter.notExists();
        default -> throw bad(path, json, "\"exists\", \"!exists\" or an operator and its operand");
      };
    }
    return string(json, path);
  }

  private static @Nullable StringFilter string(Fields in, String name) {
    Json json = in.json().get(name);
    return json == null ? null : string(json, in.at(name));
  }

  private static StringFilter string(Json json, String path) {
    Operation operation = operation(json, path);
    return switch (operation.operator) {
      case "==" -> StringFilter.eq(textOrNull(operation.operand, path));
      case "!=" -> StringFilter.ne(textOrNull(operation.operand, path));
      case "oneOf" -> new StringFilter(false, texts(operation.operand, path));
      case "!oneOf" -> new StringFilter(true, texts(operation.operand, path));
      default -> throw bad(path, json, "==, !=, oneOf or !oneOf");
    };
  }

  private static @Nullable TimeFilter time(Fields in, String name) {
    Json json = in.json().get(name);
    if (json == null) {
      return null;
    }
    String path = in.at(name);
    Operation operation = operation(json, path);
    Json operand = operation.operand;
    return switch (operation.operator) {
      case ">" -> new TimeFilter(false, millis(operand, path) + 1, TimeFilter.LATEST);
      case "<" -> new TimeFilter(false, TimeFilter.EARLIEST, millis(operand, path));
      case ">=" -> new TimeFilter(false, millis(operand, path), TimeFilter.LATEST);
      case "<=" -> new TimeFilter(false, TimeFilter.EARLIEST, millis(operand, path) + 1);
      case "between" -> span(false, operand, path);
      case "!between" -> span(true, operand, path);
      default -> throw bad(path, json, ">, <, >=, <=, between or !between");
    };
  }

  private static TimeFilter span(boolean negated, Json operand, String path) {
    List<Json> ends = items(operand, path);
    if (ends.size() != 2) {
      throw bad(path, operand, "two times");
    }
    return new TimeFilter(negated, millis(ends.get(0), path), millis(ends.get(1), path));
  }

  private static @Nullable Boolean flag(Fields in, String name) {
    return in.json().get(name) == null ? null : in.flag(name);
  }

  private static @Nullable Json write(@Nullable Boolean wanted) {
    return wanted == null ? null : new Json.Bool(wanted);
  }

  private static @Nullable Json write(@Nullable StringFilter filter) {
    if (filter == null) {
      return null;
    }
    List<Json> values = new ArrayList<>();
    for (@Nullable String value : filter.values()) {
      values.add(value == null ? Json.Null.NULL : Json.of(value));
    }
    return values.size() == 1
        ? pair(filter.negated() ? "!=" : "==", values.get(0))
        : pair(filter.negated() ? "!oneOf" : "oneOf", new Json.Arr(values));
  }

  private static @Nullable Json write(CustomFilter filter) {
    return switch (filter) {
      case StringFilter text -> write(text);
      case Presence presence -> Json.of(presence.exists() ? EXISTS : NOT_EXISTS);
    };
  }

  private static @Nullable Json write(@Nullable TimeFilter filter) {
    if (filter == null) {
      return null;
    }
    if (!filter.negated() && filter.from() == TimeFilter.EARLIEST) {
      return pair("<", Json.of(filter.until()));
    }
    if (!filter.negated() && filter.until() == TimeFilter.LATEST) {
      return pair(">=", Json.of(filter.from()));
    }
    return pair(
        filter.negated() ? "!between" : "between",
        new Json.Arr(List.of(Json.of(filter.from()), Json.of(filter.until()))));
  }

  private static Json pair(String operator, Json operand) {
    return new Json.Arr(List.of(Json.of(operator), operand));
  }

  private record Operation(String operator, Json operand) {}

  private static Operation operation(Json json, String path) {
    if (json instanceof Json.Arr array
        && array.items().size() == 2
        && array.items().get(0) instanceof Json.Str operator) {
      return new Operation(operator.value(), array.items().get(1));
    }
    throw bad(path, json, "an operator and its operand");
  }

  private static List<Json> items(Json json, String path) {
    if (json instanceof Json.Arr array) {
      return array.items();
    }
    throw bad(path, json, "an array");
  }

  private static List<@Nullable String> texts(Json json, String path) {
    List<@Nullable String> texts = new ArrayList<>();
    for (Json item : items(json, path)) {
      texts.add(textOrNull(item, path));
    }
    return texts;
  }

  private static @Nullable String textOrNull(Json json, String path) {
    return json == Json.Null.NULL ? null : Fields.asText(json, path);
  }

  private static long millis(Json json, String path) {
    if (json instanceof Json.Int number
        && number.value() >= TimeFilter.EARLIEST
        && number.value() <= TimeFilter.LATEST) {
      return number.value();
    }
    throw bad(path, json, "milliseconds since 1970");
  }

  private static IllegalArgumentException bad(String path, Json found, String expected) {
    String text = found.toText();
    String shown = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
    return new IllegalArgumentException(path + ": " + shown + " (expected: " + expected + ")");
  }
}
