package io.tertulia.protocol.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON value: immutable, compared by value, order of members kept.
///
/// What a newer peer sends and we do not understand is kept as such a value and written again
/// unchanged.
public sealed interface Json {

  /// Parses one value from UTF-8 and nothing behind it.
  ///
  /// @throws IllegalArgumentException when it is not JSON, nested deeper than 64, or has a number
  ///   of more than 100 digits
  static Json parse(byte[] utf8) {
    return JsonText.parse(utf8);
  }

  /// Parses one value from text and nothing behind it; fails like [#parse(byte[])].
  static Json parse(String text) {
    return JsonText.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /// A string.
  static Json of(String value) {
    return new Str(value);
  }

  /// An integer.
  static Json of(long value) {
    return new Int(value);
  }

  /// A list of strings.
  static Json of(List<String> values) {
    return new Arr(values.stream().map(Json::of).toList());
  }

  /// An object whose members are strings.
  static Json of(Map<String, String> values) {
    var object = object();
    values.forEach(object::put);
    return object.build();
  }

  /// Starts an object; members keep the order in which they are put.
  static Builder object() {
    return new Builder();
  }

  /// The value as compact UTF-8.
  default byte[] toBytes() {
    return JsonText.print(this);
  }

  /// The value as compact text.
  default String toText() {
    return new String(toBytes(), StandardCharsets.UTF_8);
  }

  /// An object.
  record Obj(Map<String, Json> members) implements Json {
    public Obj {
      members = members instanceof Members ? members : copy(members);
    }

    /// The member's value, or null when there is none or it is JSON's null.
    public @Nullable Json get(String name) {
      Json value = members.get(name);
      return value instanceof Null ? null : value;
    }

    /// The same members, by their places.
    Members all() {
      return (Members) members;
    }

    private static Members copy(Map<String, Json> members) {
      Members copy = new Members();
      members.forEach(copy::add);
      return copy;
    }
  }

  /// An array.
  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }
  }

  /// A string.
  record Str(String value) implements Json {}

  /// A number written without fraction and exponent that fits 64 bits.
  record Int(long value) implements Json {}

  /// Any other finite number.
  record Real(double value) implements Json {
    public Real {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("number: " + value + " (expected: a finite number)");
      }
    }
  }

  /// True or false.
  record Bool(boolean value) implements Json {}

  /// A value that was printed before and is written as it is. It does not come from parsing.
  record Printed(String text) implements Json {}

  /// JSON's null.
  enum Null implements Json {
    NULL
  }

  /// Collects the members of an object; what is null or absent is left out.
  final class Builder {
    private Members members = new Members();
    private boolean built;

    private Builder() {}

    /// Puts a member, or leaves it out when the value is null.
    public Builder put(String name, @Nullable Json value) {
      if (value != null) {
        if (built) {
          members = members.copy();
          built = false;
        }
        members.add(name, value);
      }
      return this;
    }

    /// Puts a string, or leaves it out when it is null.
    public Builder put(String name, @Nullable String value) {
      return put(name, value == null ? null : new Str(value));
    }

    /// Puts an integer, or leaves it out when it is null.
    public Builder put(String name, @Nullable Long value) {
      return put(name, value == null ? null : new Int(value));
    }

    /// Puts an integer.
    public Builder put(String name, long value) {
      return put(name, new Int(value));
    }

    /// Puts `true`, or leaves the member out.
    public Builder putIf(String name, boolean value) {
      return value ? put(name, new Bool(true)) : this;
    }

    /// Puts an array, or leaves it out when it is empty.
    public Builder putAll(String name, List<? extends Json> items) {
      return items.isEmpty() ? this : put(name, new Arr(new ArrayList<>(items)));
    }

    /// Puts an object of strings, or leaves it out when it is empty.
    public Builder putAll(String name, Map<String, String> values) {
      return values.isEmpty() ? this : put(name, Json.of(values));
    }

    public Obj build() {
      built = true;
      return new Obj(members);
    }
  }
}
