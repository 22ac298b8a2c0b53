package io.tertulia.backend;

import io.tertulia.protocol.json.Json;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One call, with what it takes to make it again.
///
/// @param contentType of the body; null when there is none
/// @param body makes the body anew for each attempt
/// @param repeatable whether it may be repeated when nobody knows if it was carried out
/// @param isLong whether it may take as long as an upload
/// @param into where the body of the answer goes, which is nothing to read then; null for memory
record Call(
    String method,
    Target target,
    @Nullable String contentType,
    Supplier<BodyPublisher> body,
    boolean repeatable,
    boolean isLong,
    @Nullable Path into) {

  /// A call without a body.
  static Call of(String method, Target target) {
    return new Call(method, target, null, BodyPublishers::noBody, true, false, null);
  }

  /// A call with a body.
  static Call of(String method, Target target, Json body) {
    byte[] bytes = body.toBytes();
    return new Call(
        method,
        target,
        "application/json",
        () -> BodyPublishers.ofByteArray(bytes),
        true,
        false,
        null);
  }

  /// Brings a file.
  static Call upload(Target target, Supplier<BodyPublisher> bytes) {
    return new Call("POST", target, "application/octet-stream", bytes, true, true, null);
  }

  /// The same, but it may take long.
  Call patiently() {
    return new Call(method, target, contentType, body, repeatable, true, into);
  }

  /// The same, but the body of the answer goes into a file, anew with each attempt.
  Call into(Path file) {
    return new Call(method, target, contentType, body, repeatable, true, file);
  }

  /// The same, but made once: each time it would make something new.
  Call once() {
    return new Call(method, target, contentType, body, false, isLong, into);
  }
}
