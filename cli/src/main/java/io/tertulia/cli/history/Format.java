package io.tertulia.cli.history;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// What kind of lines a file has.
enum Format {
  /// What `./tertulia export` writes.
  ARCHIVE,
  /// One event a line.
  HISTORY,
  /// Users, conversations and messages as the REST API tells them.
  REST;

  /// How objects, lists and pages begin that go on in the next line.
  private static final List<String> BEGUN = List.of("[", "{\"data\":", "{\"id\":");

  /// The kind of a file, by its first line.
  ///
  /// @throws IOException when it cannot be read; its message is for people
  static Format of(Sources sources, Path path) throws IOException {
    try {
      byte[] first = sources.first(path);
      return first == null ? HISTORY : of(first);
    } catch (BadLineException e) {
      // One long line: pages of an API have no line ends.
      return REST;
    }
  }

  private static Format of(byte[] line) {
    try {
      if (!(Json.parse(line) instanceof Json.Obj object)) {
        return REST;
      }
      Fields fields = Fields.of(object, "");
      if (fields.has("type") && fields.has("version")) {
        return ARCHIVE;
      }
      return fields.has("data") || fields.has("id") ? REST : HISTORY;
    } catch (IllegalArgumentException e) {
      String text = new String(line, StandardCharsets.UTF_8).replaceAll("\\s", "");
      return BEGUN.stream().anyMatch(text::startsWith) || text.equals("{") ? REST : HISTORY;
    }
  }
}
