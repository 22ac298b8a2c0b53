package io.tertulia.testkit.web;

import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one connection of a transcript heard.
///
/// @param name for people
record HeardLine(String name, String viewer, List<Heard> heard) {
  private static final Path FOLDER = Path.of("../protocol/src/test/resources/transcripts");

  /// A frame.
  ///
  /// @param named whose participation was asked for, when it answers a question; null when it does
  ///   not
  record Heard(ServerFrame frame, Json json, @Nullable List<String> named) {
    Map<String, Object> asked() {
      Map<String, Object> asked = new HashMap<>();
      asked.put("text", json.toText());
      asked.put("named", named);
      return asked;
    }
  }

  static List<HeardLine> all() throws IOException {
    List<HeardLine> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        all.addAll(of(file));
      }
    }
    return all;
  }

  /// Everybody who was told.
  Set<String> people() {
    Set<String> people = new TreeSet<>();
    heard.forEach(one ->
        SdkSight.facts(one.frame()).stream()
            .filter(UserFact.class::isInstance)
            .forEach(fact -> people.add(((UserFact) fact).id())));
    return people;
  }

  private static List<HeardLine> of(Path file) throws IOException {
    Map<String, HeardLine> lines = new LinkedHashMap<>();
    Map<String, Map<Long, List<String>>> asked = new HashMap<>();
    int cuts = 0;
    for (Fields turn :
        Fields.of(Json.parse(Files.readAllBytes(file)), "").objects("dialogue", one -> one)) {
      if (turn.has("cut")) {
        cuts++;
      }
      String who = turn.textOr("line", turn.textOr("who", "")) + " after " + cuts + " cuts";
      Map<Long, List<String>> names = asked.computeIfAbsent(who, key -> new HashMap<>());
      Fields said = turn.objectOrNull("says");
      if (said != null && said.textOr("type", "").equals("followConversation")) {
        names.put(said.integer("id"), said.texts("participants"));
      }
      if (turn.has("hears")) {
        Json json = turn.value("hears");
        ServerFrame frame = ServerFrame.read(json);
        Long answered = frame instanceof ServerFrame.State state ? state.id() : null;
        lines
            .computeIfAbsent(
                who,
                key ->
                    new HeardLine(
                        file.getFileName() + ": " + key, turn.text("who"), new ArrayList<>()))
            .heard
            .add(new Heard(frame, json, answered == null ? null : names.get(answered)));
      }
    }
    return List.copyOf(lines.values());
  }
}
