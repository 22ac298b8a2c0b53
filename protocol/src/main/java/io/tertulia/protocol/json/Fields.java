package io.tertulia.protocol.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An object's members read as what they should be; every error names the path, what was found and
/// what was expected.
///
/// All methods throw [IllegalArgumentException] when a member has another type, or is missing
/// though required. A member that is JSON's null counts as missing, except for [#has].
public final class Fields {
  private final Json.Obj object;
  private final String path;

  private Fields(Json.Obj object, String path) {
    this.object = object;
    this.path = path;
  }

  /// The members of `json`, which must be an object; `path` names it in errors, `""` for the root.
  public static Fields of(Json json, String path) {
    if (json instanceof Json.Obj object) {
      return new Fields(object, path);
    }
    throw wrong(path.isEmpty() ? "JSON" : path, json, "an object");
  }

  /// The whole object.
  public Json.Obj json() {
    return object;
  }

  /// Refuses members of other names than these; the error names the nearest.
  public void only(Collection<String> known) {
    for (String name : object.members().keySet()) {
      if (!known.contains(name)) {
        throw bad(name, "unknown", Spelling.nearest(name, known));
      }
    }
  }

  /// Says whether the member is there, be it null.
  public boolean has(String name) {
    return object.members().containsKey(name);
  }

  /// Says whether the member is there and is JSON's null.
  public boolean isNull(String name) {
    return object.members().get(name) instanceof Json.Null;
  }

  /// A required string.
  public String text(String name) {
    return required(name, textOrNull(name), "a string");
  }

  /// A string, or null when missing.
  public @Nullable String textOrNull(String name) {
    Json value = object.get(name);
    return value == null ? null : asText(value, at(name));
  }

  /// A string, or what is given when missing.
  public String textOr(String name, String otherwise) {
    String value = textOrNull(name);
    return value == null ? otherwise : value;
  }

  /// A required integer.
  public long integer(String name) {
    return required(name, integerOrNull(name), "an integer");
  }

  /// An integer, or null when missing.
  public @Nullable Long integerOrNull(String name) {
    Json value = object.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Json.Int number) {
      return number.value();
    }
    throw wrong(at(name), value, "an integer");
  }

  /// An integer, or what is given when missing.
  public long integerOr(String name, long otherwise) {
    Long value = integerOrNull(name);
    return value == null ? otherwise : value;
  }

  /// A required integer from 0 to 2,147,483,647.
  public int count(String name) {
    return asCount(name, integer(name));
  }

  /// An integer from 0 to 2,147,483,647, or what is given when missing.
  public int countOr(String name, int otherwise) {
    return asCount(name, integerOr(name, otherwise));
  }

  /// A required number.
  public double number(String name) {
    return required(name, numberOrNull(name), "a number");
  }

  /// A number, or null when missing.
  public @Nullable Double numberOrNull(String name) {
    Json value = object.get(name);
    return switch (value) {
      case null -> null;
      case Json.Int number -> (double) number.value();
      case Json.Real number -> number.value();
      default -> throw wrong(at(name), value, "a number");
    };
  }

  /// True or false; false when missing.
  public boolean flag(String name) {
    Json value = object.get(name);
    return switch (value) {
      case null -> false;
      case Json.Bool bool -> bool.value();
      default -> throw wrong(at(name), value, "true or false");
    };
  }

  /// A required value of any kind but null.
  public Json value(String name) {
    return required(name, object.get(name), "a value");
  }

  /// A required object.
  public Fields object(String name) {
    return required(name, objectOrNull(name), "an object");
  }

  /// An object, or null when missing.
  public @Nullable Fields objectOrNull(String name) {
    Json value = object.get(name);
    return value == null ? null : of(value, at(name));
  }

  /// An array, each item read by `item`, which gets the value and its path; empty when missing.
  public <T> List<T> list(String name, ItemReader<T> item) {
    Json value = object.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof Json.Arr array)) {
      throw wrong(at(name), value, "an array");
    }
    List<T> items = new ArrayList<>(array.items().size());
    for (int i = 0; i < array.items().size(); i++) {
      items.add(item.read(array.items().get(i), at(name) + "[" + i + "]"));
    }
    return List.copyOf(items);
  }

  /// An array of objects; empty when missing.
  public <T> List<T> objects(String name, Function<Fields, T> item) {
    return list(name, (json, where) -> item.apply(of(json, where)));
  }

  /// An array of strings; empty when missing.
  public List<String> texts(String name) {
    return list(name, Fields::asText);
  }

  /// An object whose members are strings, order kept; empty when missing.
  public Map<String, String> textMap(String name) {
    return map(name, Fields::asText);
  }

  /// An object whose members are all read by `item`, order kept; empty when missing.
  public <T> Map<String, T> map(String name, ItemReader<T> item) {
    Fields members = objectOrNull(name);
    if (members == null) {
      return Map.of();
    }
    Map<String, T> values = new LinkedHashMap<>();
    members.object.members().forEach((k, v) -> values.put(k, item.read(v, members.at(k))));
    return values;
  }

  /// An error about a member: `path: found (expected: …)`.
  public IllegalArgumentException bad(String name, String found, String expected) {
    return new IllegalArgumentException(at(name) + ": " + found + " (expected: " + expected + ")");
  }

  /// The path of a member.
  public String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private int asCount(String name, long value) {
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw bad(name, Long.toString(value), "0 to " + Integer.MAX_VALUE);
    }
    return (int) value;
  }

  private <T> T required(String name, @Nullable T value, String expected) {
    if (value == null) {
      throw bad(name, "missing", expected);
    }
    return value;
  }

  /// The string that `json` is.
  public static String asText(Json json, String path) {
    if (json instanceof Json.Str string) {
      return string.value();
    }
    throw wrong(path, json, "a string");
  }

  private static IllegalArgumentException wrong(String path, Json found, String expected) {
    String kind =
        switch (found) {
          case Json.Obj o -> "an object";
          case Json.Arr a -> "an array";
          case Json.Str s -> "a string";
          case Json.Int i -> "an integer";
          case Json.Real r -> "a number";
          case Json.Bool b -> "a boolean";
          case Json.Printed p -> "printed";
          case Json.Null n -> "null";
        };
    return new IllegalArgumentException(path + ": " + kind + " (expected: " + expected + ")");
  }

  /// Reads one item of an array or object; the path names it in errors.
  @FunctionalInterface
  public interface ItemReader<T> {
    T read(Json json, String path);
  }
}
