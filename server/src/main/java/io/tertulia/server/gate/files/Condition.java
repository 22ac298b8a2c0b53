package io.tertulia.server.gate.files;

import io.tertulia.server.gate.http.Request;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a request wants to be true of a file before it is sent, by RFC 9110.
///
/// @param tag the file's `ETag`, with its quotes
record Condition(Request request, String tag) {

  /// Whether the client has this very file already.
  boolean isKnown() {
    return names(request.header("if-none-match"));
  }

  /// Whether the client wants another file than this.
  boolean isOther() {
    String wanted = request.header("if-match");
    return wanted != null && !names(wanted);
  }

  /// Whether a part fits the parts that the client has. There are no dates to go by.
  boolean allowsPart() {
    String wanted = request.header("if-range");
    return wanted == null || wanted.strip().equals(tag);
  }

  private boolean names(@Nullable String tags) {
    return tags != null
        && Arrays.stream(tags.split(",", -1))
            .map(String::strip)
            .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
  }
}
