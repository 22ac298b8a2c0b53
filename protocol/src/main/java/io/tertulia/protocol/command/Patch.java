package io.tertulia.protocol.command;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What to do with one property: leave it, reset it to its default, or give it a value.
///
/// In JSON an absent member keeps, `null` clears, anything else is put.
public sealed interface Patch<T> {

  /// Leaves the property as it is.
  record Keep<T>() implements Patch<T> {}

  /// Resets the property to its default.
  record Clear<T>() implements Patch<T> {}

  /// Gives the property this value.
  record Put<T>(T value) implements Patch<T> {}

  static <T> Patch<T> keep() {
    return new Keep<>();
  }

  static <T> Patch<T> clear() {
    return new Clear<>();
  }

  static <T> Patch<T> put(T value) {
    return new Put<>(value);
  }

  /// The property's value after this patch.
  default @Nullable T apply(@Nullable T before, @Nullable T cleared) {
    return switch (this) {
      case Keep<T>() -> before;
      case Clear<T>() -> cleared;
      case Put<T>(T value) -> value;
    };
  }

  /// The property's value after this patch, for one that is never null.
  default T applyTo(T before, T cleared) {
    return switch (this) {
      case Keep<T>() -> before;
      case Clear<T>() -> cleared;
      case Put<T>(T value) -> value;
    };
  }

  /// Says whether nothing would change.
  default boolean keeps() {
    return this instanceof Keep;
  }

  static <T> Patch<T> read(Fields fields, String name, Fields.ItemReader<T> value) {
    if (!fields.has(name)) {
      return keep();
    }
    Json json = fields.json().get(name);
    return json == null ? clear() : put(value.read(json, fields.at(name)));
  }

  static Patch<String> readText(Fields fields, String name) {
    return read(fields, name, Fields::asText);
  }

  default void write(Json.Builder out, String name, Function<T, Json> value) {
    switch (this) {
      case Keep<T>() -> {}
      case Clear<T>() -> out.put(name, Json.Null.NULL);
      case Put<T>(T v) -> out.put(name, value.apply(v));
    }
  }

  static void writeText(Patch<String> patch, Json.Builder out, String name) {
    patch.write(out, name, Json::of);
  }
}
