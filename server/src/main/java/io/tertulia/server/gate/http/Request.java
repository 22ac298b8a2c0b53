package io.tertulia.server.gate.http;

import io.tertulia.protocol.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request that has arrived whole.
///
/// @param method in capitals
/// @param places what stands at the named places of the route's path, decoded
/// @param query decoded; the first of several values of one name
/// @param headers by name in small letters; the first of several of one name
/// @param body shared, not to be changed
@SuppressWarnings("ArrayRecordComponent")
public record Request(
    String method,
    Map<String, String> places,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {
  private static final String BEARER = "bearer ";

  public Request {
    places = Map.copyOf(places);
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /// What stands at a named place of the path.
  public String at(String place) {
    String value = places.get(place);
    if (value == null) {
      throw new IllegalStateException("the route has no place " + place);
    }
    return value;
  }

  /// What the request shows to prove who it comes from; null when nothing.
  public @Nullable String bearer() {
    String header = headers.get("authorization");
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return null;
    }
    return header.substring(BEARER.length()).strip();
  }

  /// The body as JSON; an empty one is the empty object.
  ///
  /// @throws IllegalArgumentException when it is no JSON, or says that it is something else
  public Json json() {
    if (body.length == 0) {
      return Json.object().build();
    }
    String type = headers.getOrDefault("content-type", "");
    if (!type.regionMatches(true, 0, "application/json", 0, "application/json".length())) {
      throw new IllegalArgumentException(
          "Content-Type: " + (type.isEmpty() ? "missing" : type) + " (expected: application/json)");
    }
    return Json.parse(body);
  }

  /// A whole number of the query, or what is given when it is missing.
  ///
  /// @throws IllegalArgumentException when it is none from `min` to `max`
  public int count(String name, int otherwise, int min, int max) {
    String text = query.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as any other wrong value.
    }
    throw new IllegalArgumentException(
        name + ": " + text + " (expected: " + min + " to " + max + ")");
  }

  @Override
  public String toString() {
    return method + " with " + body.length + " bytes";
  }
}
