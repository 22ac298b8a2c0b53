package io.tertulia.server;

import io.tertulia.protocol.json.Spelling;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Records as settings: each component is a key, `frameBytes` in `gate` is `gate.frame-bytes`.
///
/// The component `limits` gives no part of a key. Numbers may end in `KiB`, `MiB`, `GiB` or `TiB`,
/// times in `ms`, `s`, `m`, `h` or `d`.
final class Settings {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,15})\\s*([KMGT]iB)?");
  private static final Pattern TIME = Pattern.compile("(\\d{1,10})\\s*(ms|s|m|h|d)");

  private Settings() {}

  /// All keys with the values that a record has, in the order of its components.
  static Map<String, String> flatten(Record values) {
    Map<String, String> flat = new LinkedHashMap<>();
    flatten("", values, flat);
    return flat;
  }

  /// The record with other values for some keys.
  ///
  /// @throws IllegalArgumentException when a value is none; its message names the key
  static <R extends Record> R bind(R defaults, Map<String, String> values) {
    return bind("", defaults, values);
  }

  /// Throws when a key is unknown, and names the nearest known one.
  static void checkKnown(String key, Set<String> known) {
    if (!known.contains(key)) {
      throw new IllegalArgumentException(
          key + ": unknown setting (did you mean " + Spelling.nearest(key, known) + "?)");
    }
  }

  /// A length of time: a number and `ms`, `s`, `m`, `h` or `d`.
  static Duration duration(String key, String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw bad(key, text, "a time such as 500ms, 30s, 5m, 2h or 7d");
    }
    long number = Long.parseLong(time.group(1));
    return switch (time.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static void flatten(String prefix, Record values, Map<String, String> flat) {
    for (RecordComponent component : values.getClass().getRecordComponents()) {
      Object value = value(component, values);
      if (value instanceof Record group) {
        flatten(group(prefix, component), group, flat);
      } else {
        flat.put(prefix + kebab(component.getName()), text(value));
      }
    }
  }

  @SuppressWarnings("unchecked") // The constructor is that of the class of `defaults`.
  private static <R extends Record> R bind(String prefix, R defaults, Map<String, String> values) {
    RecordComponent[] components = defaults.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] parts = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      types[i] = component.getType();
      Object before = value(component, defaults);
      String key = prefix + kebab(component.getName());
      String text = values.get(key);
      if (before instanceof Record group) {
        parts[i] = bind(group(prefix, component), group, values);
      } else {
        parts[i] = text == null ? before : parse(key, text.strip(), component.getType());
      }
    }
    try {
      Constructor<?> constructor = defaults.getClass().getDeclaredConstructor(types);
      return (R) constructor.newInstance(parts);
    } catch (ReflectiveOperationException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException(e);
    }
  }

  private static Object parse(String key, String text, Class<?> type) {
    if (type == int.class) {
      return (int) number(key, text, Integer.MAX_VALUE);
    } else if (type == long.class) {
      return number(key, text, Long.MAX_VALUE);
    } else if (type == boolean.class) {
      if (!text.equals("true") && !text.equals("false")) {
        throw bad(key, text, "true or false");
      }
      return text.equals("true");
    } else if (type == Duration.class) {
      return duration(key, text);
    } else if (type == Path.class) {
      return Path.of(text);
    } else if (type == String.class) {
      return text;
    }
    throw new IllegalStateException(key + ": a setting of " + type);
  }

  private static long number(String key, String text, long max) {
    Matcher size = SIZE.matcher(text);
    if (size.matches()) {
      long unit =
          switch (size.group(2)) {
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            case "GiB" -> 1L << 30;
            case "TiB" -> 1L << 40;
            case null, default -> 1L;
          };
      long number = Long.parseLong(size.group(1));
      if (number <= max / unit) {
        return number * unit;
      }
    }
    throw bad(key, text, "a number such as 4096, 64KiB, 4MiB or 2GiB, at most " + max);
  }

  private static String text(Object value) {
    if (value instanceof Duration time) {
      return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
    return value.toString();
  }

  private static Object value(RecordComponent component, Record values) {
    try {
      return component.getAccessor().invoke(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String group(String prefix, RecordComponent component) {
    return component.getName().equals("limits")
        ? prefix
        : prefix + kebab(component.getName()) + ".";
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static IllegalArgumentException bad(String key, String found, String expected) {
    return new IllegalArgumentException(key + ": " + found + " (expected: " + expected + ")");
  }
}
