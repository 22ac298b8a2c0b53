package io.tertulia.cli;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// A line of a history file, read by the test on its own.
record Line(
    String conversation,
    long index,
    long at,
    String kind,
    String user,
    String text,
    Long replyTo,
    String to) {

  static List<Line> read(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes,
                StandardCharsets.UTF_8))) {
      return lines.lines().map(Line::parse).toList();
    }
  }

  boolean spoken() {
    return Set.of("message", "action", "system").contains(kind);
  }

  /// Who takes part at the end.
  static Set<String> participants(List<Line> lines) {
    Set<String> people = new HashSet<>();
    for (Line line : lines) {
      switch (line.kind) {
        case "leave" -> people.remove(line.user);
        case "rename" -> {
          people.remove(line.user);
          people.add(line.to);
        }
        case "system" -> {}
        default -> people.add(line.user);
      }
    }
    return people;
  }

  /// The index of what each message answers, where that is a message of somebody that came before.
  static Map<Long, Long> answers(List<Line> lines) {
    Set<Long> before = new HashSet<>();
    Map<Long, Long> answers = new HashMap<>();
    for (Line line : lines) {
      if (line.spoken()) {
        if (line.replyTo != null && before.contains(line.replyTo)) {
          answers.put(line.index, line.replyTo);
        }
        if (line.user != null) {
          before.add(line.index);
        }
      }
    }
    return answers;
  }

  private static Line parse(String json) {
    Fields fields = Fields.of(Json.parse(json), "");
    return new Line(
        fields.text("conversation"),
        fields.integer("index"),
        fields.integer("at"),
        fields.text("kind"),
        fields.textOrNull("user"),
        fields.textOrNull("text"),
        fields.integerOrNull("replyTo"),
        fields.textOrNull("to"));
  }
}
