package io.tertulia.server.gate.http;

import io.tertulia.protocol.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request whose head has arrived. Used by the one thread that answers it.
///
/// @param method in capitals
/// @param places what stands at the named places of the route's path, decoded
/// @param query decoded; the first of several values of one name
/// @param headers by name in small letters; the first of several of one name
/// @param body what follows, taken once
/// @param maxBody how many bytes it may have as JSON
/// @param peer the address at the other end of the connection, such as `192.0.2.7`; a proxy's when
///   one stands before the server
public record Request(
    String method,
    Map<String, String> places,
    Map<String, String> query,
    Map<String, String> headers,
    Body body,
    int maxBody,
    String peer) {
  private static final int FIRST_BYTES = 64 << 10;
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

  /// A header; null when it is not there.
  ///
  /// @param name in small letters
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /// The body as JSON; an empty one is the empty object. Waits for the body, so it comes after all
  /// that needs none, such as credentials.
  ///
  /// @throws IllegalArgumentException when it is no JSON, or says that it is something else
  /// @throws BodyTooLargeException when it has more bytes than it may have
  /// @throws UncheckedIOException when it broke off
  public Json json() {
    byte[] bytes = whole();
    if (bytes.length == 0) {
      return Json.object().build();
    }
    String type = headers.getOrDefault("content-type", "");
    if (!type.regionMatches(true, 0, "application/json", 0, "application/json".length())) {
      throw new IllegalArgumentException(
          "Content-Type: " + (type.isEmpty() ? "missing" : type) + " (expected: application/json)");
    }
    return Json.parse(bytes);
  }

  private byte[] whole() {
    var bytes = new ByteArrayOutputStream(Math.clamp(body.announced(), 0, FIRST_BYTES));
    try {
      for (ByteBuffer next = body.next(); next != null; next = body.next()) {
        if (next.remaining() > maxBody - bytes.size()) {
          throw new BodyTooLargeException(maxBody);
        }
        byte[] piece = new byte[next.remaining()];
        next.get(piece);
        bytes.writeBytes(piece);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
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

  /// A time of the query in milliseconds since 1970; null when it is missing or empty.
  ///
  /// @throws IllegalArgumentException when it is no whole number
  public @Nullable Long millis(String name) {
    String text = query.get(name);
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          name + ": " + text + " (expected: milliseconds since 1970)", e);
    }
  }

  @Override
  public String toString() {
    return method + " with " + body.announced() + " bytes";
  }
}
