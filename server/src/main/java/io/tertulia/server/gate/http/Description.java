package io.tertulia.server.gate.http;

import io.tertulia.protocol.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An interface described for programs: JSON that is written in several files, with the limits that
/// this server is set to put in.
///
/// Objects of the files become one; nothing else may stand in two of them. A setting in braces,
/// `{chat.text-length}`, stands for its value: inside of a text for the words, as a whole text for
/// the number.
public final class Description {
  private static final Pattern SETTING = Pattern.compile("\\{([a-z0-9]+(?:\\.[a-z0-9-]+)+)}");

  private final Map<String, String> settings;

  private Description(Map<String, String> settings) {
    this.settings = settings;
  }

  /// Reads the files.
  ///
  /// @param beside the class in whose package they are
  /// @param names paths from there
  /// @param settings values by key
  /// @throws IllegalStateException when one is missing, contradicts another, or names a setting
  ///   that there is none of
  public static Json read(Class<?> beside, List<String> names, Map<String, String> settings) {
    Json all = Json.object().build();
    for (String name : names) {
      all = merged("", all, file(beside, name));
    }
    return new Description(settings).filled(all);
  }

  private static Json file(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + ": missing (expected: beside " + beside + ")");
      }
      return Json.parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Json merged(String path, Json one, Json other) {
    if (!(one instanceof Json.Obj(Map<String, Json> members))
        || !(other instanceof Json.Obj(Map<String, Json> more))) {
      throw new IllegalStateException(path + ": in two files (expected: in one)");
    }
    Map<String, Json> all = new LinkedHashMap<>(members);
    more.forEach((name, value) ->
        all.merge(name, value, (here, there) -> merged(path + "/" + name, here, there)));
    return new Json.Obj(all);
  }

  private Json filled(Json json) {
    return switch (json) {
      case Json.Obj(Map<String, Json> members) -> {
        Json.Builder filled = Json.object();
        members.forEach((name, value) -> filled.put(name, filled(value)));
        yield filled.build();
      }
      case Json.Arr(List<Json> items) -> new Json.Arr(items.stream().map(this::filled).toList());
      case Json.Str(String text) -> filled(text);
      default -> json;
    };
  }

  private Json filled(String text) {
    Matcher setting = SETTING.matcher(text);
    return setting.matches()
        ? Json.of(Long.parseLong(value(setting.group(1))))
        : Json.of(setting.replaceAll(found -> Matcher.quoteReplacement(value(found.group(1)))));
  }

  private String value(String setting) {
    String value = settings.get(setting);
    if (value == null) {
      throw new IllegalStateException(setting + ": no such setting");
    }
    return value;
  }
}
